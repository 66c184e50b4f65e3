import type { ReportRequest } from "../../core/evidence.ts";
import { Fault } from "../../core/fault.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositoryName } from "../../core/target.ts";
import { type Artifact, listArtifacts, newestOfEachName } from "../../github/artifacts.ts";
import { listRunsOfCommit, type WorkflowRun } from "../../github/workflow-runs.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import { branchOf, mayBeSeveral, newestRuns, type Series, type WantedUpload, wantedUpload } from "./choose-uploads.ts";
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
  /** Flags that every workflow which may send them has left out, though it ended well. */
  readonly skipped: readonly string[];
  /** Flags of which a run that is not over has sent a report and may send more. */
  readonly growing: readonly string[];
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

/** Fetches the artifacts of the series' runs on a commit that are asked for and not stored yet. Throws the Faults of GitHub. */
export async function collectEvidence(
  services: Services,
  place: EvidencePlace,
  { commit, series }: { readonly commit: string; readonly series: Series },
  reader: ReportReader<unknown>,
  requests: readonly ReportRequest[],
): Promise<Collected> {
  const octokit = await services.probot.auth(place.installationId);
  const listing = await listRunsOfCommit(octokit, place.repository, commit);
  if (!listing.complete) throw cutShort("workflow runs");
  const runs = newestRuns(listing.items.filter((run) => branchOf(run, series) !== undefined));
  const known = await services.evidence.uploadsOf(place.repository.id, commit, readerName(reader));
  const uploads: WantedUpload[] = [];
  const growing = new Set<string>();
  const lost: { flag: string; artifact: string; because: string }[] = [];
  for (const run of runs) {
    if (!requests.some(({ workflow }) => workflow === undefined || workflow === run.workflowPath)) continue;
    const artifacts = await listArtifacts(octokit, place.repository, run.id);
    if (!artifacts.complete) throw cutShort("artifacts");
    for (const artifact of newestOfEachName(artifacts.items)) {
      const name = { workflow: run.workflowPath, artifact: artifact.name, branch: branchOf(run, series) ?? "" };
      const wanted = wantedUpload(name, requests);
      if (wanted === undefined || (artifact.headSha !== undefined && artifact.headSha !== commit)) continue;
      if (uploads.length >= maxUploads) throw cutShort("artifacts");
      if (known.get(wanted.upload) !== artifact.id) {
        const state = await bring({ services, place, commit, series, reader }, run, artifact, wanted);
        if (state === "expired") {
          lost.push(...wanted.requests.map(({ flag }) => ({ flag, artifact: artifact.name, because: expired })));
          continue;
        }
      }
      uploads.push(wanted);
      if (run.status !== "completed") for (const { flag } of wanted.requests.filter(mayBeSeveral)) growing.add(flag);
    }
  }
  const running = runs
    .filter(({ status }) => status !== "completed")
    .map(({ workflowName, workflowPath }) => workflowName || workflowPath);
  return { uploads, running, lost, skipped: skippedFlags(runs, uploads, requests), growing: [...growing] };
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

interface Bringing {
  readonly services: Services;
  readonly place: EvidencePlace;
  readonly commit: string;
  readonly series: Series;
  readonly reader: ReportReader<unknown>;
}

async function bring(
  { services, place, commit, series, reader }: Bringing,
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
  const trusted = series.kind === "branches";
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

function cutShort(what: string): Fault {
  return new Fault("LIST_CUT_SHORT", `GitHub's list of ${what} of this commit was cut short.`, { retry: true });
}
