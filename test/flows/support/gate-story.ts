import type { Table } from "../../../src/core/verdict.ts";
import { openDatabase } from "../../../src/database/database.ts";
import type { CheckRun } from "../../../src/demo/github/check-types.ts";
import type { StandInRepository, StandInWorkflowRun } from "../../../src/demo/github/stand-in-types.ts";
import { createStore } from "../../../src/store/store.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until, type WorldOptions } from "./lanekeeper-world.ts";
import type { Files } from "./story-files.ts";

export const ci = ".github/workflows/ci.yml";

interface RunOptions {
  /** `pull_request`, unless told. */
  readonly event?: string;
  /** `main` for a push, and else `change`, unless told. */
  readonly branch?: string;
  readonly fork?: StandInRepository;
  readonly workflow?: string;
}

/** A repository that one gate guards, whose reports are of this kind. */
export interface GateStory<Reports> {
  readonly world: LanekeeperWorld;
  /** The tip of `main` when the story begins. */
  readonly base: string;
  /** A workflow that has begun on a commit and uploads these reports. */
  run(sha: string, reports: Reports, options?: RunOptions): Promise<StandInWorkflowRun>;
  /** The same up to its good end. */
  finishedRun(sha: string, reports: Reports, options?: RunOptions): Promise<StandInWorkflowRun>;
  /** Waits until the newest run of the gate says so, and answers it. */
  says(sha: string, conclusion: string): Promise<CheckRun>;
  /** Waits until what the gate writes has this in it. */
  writes(sha: string, text: string): Promise<void>;
  /** The table of the stored verdict whose title begins so. */
  table(sha: string, title: string): Promise<Table>;
  /** Lets servers believe that so many minutes more have passed. */
  pass(minutes: number): void;
  /** Pushes the head of a branch to `main`, without a merge commit. */
  fastForward(branch: string): Promise<void>;
}

/** Sends the reports of a run as artifacts. */
export type Upload<Reports> = (run: StandInWorkflowRun, reports: Reports) => Promise<void>;

export interface StoryOptions extends Pick<WorldOptions, "settings"> {
  /** On `main`, when the story begins. */
  readonly files?: Files;
  /** No server is started. */
  readonly serverless?: boolean;
}

/** A repository that this gate guards with these settings. Dispose of its world. */
export async function openGateStory<Reports>(
  gate: string,
  settings: object,
  upload: Upload<Reports>,
  options: StoryOptions,
): Promise<GateStory<Reports>> {
  let passed = 0;
  const world = await openLanekeeperWorld({
    configuration: `version: 1\nmode: enforce\ngates:\n  ${gate}: ${JSON.stringify(settings)}\n`,
    clock: () => Date.now() + passed * 60_000,
    settings: options.settings ?? {},
  });
  const base = await world.push("main", options.files ?? {});
  if (options.serverless !== true) await world.startServer();
  const run = runner(world, upload);
  const newest = (sha: string) =>
    world.github.allCheckRunsOf(world.repository, sha).findLast(({ name }) => name.endsWith(`/ ${gate}`));
  return {
    world,
    base,
    run,
    async finishedRun(sha, reports, about) {
      const started = await run(sha, reports, about);
      await started.complete("success");
      return started;
    },
    async says(sha, conclusion) {
      const isSaid = () => (newest(sha)?.conclusion ?? newest(sha)?.status) === conclusion;
      await until(isSaid, () => `${gate} says ${textOf(newest(sha))} of ${sha}, and not ${conclusion}`);
      const said = newest(sha);
      if (said === undefined) throw new Error("The run has gone.");
      return said;
    },
    writes: (sha, text) =>
      until(
        () => textOf(newest(sha)).includes(text),
        () => `${gate} writes ${textOf(newest(sha))}, and not ${text}`,
      ),
    table: (sha, title) => storedTable(world, gate, sha, title),
    pass: (minutes) => {
      passed += minutes;
    },
    fastForward: (branch) => {
      const { repository, work } = world;
      work.git("update-ref", "refs/heads/main", `refs/heads/${branch}`);
      return world.github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: "ada" });
    },
  };
}

function runner<Reports>(world: LanekeeperWorld, upload: Upload<Reports>): GateStory<Reports>["run"] {
  return async (headSha, reports, { event = "pull_request", branch, fork, workflow = ci } = {}) => {
    const run = await world.github.startWorkflowRun({
      repository: world.repository,
      workflow: { path: workflow, name: workflow === ci ? "CI" : workflow },
      event,
      headSha,
      headBranch: branch ?? (event === "pull_request" ? "change" : "main"),
      as: "claude",
      ...(fork === undefined ? {} : { headRepository: fork }),
    });
    await run.begin();
    await upload(run, reports);
    return run;
  };
}

async function storedTable(world: LanekeeperWorld, gate: string, sha: string, title: string): Promise<Table> {
  const database = await openDatabase(world.settings.database);
  try {
    const [stored] = await createStore(database).reportsOfHead(world.repository.id, sha);
    const verdict = stored?.report.gates.find((one) => one.gate === gate)?.verdict;
    const tables = verdict !== undefined && "tables" in verdict ? verdict.tables : undefined;
    const found = tables?.find((table) => table.title.startsWith(title));
    if (found === undefined) throw new Error(`There is no table ${title}.`);
    return found;
  } finally {
    await database.close();
  }
}

/** Everything that a check run says. */
export function textOf(run: CheckRun | undefined): string {
  if (run === undefined) return "nothing";
  return [run.conclusion ?? run.status, run.title, run.summary, run.text].join("\n");
}
