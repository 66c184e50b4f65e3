import { z } from "zod";
import type { EvidenceSource, FoundReport, FoundReports, ReportRequest } from "../../core/evidence.ts";
import type { StoredEvidence } from "../../core/evidence-store.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositorySource } from "../../core/repository.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import { flagsOf, partsOf, wantedUpload } from "./choose-uploads.ts";
import { type Collected, collectEvidence, type EvidencePlace, type StoredOrigin } from "./collect.ts";
import { directUploadOf, newestDirectUploads } from "./direct-upload.ts";

export interface EvidenceRequest extends EvidencePlace {
  readonly git: GitDirectory;
  readonly repositorySource: RepositorySource;
  /** When the head was asked about first, in epoch milliseconds. */
  readonly since: number;
}

/** So many first parents of the merge base may have the reports to compare with. */
const maxDistance = 50;
/** Of so many, GitHub is asked for reports that are not stored. */
const maxAsked = 3;

const Origin: z.ZodType<StoredOrigin> = z.object({
  workflow: z.string(),
  artifact: z.string(),
  runId: z.number(),
  attempt: z.number(),
  event: z.string(),
  createdAt: z.number(),
  fork: z.boolean(),
  jobWorkflow: z.string().exactOptional(),
});

/** Evidence from workflow runs, fetched when it is asked for and kept in the database. */
export function serverEvidence(services: Services, request: EvidenceRequest): EvidenceSource {
  const { repositorySource } = request;
  return {
    patience: { since: request.since, now: services.clock() },
    async head(reader, requests) {
      const commit = repositorySource.head;
      const collected = await collectEvidence(services, request, commit, reader, requests);
      const reports = await storedReports(services, request, commit, reader, requests, collected);
      return { commit, distance: 0, reports, running: collected.running, lost: collected.lost };
    },
    async base(reader, requests, complete) {
      const commits = await request.git.firstParents(repositorySource.mergeBase, maxDistance);
      const known = await nearestComplete(services, request, commits, reader, requests, complete);
      if (known === 0) return baseReports(services, request, commits, known, reader, requests);
      // What a run of the branch has sent since, or before Lanekeeper was there.
      for (const commit of commits.slice(0, Math.min(maxAsked, known ?? maxAsked))) {
        await collectEvidence(services, request, commit, reader, requests);
      }
      const nearest = await nearestComplete(services, request, commits, reader, requests, complete);
      return nearest === undefined ? undefined : baseReports(services, request, commits, nearest, reader, requests);
    },
  };
}

/** How many first parents away the nearest commit is of which the branch itself made every report; undefined for none. */
async function nearestComplete(
  services: Services,
  { repository }: EvidencePlace,
  commits: readonly string[],
  reader: ReportReader<unknown>,
  requests: readonly ReportRequest[],
  complete: readonly string[],
): Promise<number | undefined> {
  const known = await services.evidence.trustedUploads(repository.id, commits, readerName(reader));
  const distance = commits.findIndex((commit) => {
    const there = new Set((known.get(commit) ?? []).flatMap(({ upload, path }) => flagsIn(upload, path, requests)));
    return complete.every((flag) => there.has(flag)) && there.size > 0;
  });
  return distance === -1 ? undefined : distance;
}

async function baseReports<T>(
  services: Services,
  place: EvidencePlace,
  commits: readonly string[],
  distance: number,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
): Promise<FoundReports<T>> {
  const commit = commits[distance] ?? "";
  const rows = await services.evidence.evidenceOf(place.repository.id, commit, readerName(reader));
  const reports = rows.filter(({ trusted }) => trusted).flatMap((row) => reportsIn(row, reader, requests, new Set()));
  return { commit, distance, reports, running: [], lost: [] };
}

async function storedReports<T>(
  services: Services,
  { repository, repositorySource }: EvidenceRequest,
  commit: string,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
  { uploads }: Collected,
): Promise<readonly FoundReport<T>[]> {
  const there = new Set(uploads.map(({ upload }) => upload));
  const rows = await services.evidence.evidenceOf(repository.id, commit, readerName(reader));
  const changes = await repositorySource.changes();
  const edited = changes.items.flatMap((change) =>
    change.status === "added" ? [change.path] : [change.path, change.before.path],
  );
  const counted = [...rows.filter(({ upload }) => there.has(upload)), ...newestDirectUploads(rows)];
  return counted.flatMap((row) => reportsIn(row, reader, requests, new Set(edited)));
}

/** One file may be asked for under several flags. */
function reportsIn<T>(
  row: StoredEvidence,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
  edited: ReadonlySet<string>,
): readonly FoundReport<T>[] {
  const { fork, artifact, jobWorkflow = "", ...run } = Origin.parse(JSON.parse(row.origin));
  const isEdited = edited.has(run.workflow) || edited.has(jobWorkflow);
  const claim = fork ? "fork" : isEdited ? "edited-workflow" : undefined;
  const isDirect = directUploadOf(row.upload) !== undefined;
  const origin = isDirect
    ? ({ kind: "upload", path: row.path, ...run } as const)
    : ({ kind: "artifact", artifact, path: row.path, ...run } as const);
  const flags =
    row.content.kind === "refused" ? allFlags(row.upload, requests) : flagsIn(row.upload, row.path, requests);
  const content =
    row.content.kind === "refused" ? row.content : ({ kind: "value", value: reader.decode(row.content.text) } as const);
  return flags.map((flag) => ({
    flag,
    origin,
    claim,
    content,
  }));
}

function flagsIn(upload: string, path: string, requests: readonly ReportRequest[]): readonly string[] {
  const direct = directUploadOf(upload);
  if (direct !== undefined) {
    const isAsked = requests.some(
      ({ flag, workflow }) => flag === direct.flag && (workflow === undefined || workflow === direct.workflow),
    );
    return isAsked ? [direct.flag] : [];
  }
  const { workflow, artifact } = partsOf(upload);
  return flagsOf(path, wantedUpload(workflow, artifact, requests)?.requests ?? []);
}

/** What is refused may stand for any of the files that were asked for. */
function allFlags(upload: string, requests: readonly ReportRequest[]): readonly string[] {
  const { workflow, artifact } = partsOf(upload);
  return [...new Set((wantedUpload(workflow, artifact, requests)?.requests ?? []).map(({ flag }) => flag))];
}
