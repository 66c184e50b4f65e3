import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { readAppManifest } from "../app/app-manifest.ts";
import { startServer } from "../app/compose.ts";
import { webhookPath } from "../app/server.ts";
import type { Gate } from "../core/gate.ts";
import { commentMismatch } from "./comment-outcome.ts";
import { settingsFor } from "./demo-settings.ts";
import { startStandIn } from "./github/stand-in.ts";
import type { StandIn } from "./github/stand-in-types.ts";
import { type DemoOutcome, mismatches } from "./outcome.ts";
import { openAndWait, readAgain, runTests, type Stage, waitForRest } from "./play.ts";
import { agents, maintainer } from "./scenario/cast.ts";
import { longLivedBranch, platformFiles } from "./scenario/platform.ts";
import { scriptedPullRequests } from "./scenario/pull-requests.ts";
import { createReleaseKey } from "./scenario/release-key.ts";
import { createWorkTree } from "./scenario/work-tree.ts";

const owner = "acme";

export interface DemoOptions {
  readonly gates: readonly Gate[];
  /** The stand-in's port; a free one unless told. */
  readonly port?: number;
  /** Told each step. */
  readonly progress: (step: string) => void;
}

export interface Demo {
  /** The page with every pull request and its check runs. */
  readonly pageUrl: string;
  readonly outcomes: readonly DemoOutcome[];
  /** What is not as the script expects; none when all is well. */
  readonly mismatches: readonly string[];
  readonly files: number;
  readonly apiRequests: number;
  stop(): Promise<void>;
}

/**
 * The whole story on loopback: a stand-in GitHub with a real git repository, the real server with its embedded
 * store, and pull requests whose signed webhooks go through everything.
 */
export async function runDemo({ gates, port, progress }: DemoOptions): Promise<Demo> {
  const directory = await mkdtemp(join(tmpdir(), "lanekeeper-demo-"));
  const closing: (() => Promise<void>)[] = [() => rm(directory, { recursive: true, force: true })];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).toReversed()) await close();
  };
  try {
    const github = await startStandIn({
      directory: join(directory, "github"),
      appManifest: readAppManifest(),
      ...(port === undefined ? {} : { port }),
    });
    closing.push(() => github.close());
    progress(`A stand-in for GitHub listens at ${github.webUrl}`);
    const settings = settingsFor(github, join(directory, "server"));
    const server = await startServer({ settings, gates, log: pino({ level: "silent" }) });
    closing.push(() => server.stop());
    github.connectWebhook(`${server.url}${webhookPath}`);
    progress(`Lanekeeper listens at ${server.url}`);
    const stage = await setStage(github, join(directory, "clone"));
    progress(`${stage.files} files of ${owner}/platform are pushed, and the app is installed`);
    return { ...(await play(stage, server.url, progress)), files: stage.files, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The platform's repository as everybody finds it, with the app installed. */
async function setStage(github: StandIn, clone: string): Promise<Stage> {
  github.createUser(owner, "Organization");
  github.createUser(maintainer);
  for (const { login, id } of Object.values(agents)) github.createUser(login, "Bot", id);
  const repository = await github.createRepository({ owner, name: "platform", private: true });
  const key = createReleaseKey(new Date());
  const files = { ...platformFiles(), ...key.files };
  const workTree = await createWorkTree(clone, files);
  await github.push({ repository, from: clone, refspec: "refs/heads/main", as: maintainer });
  await github.installApp([repository]);
  const stage = { github, repository, workTree, key };
  const headSha = await workTree.head();
  const ideas = { "docs/next.md": "# What comes next\n\nNothing of this is decided.\n" };
  await workTree.commitBranch(longLivedBranch, "main", maintainer, "Think about what comes next", ideas);
  await github.push({ repository, from: clone, refspec: `refs/heads/${longLivedBranch}`, as: maintainer });
  const onMain = { event: "push", headSha, headBranch: "main", headRepository: repository, as: maintainer } as const;
  await runTests(stage, { ...onMain, files, untested: {}, slower: {}, repacked: false });
  return { ...stage, files: Object.keys(files).length };
}

async function play(stage: Stage, serverUrl: string, progress: DemoOptions["progress"]) {
  const { github, repository } = stage;
  const scripts = scriptedPullRequests();
  const first: DemoOutcome[] = [];
  for (const script of scripts) {
    const outcome = await openAndWait(stage, script);
    progress(`#${outcome.number} ${script.title}: ${outcome.milliseconds} ms`);
    first.push(outcome);
  }
  await waitForRest(stage, serverUrl);
  const outcomes = await Promise.all(first.map((outcome) => readAgain(stage, outcome)));
  const numbers = new Map(scripts.map(({ branch }, at) => [branch, outcomes[at]?.number ?? 0]));
  const wrong = scripts.flatMap((script, at) => {
    const outcome = outcomes[at];
    return outcome === undefined ? [] : [...mismatches(script, outcome), ...commentMismatch(script, outcome, numbers)];
  });
  wrong.push(
    ...github.violations.map(({ side, name, problem }) => `GitHub's contract was broken: ${side} ${name}: ${problem}`),
  );
  return {
    pageUrl: `${github.webUrl}/${repository.owner}/${repository.name}/pulls`,
    outcomes,
    mismatches: wrong,
    apiRequests: github.requests.length,
  };
}
