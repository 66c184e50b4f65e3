import type { ReportRequest } from "../../core/evidence.ts";
import { Fault } from "../../core/fault.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositoryName } from "../../core/target.ts";
import { type Artifact, listArtifacts, newestOfEachName } from "../../github/artifacts.ts";
import { listRunsOfCommit, type WorkflowRun } from "../../github/workflow-runs.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import { newestRuns, type WantedUpload, wantedUpload } from "./choose-uploads.ts";
import { fetchUpload } from "./fetch-upload.ts";

/** Where evidence is looked for. */
export interface EvidencePlace {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

/** What there is of a commit, once everything that could be fetched is stored. */
export interface Collected {
  readonly uploads: readonly WantedUpload[];
  /** Names of workflows that are not over. */
  readonly running: readonly string[];
  readonly lost: readonly { readonly flag: string; readonly artifact: string; readonly because: string }[];
}

/** So many artifacts of one commit are fetched. A matrix has some dozens. */
const maxUploads = 200;

/** What GitHub says of the run that made a report; stored with it. */
export interface StoredOrigin {
  readonly workflow: string;
  readonly artifact: string;
  readonly runId: number;
  readonly attempt: number;
  readonly event: string;
  readonly createdAt: number;
  readonly fork: boolean;
  /** The file that the job itself is in, where it is known; a reusable workflow of the same repository can be edited, too. */
  readonly jobWorkflow?: string;
}

/** Fetches the artifacts of a commit's runs that are asked for and not stored yet. Throws the Faults of GitHub. */
export async function collectEvidence(
  services: Services,
  place: EvidencePlace,
  commit: string,
  reader: ReportReader<unknown>,
  requests: readonly ReportRequest[],
): Promise<Collected> {
  const octokit = await services.probot.auth(place.installationId);
  const listing = await listRunsOfCommit(octokit, place.repository, commit);
  if (!listing.complete) throw cutShort("workflow runs");
  const runs = newestRuns(listing.items);
  const known = await services.evidence.uploadsOf(place.repository.id, commit, readerName(reader));
  const uploads: WantedUpload[] = [];
  const lost: { flag: string; artifact: string; because: string }[] = [];
  for (const run of runs) {
    if (!requests.some(({ workflow }) => workflow === undefined || workflow === run.workflowPath)) continue;
    const artifacts = await listArtifacts(octokit, place.repository, run.id);
    if (!artifacts.complete) throw cutShort("artifacts");
    for (const artifact of newestOfEachName(artifacts.items)) {
      const wanted = wantedUpload(run.workflowPath, artifact.name, requests);
      if (wanted === undefined || (artifact.headSha !== undefined && artifact.headSha !== commit)) continue;
      if (uploads.length >= maxUploads) throw cutShort("artifacts");
      if (known.get(wanted.upload) !== artifact.id) {
        const state = await bring({ services, place, commit, reader }, run, artifact, wanted);
        if (state === "expired") {
          lost.push(...wanted.requests.map(({ flag }) => ({ flag, artifact: artifact.name, because: expired })));
          continue;
        }
      }
      uploads.push(wanted);
    }
  }
  const running = runs
    .filter(({ status }) => status !== "completed")
    .map(({ workflowName, workflowPath }) => workflowName || workflowPath);
  return { uploads, running, lost };
}

const expired = "It has expired. Run the workflow again.";

interface Bringing {
  readonly services: Services;
  readonly place: EvidencePlace;
  readonly commit: string;
  readonly reader: ReportReader<unknown>;
}

async function bring(
  { services, place, commit, reader }: Bringing,
  run: WorkflowRun,
  artifact: Artifact,
  wanted: WantedUpload,
): Promise<"stored" | "expired"> {
  if (artifact.expired) return "expired";
  const octokit = await services.probot.auth(place.installationId);
  const files = await fetchUpload(octokit, place.repository, artifact, wanted, reader);
  if (files === "expired") return "expired";
  const fork = run.headRepositoryId !== place.repository.id;
  const origin: StoredOrigin = {
    workflow: run.workflowPath,
    artifact: artifact.name,
    runId: run.id,
    attempt: run.attempt,
    event: run.event,
    createdAt: artifact.createdAt ?? run.createdAt,
    fork,
  };
  const upload = {
    installationId: place.installationId,
    repositoryId: place.repository.id,
    commit,
    reader: readerName(reader),
    upload: wanted.upload,
    artifactId: artifact.id,
    savedAt: services.clock(),
  };
  const trusted = isOfBranch(run, place.repository.id);
  const stored = [...files].map(([path, content]) => ({
    ...upload,
    path,
    origin: JSON.stringify(origin),
    trusted,
    content,
  }));
  await services.evidence.saveUpload(upload, stored);
  services.log.info(
    { repository: place.repository.id, commit, artifact: artifact.id, files: files.size },
    "evidence is stored",
  );
  return "stored";
}

/** Whether the branch itself made what the run says, so that others may be compared with it. */
export function isOfBranch(run: Pick<WorkflowRun, "event" | "headRepositoryId">, repositoryId: number): boolean {
  return run.headRepositoryId === repositoryId && trustedEvents.has(run.event);
}

/** What the branch itself starts. A pull request's run may have been made to say anything. */
const trustedEvents: ReadonlySet<string> = new Set(["push", "schedule", "workflow_dispatch"]);

function cutShort(what: string): Fault {
  return new Fault("LIST_CUT_SHORT", `GitHub's list of ${what} of this commit was cut short.`, { retry: true });
}
