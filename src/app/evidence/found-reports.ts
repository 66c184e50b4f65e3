import type { Claim, FoundReport, ReportRequest } from "../../core/evidence.ts";
import type { StoredEvidence } from "../../core/evidence-store.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import { flagsOf, partsOf, wantedUpload } from "./choose-uploads.ts";
import { directUploadOf, isAskedBy } from "./direct-upload.ts";
import { originOf, type StoredOrigin } from "./stored-origin.ts";

/** What one stored file is for a gate: one report for each flag under which it is asked for. */
export function reportsIn<T>(
  row: StoredEvidence,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
  claimOf: (origin: StoredOrigin) => Claim | undefined,
): readonly FoundReport<T>[] {
  const isRefused = row.content.kind === "refused";
  const flags = flagsIn({ upload: row.upload, path: row.path, isRefused }, requests);
  if (flags.length === 0) return [];
  const stored = originOf(row.origin);
  const { fork: _, artifact, ...run } = stored;
  const origin =
    directUploadOf(row.upload) === undefined
      ? ({ kind: "artifact", artifact, path: row.path, ...run } as const)
      : ({ kind: "upload", path: row.path, ...run } as const);
  const claim = claimOf(stored);
  const content =
    row.content.kind === "refused" ? row.content : ({ kind: "value", value: reader.decode(row.content.text) } as const);
  return flags.map((flag) => ({ flag, origin, claim, content }));
}

interface FileName {
  readonly upload: string;
  readonly path: string;
  readonly isRefused: boolean;
}

/** The flags of a stored file. An artifact that is refused as a whole may stand for any of the files that are asked for in it. */
export function flagsIn({ upload, path, isRefused }: FileName, requests: readonly ReportRequest[]): readonly string[] {
  const direct = directUploadOf(upload);
  if (direct !== undefined) return requests.some((request) => isAskedBy(request, direct)) ? [direct.flag] : [];
  const name = partsOf(upload);
  const answered = wantedUpload(name, requests)?.requests ?? [];
  // What is refused as a whole is stored under the name of its artifact.
  const isWhole = isRefused && path === name.artifact;
  return isWhole ? [...new Set(answered.map(({ flag }) => flag))] : flagsOf(path, answered);
}
