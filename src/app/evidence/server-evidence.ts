import { z } from "zod";
import type { EvidenceSource, FoundReport, FoundReports, ReportRequest } from "../../core/evidence.ts";
import type { StoredEvidence } from "../../core/evidence-store.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositorySource } from "../../core/repository.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import { flagsOf, partsOf, type Series, wantedUpload } from "./choose-uploads.ts";
import { type Collected, collectEvidence, type EvidencePlace, type StoredOrigin } from "./collect.ts";
import { directUploadName, directUploadOf, newestDirectUploads } from "./direct-upload.ts";

export interface EvidenceRequest extends EvidencePlace {
  readonly git: GitDirectory;
  readonly repositorySource: RepositorySource;
  /** When the head was asked about first, in epoch milliseconds. */
  readonly since: number;
  /** Whose own runs are believed about the commits before the change, the first before the others. */
  readonly trustedBranches: readonly string[];
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
  const { repositorySource, repository } = request;
  const series: Series = { kind: "branches", branches: request.trustedBranches, repositoryId: repository.id };
  return {
    patience: { since: request.since, now: services.clock() },
    async head(reader, requests) {
      const commit = repositorySource.head;
      const collected = await collectEvidence(
        services,
        request,
        { commit, series: { kind: "head" } },
        reader,
        requests,
      );
      const reports = await storedReports(services, request, commit, reader, requests, collected);
      const { running, lost, skipped, growing } = collected;
      return { commit, distance: 0, reports, running, lost, skipped, growing };
    },
    async base(reader, requests, complete) {
      const commits = await request.git.firstParents(repositorySource.mergeBase, maxDistance);
      const [known] = await completeCommits(services, request, commits, reader, requests, complete);
      // What a run of the branch has sent since, be it a re-run, or before Lanekeeper was there.
      for (const commit of commits.slice(0, Math.min(maxAsked, (known ?? maxAsked) + 1))) {
        await collectEvidence(services, request, { commit, series }, reader, requests);
      }
      const [nearest] = await completeCommits(services, request, commits, reader, requests, complete);
      return nearest === undefined ? undefined : baseReports(services, request, commits, nearest, reader, requests);
    },
    async baseSeries(reader, requests, complete, count) {
      const commits = await request.git.firstParents(repositorySource.mergeBase, maxDistance);
      const distances = await completeCommits(services, request, commits, reader, requests, complete);
      const series: FoundReports<ReturnType<typeof reader.decode>>[] = [];
      for (const distance of distances.slice(0, count)) {
        series.push(await baseReports(services, request, commits, distance, reader, requests));
      }
      return series;
    },
  };
}

/** How many first parents away the commits are of which the branch itself made every report, the nearest first. */
async function completeCommits(
  services: Services,
  { repository, trustedBranches }: EvidenceRequest,
  commits: readonly string[],
  reader: ReportReader<unknown>,
  requests: readonly ReportRequest[],
  complete: readonly string[],
): Promise<readonly number[]> {
  const known = await services.evidence.trustedUploads(repository.id, commits, readerName(reader));
  return commits.flatMap((commit, distance) => {
    const there = new Set(
      trustedOf(known.get(commit) ?? [], trustedBranches, requests).flatMap(({ upload, path }) =>
        flagsIn(upload, path, requests),
      ),
    );
    return complete.every((flag) => there.has(flag)) && there.size > 0 ? [distance] : [];
  });
}

async function baseReports<T>(
  services: Services,
  { repository, trustedBranches }: EvidenceRequest,
  commits: readonly string[],
  distance: number,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
): Promise<FoundReports<T>> {
  const commit = commits[distance] ?? "";
  const rows = await services.evidence.evidenceOf(repository.id, commit, readerName(reader));
  const trusted = trustedOf(
    rows.filter((row) => row.trusted),
    trustedBranches,
    requests,
  );
  const reports = trusted.flatMap((row) => reportsIn(row, reader, requests, () => false));
  return { commit, distance, reports, running: [], lost: [], skipped: [], growing: [] };
}

/** Of what trusted branches sent, what is asked for now; of one workflow's artifact, that of the first branch. */
function trustedOf<R extends { readonly upload: string }>(
  rows: readonly R[],
  branches: readonly string[],
  requests: readonly ReportRequest[],
): readonly R[] {
  const chosen = new Map<string, { readonly rank: number; readonly rows: R[] }>();
  for (const row of rows) {
    const direct = directUploadOf(row.upload);
    const name = partsOf(row.upload);
    const rank = branches.indexOf((direct ?? name).branch);
    const isWanted = direct !== undefined || wantedUpload(name, requests)?.upload === row.upload;
    if (rank === -1 || !isWanted) continue;
    const key =
      direct === undefined ? `${name.workflow}\n${name.artifact}` : directUploadName({ ...direct, branch: "" });
    const known = chosen.get(key);
    if (known?.rank === rank) known.rows.push(row);
    else if (known === undefined || rank < known.rank) chosen.set(key, { rank, rows: [row] });
  }
  return [...chosen.values()].flatMap((one) => one.rows);
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
  const paths = new Set(edited);
  // Of a list that was cut short, anything may be missing.
  const isEdited = (workflow: string) => !changes.complete || paths.has(workflow);
  const counted = [...rows.filter(({ upload }) => there.has(upload)), ...newestDirectUploads(rows)];
  return counted.flatMap((row) => reportsIn(row, reader, requests, isEdited));
}

/** One file may be asked for under several flags. */
function reportsIn<T>(
  row: StoredEvidence,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
  isEdited: (workflow: string) => boolean,
): readonly FoundReport<T>[] {
  const { fork, artifact, jobWorkflow = "", ...run } = Origin.parse(JSON.parse(row.origin));
  const claim = fork ? "fork" : isEdited(run.workflow) || isEdited(jobWorkflow) ? "edited-workflow" : undefined;
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
  return flagsOf(path, wantedUpload(partsOf(upload), requests)?.requests ?? []);
}

/** What is refused may stand for any of the files that were asked for. */
function allFlags(upload: string, requests: readonly ReportRequest[]): readonly string[] {
  return [...new Set((wantedUpload(partsOf(upload), requests)?.requests ?? []).map(({ flag }) => flag))];
}
