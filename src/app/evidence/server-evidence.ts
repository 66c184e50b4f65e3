import type { EvidenceSource, FoundReports, ReportRequest } from "../../core/evidence.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { RepositorySource } from "../../core/repository.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { readerName } from "../../workers/report-readers.ts";
import type { Services } from "../services.ts";
import { baseEvidence, baseSeries } from "./base-evidence.ts";
import type { EvidencePlace } from "./bring-upload.ts";
import { claimOf, editsClaim, workflowEdits } from "./claims.ts";
import { collectEvidence } from "./collect.ts";
import { overloadOf } from "./commit-limits.ts";
import { decodeReports } from "./decode-reports.ts";
import { newestDirectUploads } from "./direct-upload.ts";
import { answersIn } from "./found-reports.ts";
import { growingEntries } from "./growing-entries.ts";

export interface EvidenceRequest extends EvidencePlace {
  readonly git: GitDirectory;
  readonly repositorySource: RepositorySource;
  /** When the head was asked about first, in epoch milliseconds. */
  readonly since: number;
  /** Whose own runs are believed about the commits before the change, the first before the others. */
  readonly trustedBranches: readonly string[];
}

/** Evidence from workflow runs, fetched when it is asked for and kept in the database. */
export function serverEvidence(services: Services, request: EvidenceRequest): EvidenceSource {
  return {
    patience: { since: request.since, now: services.clock() },
    head: (reader, requests) => headEvidence(services, request, reader, requests),
    base: (reader, requests, complete) => baseEvidence(services, request, { reader, requests, complete }),
    baseSeries: (reader, requests, complete, count) =>
      baseSeries(services, request, { reader, requests, complete }, count),
  };
}

async function headEvidence<T>(
  services: Services,
  request: EvidenceRequest,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
): Promise<FoundReports<T>> {
  const { repository, repositorySource } = request;
  const commit = repositorySource.head;
  const collected = await collectEvidence(services, request, { commit, series: { kind: "head" } }, reader, requests);
  const key = { repositoryId: repository.id, commit, reader: readerName(reader) };
  // Listed after GitHub was asked: whatever a run that was over by then has sent itself is among them.
  const files = await services.evidence.filesOf(key);
  const direct = newestDirectUploads(files, collected.listed.replaced);
  const there = new Set(collected.uploads.map(({ upload }) => upload));
  const counted = [...files.filter(({ upload }) => there.has(upload)), ...direct].filter(
    (file) => answersIn(file, requests).length > 0,
  );
  const { running, lost, skipped } = collected;
  const growing = growingEntries(collected, direct, requests);
  const edits = await workflowEdits(repositorySource);
  const absence = editsClaim(edits);
  const found = { commit, distance: 0, running, lost, skipped, growing, absence, passedOver: [] };
  const overload = overloadOf(counted);
  if (overload !== undefined) return { ...found, reports: [], overload };
  const decoding = { evidence: services.evidence, key, reader, requests };
  const reports = await decodeReports({ ...decoding, claimOf: (origin) => claimOf(origin, edits) }, counted);
  return { ...found, reports, overload };
}
