import { createHash } from "node:crypto";
import type { ArtifactRequest, ReportRequest } from "../../core/evidence.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { WorkflowRun } from "../../github/workflow-runs.ts";

/** Whose reports of a commit are meant: those about a head, whoever made them, or those that one of these branches made. */
export type Series =
  | { readonly kind: "head" }
  | { readonly kind: "branches"; readonly branches: readonly string[]; readonly repositoryId: number };

/** What a branch itself starts. A pull request's run may have been made to say anything. */
const ownEvents: ReadonlySet<string> = new Set(["push", "schedule", "workflow_dispatch"]);

/** The branch that started a run of its own repository; empty for one that may be about anything. */
export function branchOfOwnRun(
  run: Pick<WorkflowRun, "event" | "headBranch" | "headRepositoryId">,
  repositoryId: number,
): string {
  return run.headRepositoryId === repositoryId && ownEvents.has(run.event) ? (run.headBranch ?? "") : "";
}

/** The branch whose own run it is, if the series is about branches and this is one of them; `""` for a head's. */
export function branchOf(run: WorkflowRun, series: Series): string | undefined {
  if (series.kind === "head") return "";
  const branch = branchOfOwnRun(run, series.repositoryId);
  // What a run that is not over has sent may be a part.
  return run.status === "completed" && branch !== "" && series.branches.includes(branch) ? branch : undefined;
}

/** An artifact that somebody asks for, under a name that stays the same from run to run. */
export interface WantedUpload {
  readonly upload: string;
  readonly artifact: string;
  readonly requests: readonly ArtifactRequest[];
}

/**
 * Of several runs that one event has started of one workflow on a commit, the newest counts. A push and a pull request
 * often start the same one; which jobs run may depend on which of them it was, so that neither stands for the other.
 */
export function newestRuns(runs: readonly WorkflowRun[]): readonly WorkflowRun[] {
  const newest = new Map<string, WorkflowRun>();
  for (const run of runs) {
    const key = `${run.event}\n${run.workflowPath}`;
    const known = newest.get(key);
    if (known === undefined || isNewer(run, known)) newest.set(key, run);
  }
  return [...newest.values()];
}

export function isNewer(run: WorkflowRun, than: WorkflowRun): boolean {
  return run.createdAt === than.createdAt ? run.id > than.id : run.createdAt > than.createdAt;
}

/** The requests that an artifact of this workflow answers; undefined when it answers none. */
export function wantedUpload(
  { workflow, artifact, branch }: UploadName,
  requests: readonly ReportRequest[],
): WantedUpload | undefined {
  const answered = requests
    .filter((request) => request.artifact !== undefined)
    .filter(
      (request) =>
        (request.workflow === undefined || request.workflow === workflow) && matcherOf([request.artifact])(artifact),
    );
  if (answered.length === 0) return undefined;
  const upload = [workflow, artifact, branch, fingerprintOf(answered)].join("\n");
  return { upload, artifact, requests: answered };
}

/** Whether several artifacts of one run may answer the request, or several files that jobs send where none is asked for. */
export function mayBeSeveral({ artifact, path }: ReportRequest): boolean {
  return /[*?[{]/.test(artifact ?? path ?? "*");
}

/** What an upload is told by. */
export interface UploadName {
  readonly workflow: string;
  readonly artifact: string;
  /** Whose own run made it; empty for one that is about a head. */
  readonly branch: string;
}

export function partsOf(upload: string): UploadName {
  const [workflow = "", artifact = "", branch = ""] = upload.split("\n");
  return { workflow, artifact, branch };
}

/** An artifact is read once for the paths that are wanted in it: when the configuration wants others, it is read again. */
function fingerprintOf(requests: readonly ArtifactRequest[]): string {
  const paths = [...new Set(requests.map(({ path }) => path))].toSorted();
  return createHash("sha256").update(paths.join("\n")).digest("hex").slice(0, 16);
}
