import type { EvidenceFile } from "../../core/evidence-store.ts";
import type { WorkflowRun } from "../../github/workflow-runs.ts";
import { newestRuns } from "./choose-uploads.ts";

/** What GitHub said of the runs on a commit at one time. */
export interface ListedRuns {
  /** Whether the run is over, by its id. */
  readonly over: ReadonlyMap<number, boolean>;
  /** Runs of which the same event has started the same workflow again since. */
  readonly replaced: ReadonlySet<number>;
  /** Epoch milliseconds. */
  readonly askedAt: number;
}

export function listedRuns(runs: readonly WorkflowRun[], askedAt: number): ListedRuns {
  const over = new Map(runs.map(({ id, status }) => [id, status === "completed"]));
  const newest = new Set(newestRuns(runs).map(({ id }) => id));
  return { over, replaced: new Set([...over.keys()].filter((id) => !newest.has(id))), askedAt };
}

/** GitHub lists a run a little after it has begun, and clocks differ. */
const listedAfterMs = 5 * 60_000;

/**
 * Whether the run that has sent this itself may send more: it is not over, or so new that GitHub did not list it yet. The
 * artifact's id is the run's here.
 */
export function maySendMore(
  { artifactId, savedAt }: Pick<EvidenceFile, "artifactId" | "savedAt">,
  { over, askedAt }: Pick<ListedRuns, "over" | "askedAt">,
): boolean {
  const isOver = over.get(artifactId);
  return isOver === undefined ? savedAt > askedAt - listedAfterMs : !isOver;
}
