import type { ReportRequest } from "../../core/evidence.ts";
import { Fault } from "../../core/fault.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import { type Artifact, listArtifacts, newestOfEachName } from "../../github/artifacts.ts";
import type { Octokit } from "../../github/client.ts";
import { listRunsOfCommit, type WorkflowRun } from "../../github/workflow-runs.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import { bringUpload, type EvidencePlace } from "./bring-upload.ts";
import {
  branchOf,
  isNewer,
  mayBeSeveral,
  newestRuns,
  type Series,
  type WantedUpload,
  wantedUpload,
} from "./choose-uploads.ts";
import { type ListedRuns, listedRuns } from "./open-runs.ts";

/** What there is of a commit, once everything that could be fetched is stored. */
export interface Collected {
  readonly uploads: readonly WantedUpload[];
  /** Names of workflows that are not over. */
  readonly running: readonly string[];
  /** The same by their files. */
  readonly runningWorkflows: ReadonlySet<string>;
  readonly lost: readonly { readonly flag: string; readonly artifact: string; readonly because: string }[];
  /** Flags that every workflow which may send them has left out, though it ended well. */
  readonly skipped: readonly string[];
  /** Every run on the commit. */
  readonly listed: ListedRuns;
}

/** So many artifacts of one commit are fetched. A matrix has some dozens. */
const maxUploads = 200;

/** Fetches the artifacts of the series' runs on a commit that are asked for and not stored yet. Throws the Faults of GitHub. */
export async function collectEvidence(
  services: Services,
  place: EvidencePlace,
  { commit, series }: { readonly commit: string; readonly series: Series },
  reader: ReportReader<unknown>,
  requests: readonly ReportRequest[],
): Promise<Collected> {
  const octokit = await services.probot.auth(place.installationId);
  const askedAt = services.clock();
  const all = await runsOf(octokit, place, commit);
  const runs = newestRuns(all.filter((run) => branchOf(run, series) !== undefined));
  const candidates = await candidatesOf(octokit, place, { commit, series }, runs, requests);
  const known = await services.evidence.uploadsOf(place.repository.id, commit, readerName(reader));
  const uploads: WantedUpload[] = [];
  const lost: { flag: string; artifact: string; because: string }[] = [];
  for (const { run, artifact, wanted } of candidates) {
    const parts = partsOfFailed(run, wanted);
    // Half a matrix is no baseline, and would stay one after the other half has been run.
    if (series.kind === "branches" && (run.status !== "completed" || parts.length > 0)) continue;
    lost.push(...parts.map((flag) => ({ flag, artifact: artifact.name, because: failedText(run) })));
    if (known.get(wanted.upload) !== artifact.id) {
      const state = await bringUpload({ services, place, commit, series, reader }, run, artifact, wanted);
      if (state === "expired") {
        lost.push(...wanted.requests.map(({ flag }) => ({ flag, artifact: artifact.name, because: expired })));
        continue;
      }
    }
    uploads.push(wanted);
  }
  const open = runs.filter(({ status }) => status !== "completed");
  return {
    uploads,
    running: [...new Set(open.map(({ workflowName, workflowPath }) => workflowName || workflowPath))],
    runningWorkflows: new Set(open.map(({ workflowPath }) => workflowPath)),
    lost,
    skipped: skippedFlags(runs, uploads, requests),
    listed: listedRuns(all, askedAt),
  };
}

/** What is needed to ask GitHub for runs. */
export type RunServices = Pick<Services, "probot" | "clock">;

/** Every run on a commit, without what they have sent. */
export async function listRuns(services: RunServices, place: EvidencePlace, commit: string): Promise<ListedRuns> {
  const askedAt = services.clock();
  return listedRuns(await runsOf(await services.probot.auth(place.installationId), place, commit), askedAt);
}

async function runsOf(octokit: Octokit, { repository }: EvidencePlace, commit: string) {
  const listing = await listRunsOfCommit(octokit, repository, commit);
  if (!listing.complete) throw cutShort("workflow runs");
  return listing.items;
}

interface Candidate {
  readonly run: WorkflowRun;
  readonly artifact: Artifact;
  readonly wanted: WantedUpload;
}

/** The artifacts that are asked for. Of several runs that have sent the same, the newest counts. */
async function candidatesOf(
  octokit: Octokit,
  { repository }: EvidencePlace,
  { commit, series }: { readonly commit: string; readonly series: Series },
  runs: readonly WorkflowRun[],
  requests: readonly ReportRequest[],
): Promise<readonly Candidate[]> {
  const chosen = new Map<string, Candidate>();
  const inArtifacts = requests.filter(({ artifact }) => artifact !== undefined);
  for (const run of runs) {
    if (!inArtifacts.some(({ workflow }) => workflow === undefined || workflow === run.workflowPath)) continue;
    const artifacts = await listArtifacts(octokit, repository, run.id);
    if (!artifacts.complete) throw cutShort("artifacts");
    for (const artifact of newestOfEachName(artifacts.items)) {
      const name = { workflow: run.workflowPath, artifact: artifact.name, branch: branchOf(run, series) ?? "" };
      const wanted = wantedUpload(name, inArtifacts);
      if (wanted === undefined || (artifact.headSha !== undefined && artifact.headSha !== commit)) continue;
      const known = chosen.get(wanted.upload);
      if (known === undefined || isNewer(run, known.run)) chosen.set(wanted.upload, { run, artifact, wanted });
    }
  }
  if (chosen.size > maxUploads) throw tooMany(chosen.size);
  return [...chosen.values()];
}

/** Flags of which a run that did not end well may have lost a part: nobody knows how many artifacts there should be. */
function partsOfFailed({ status, conclusion }: WorkflowRun, { requests }: WantedUpload): readonly string[] {
  if (status !== "completed" || endedWell.has(conclusion)) return [];
  return [...new Set(requests.filter(mayBeSeveral).map(({ flag }) => flag))];
}

function failedText({ workflowName, workflowPath, conclusion = "failure" }: WorkflowRun): string {
  return `${workflowName || workflowPath} ended with ${conclusion}, so others of this name may be missing. Run its failed jobs again.`;
}

/** A workflow that failed or was cancelled may have lost a report; one that ended well meant to send none. */
function skippedFlags(
  runs: readonly WorkflowRun[],
  uploads: readonly WantedUpload[],
  requests: readonly ReportRequest[],
): readonly string[] {
  const sent = new Set(uploads.flatMap((upload) => upload.requests.map(({ flag }) => flag)));
  const flags = new Set(requests.map(({ flag }) => flag));
  return [...flags].filter((flag) => {
    const asked = requests.filter((request) => request.flag === flag);
    const able = runs.filter((run) =>
      asked.some(({ workflow }) => workflow === undefined || workflow === run.workflowPath),
    );
    return !sent.has(flag) && able.length > 0 && able.every(({ conclusion }) => endedWell.has(conclusion));
  });
}

const endedWell: ReadonlySet<string | undefined> = new Set(["success", "skipped", "neutral"]);

const expired = "It has expired. Run the workflow again.";

function cutShort(what: string): Fault {
  return new Fault("LIST_CUT_SHORT", `GitHub's list of ${what} of this commit was cut short.`, { retry: true });
}

function tooMany(count: number): Fault {
  const advice = "Name fewer with `artifact` and `workflow`, or put several reports into one artifact.";
  const message = `${count} artifacts of this commit are asked for, and at most ${maxUploads} are fetched. ${advice}`;
  return new Fault("LIST_CUT_SHORT", message, { retry: false });
}
