import { minimatch } from "minimatch";
import type { ReportRequest } from "../../core/evidence.ts";
import type { WorkflowRun } from "../../github/workflow-runs.ts";

/** An artifact that somebody asks for, under a name that stays the same from run to run. */
export interface WantedUpload {
  readonly upload: string;
  readonly artifact: string;
  readonly requests: readonly ReportRequest[];
}

/** Globs as in the configuration: no negation, no comments, nothing that can backtrack. */
const globOptions = { dot: true, nonegate: true, nocomment: true, noext: true } as const;

/**
 * Of several runs of one workflow on a commit the newest counts: a push and a pull request often start the same one, and
 * their reports say the same.
 */
export function newestRuns(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  const newest = new Map<string, WorkflowRun>();
  for (const run of runs) {
    const known = newest.get(run.workflowPath);
    if (known === undefined || isNewer(run, known)) newest.set(run.workflowPath, run);
  }
  return [...newest.values()];
}

function isNewer(run: WorkflowRun, than: WorkflowRun): boolean {
  return run.createdAt === than.createdAt ? run.id > than.id : run.createdAt > than.createdAt;
}

/** The requests that an artifact of this workflow answers; undefined when it answers none. */
export function wantedUpload(
  workflow: string,
  artifact: string,
  requests: readonly ReportRequest[],
): WantedUpload | undefined {
  const answered = requests.filter(
    (request) =>
      (request.workflow === undefined || request.workflow === workflow) &&
      minimatch(artifact, request.artifact, globOptions),
  );
  return answered.length === 0 ? undefined : { upload: `${workflow}\n${artifact}`, artifact, requests: answered };
}

/** The flags of a file in an upload. */
export function flagsOf(path: string, requests: readonly ReportRequest[]): readonly string[] {
  return [...new Set(requests.filter((request) => minimatch(path, request.path, globOptions)).map(({ flag }) => flag))];
}

/** Workflow and artifact of an upload's name. */
export function partsOf(upload: string): { readonly workflow: string; readonly artifact: string } {
  const [workflow = "", artifact = ""] = upload.split("\n");
  return { workflow, artifact };
}
