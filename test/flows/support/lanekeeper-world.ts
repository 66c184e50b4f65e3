import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { readAppManifest } from "../../../src/app/app-manifest.ts";
import { type RunningServer, startServer } from "../../../src/app/compose.ts";
import type { ServerSettings } from "../../../src/app/environment.ts";
import { webhookPath } from "../../../src/app/server.ts";
import type { Gate } from "../../../src/core/gate.ts";
import { settingsFor } from "../../../src/demo/demo-settings.ts";
import { startStandIn } from "../../../src/demo/github/stand-in.ts";
import type { StandIn, StandInOptions, StandInRepository } from "../../../src/demo/github/stand-in-types.ts";
import { gates } from "../../../src/gates/index.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";
import { type Files, startFiles, type Verdict } from "./story-files.ts";

/** A stand-in GitHub with one guarded repository, the app installed on it, and a person and an agent who push. */
export interface LanekeeperWorld {
  readonly github: StandIn;
  readonly repository: StandInRepository;
  readonly work: GitRepository;
  readonly installationId: number;
  readonly settings: ServerSettings;
  /** Lines that servers logged. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  /** Starts a server in this process and makes it the one that webhooks go to. */
  startServer(changes?: Partial<ServerSettings>): Promise<RunningServer>;
  /** Commits on a branch and pushes it; answers the commit. */
  push(branch: string, files: Files, options?: { readonly from?: string; readonly force?: boolean }): Promise<string>;
  openPull(
    branch: string,
    files: Files,
    options?: { readonly base?: string; readonly fork?: boolean },
  ): Promise<{ readonly number: number; readonly headSha: string }>;
  /** What the newest check runs on a commit say, once the roll-up is completed. */
  verdict(sha: string): Promise<Verdict>;
  /** The newest run of each name, as they are now. */
  conclusions(sha: string): Promise<Verdict>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** Far more than is ever needed: a busy machine must not decide whether a test passes. */
const patienceMs = 90_000;

export interface WorldOptions {
  readonly standIn?: Partial<StandInOptions>;
  readonly settings?: Partial<ServerSettings>;
  /** Those of Lanekeeper, unless told. */
  readonly gates?: readonly Gate[];
  /** What servers take for the time, in epoch milliseconds. */
  readonly clock?: () => number;
  /** The configuration on `main`; undefined for none. */
  readonly configuration?: string | undefined;
}

export async function openLanekeeperWorld(options: WorldOptions = {}): Promise<LanekeeperWorld> {
  const directory = mkdtempSync(join(tmpdir(), "lanekeeper-flow-"));
  const github = await startStandIn({
    directory: join(directory, "github"),
    appManifest: readAppManifest(),
    ...options.standIn,
  });
  const work = createGitRepository();
  github.createUser("acme", "Organization");
  for (const login of ["ada", "claude"]) github.createUser(login);
  const repository = await github.createRepository({ owner: "acme", name: "platform", private: true });
  work.commit("main", "configuration" in options ? withConfiguration(options.configuration) : startFiles);
  await github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: "ada" });
  const { id: installationId } = await github.installApp([repository]);
  const settings = settingsFor(github, join(directory, "server"), { coalesceMs: 0, ...options.settings });
  const servers: RunningServer[] = [];
  const logged: Record<string, unknown>[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => logged.push(JSON.parse(line)) });
  const world = { github, repository, work, installationId, settings, logged };
  return {
    ...world,
    ...actionsIn(github, repository, work),
    async startServer(changes = {}) {
      const server = await startServer({
        settings: { ...settings, ...changes },
        gates: options.gates ?? gates,
        log,
        ...(options.clock === undefined ? {} : { clock: options.clock }),
      });
      servers.push(server);
      github.connectWebhook(`${server.url}${webhookPath}`);
      return server;
    },
    async [Symbol.asyncDispose]() {
      for (const server of servers) await server.stop();
      await github.close();
      work[Symbol.dispose]();
      rmSync(directory, { recursive: true, force: true });
      // Nothing that any flow did may differ from GitHub's own description.
      if (github.violations.length > 0) throw new Error(JSON.stringify(github.violations.slice(0, 3), null, 2));
    },
  };
}

function withConfiguration(text: string | undefined): Files {
  const { ".github/lanekeeper.yml": _, ...others } = startFiles;
  return text === undefined ? others : { ...others, ".github/lanekeeper.yml": text };
}

function actionsIn(github: StandIn, repository: StandInRepository, work: GitRepository) {
  const conclusions = async (sha: string): Promise<Verdict> => {
    const runs = await github.checkRunsOf(repository, sha);
    return Object.fromEntries(
      runs.map(({ name, conclusion, status }) => [name.replace("lanekeeper / ", ""), conclusion ?? status]),
    );
  };
  const push: LanekeeperWorld["push"] = async (branch, files, { from, force } = {}) => {
    const sha = work.commit(branch, files, from === undefined ? {} : { from });
    await github.push({
      repository,
      from: work.directory,
      refspec: `refs/heads/${branch}`,
      as: "claude",
      ...(force === undefined ? {} : { force }),
    });
    return sha;
  };
  return {
    push,
    conclusions,
    async openPull(branch: string, files: Files, options: { readonly base?: string; readonly fork?: boolean } = {}) {
      const base = options.base ?? "main";
      const about = { repository, base, title: `Change ${branch}`, author: "claude" };
      if (options.fork !== true) {
        await push(branch, files, { from: base });
        return github.openPullRequest({ ...about, head: branch });
      }
      work.commit(branch, files, { from: base });
      const fork = await github.fork(repository, "claude");
      await github.push({ repository: fork, from: work.directory, refspec: `refs/heads/${branch}`, as: "claude" });
      return github.openPullRequest({ ...about, head: { fork, branch } });
    },
    async verdict(sha: string): Promise<Verdict> {
      const isDone = async () =>
        Object.hasOwn(await conclusions(sha), "lanekeeper") && (await completed(github, repository, sha));
      await until(isDone, () => `no completed roll-up on ${sha}`);
      return conclusions(sha);
    },
  };
}

async function completed(github: StandIn, repository: StandInRepository, sha: string): Promise<boolean> {
  const runs = await github.checkRunsOf(repository, sha);
  return runs.every(({ status }) => status === "completed");
}

/** Waits until it is so, and fails when that takes too long. */
export async function until(isSo: () => Promise<boolean> | boolean, otherwise: () => string): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > giveUpAt) throw new Error(`Waited in vain: ${otherwise()}`);
    await sleep(10);
  }
}
