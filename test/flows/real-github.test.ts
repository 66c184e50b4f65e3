import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { type RunningServer, startServer } from "../../src/app/compose.ts";
import { readEnvironment } from "../../src/app/environment.ts";
import type { HostedRepository } from "../../src/demo/github/github-world.ts";
import { gates } from "../../src/gates/index.ts";
import { createGitRepository, type GitRepository } from "../support/git-repository.ts";
import { RealGitHubSettings, realGitHub } from "./support/real-github.ts";
import { pullRequestStory, type StoryWorld } from "./support/story.ts";
import { startFiles, type Verdict } from "./support/story-files.ts";

/**
 * The same story on a real GitHub, for a maintainer with an App: see docs/reference/stand-in.md. Without its
 * variables only the door is tried: that it says what is missing.
 */
const settings = RealGitHubSettings.safeParse(process.env);

describe("the door to a real GitHub", () => {
  it("says which variables it needs", () => {
    const missing = RealGitHubSettings.safeParse({}).error?.issues.map(({ path }) => path[0]);
    expect(missing).toEqual([
      "LANEKEEPER_E2E_OWNER",
      "LANEKEEPER_E2E_TOKEN",
      "LANEKEEPER_E2E_FORK_OWNER",
      "LANEKEEPER_E2E_FORK_TOKEN",
    ]);
  });
});

if (settings.success) {
  const given = settings.data;
  const patienceMs = 180_000;
  const github = realGitHub(given);
  const owner = given.LANEKEEPER_E2E_OWNER;
  let folder: string;
  let server: RunningServer;
  let repository: HostedRepository;
  let work: GitRepository;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "lanekeeper-real-"));
    const read = (path: string) => readFileSync(path, "utf8");
    const environment = readEnvironment({ env: process.env, directory: folder, readFile: read });
    // No webhook reaches this machine: everything is found in GitHub's log of deliveries and by sweeps.
    const swept = { ...environment, port: 0, sweepEveryMs: 5_000 };
    server = await startServer({ settings: swept, gates, log: pino({ level: "warn" }) });
    work = createGitRepository();
    work.commit("main", startFiles);
    const name = `lanekeeper-story-${Date.now()}`;
    repository = await github.createRepository({ owner, name, private: false });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: owner });
  }, patienceMs);
  afterAll(async () => {
    await server.stop();
    work[Symbol.dispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  const conclusions = async (sha: string): Promise<Verdict> => {
    const runs = (await github.checkRunsOf(repository, sha)).filter(({ name }) => name.startsWith("lanekeeper"));
    return Object.fromEntries(runs.map((run) => [run.name.replace("lanekeeper / ", ""), run.conclusion ?? run.status]));
  };
  const world: StoryWorld = {
    async openPull(branch, files, { fork } = {}) {
      work.commit(branch, files, { from: "main" });
      const author = fork === true ? given.LANEKEEPER_E2E_FORK_OWNER : owner;
      const target = fork === true ? await github.fork(repository, author) : repository;
      await github.push({ repository: target, from: work.directory, refspec: `refs/heads/${branch}`, as: author });
      const head = fork === true ? { fork: target, branch } : branch;
      return github.openPullRequest({ repository, head, base: "main", title: branch, author });
    },
    async verdict(sha) {
      const giveUpAt = Date.now() + patienceMs;
      for (;;) {
        const found = await conclusions(sha);
        const isDone = "lanekeeper" in found && found["lanekeeper"] !== "in_progress";
        if (isDone || Date.now() > giveUpAt) return found;
        await new Promise((resolve) => setTimeout(resolve, 3_000));
      }
    },
    runs: (sha) => github.checkRunsOf(repository, sha),
    rerun: (id) => github.rerequestCheckRun(repository, id),
  };
  pullRequestStory(() => world);
}
