import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Artifact } from "../../github/artifacts.ts";
import type { WorkflowRun } from "../../github/workflow-runs.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import type { Series, WantedUpload } from "./choose-uploads.ts";
import { fetchUpload } from "./fetch-upload.ts";
import type { StoredOrigin } from "./stored-origin.ts";

/** Where evidence is looked for. */
export interface EvidencePlace {
  readonly installationId: number;
  readonly repository: RepositoryName;
}

interface Bringing {
  readonly services: Services;
  readonly place: EvidencePlace;
  readonly commit: string;
  readonly series: Series;
  readonly reader: ReportReader<unknown>;
}

/** Fetches one artifact and stores what is asked for in it. Throws the Faults of GitHub. */
export async function bringUpload(
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
    attempt: run.attempt,
    savedAt: services.clock(),
  };
  const trusted = series.kind === "branches";
  const stored = [...files].map(([path, content]) => ({
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
