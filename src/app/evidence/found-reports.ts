import type { Claim, FoundReport, ReportRequest } from "../../core/evidence.ts";
import type { EvidenceFile } from "../../core/evidence-store.ts";
import { flagsOf, partsOf, wantedUpload } from "./choose-uploads.ts";
import { directUploadOf, isAskedBy } from "./direct-upload.ts";
import { originOf, type StoredOrigin } from "./stored-origin.ts";

/** What one stored file is for a gate: one report for each flag under which it is asked for. */
export function reportsIn<T>(
  file: Pick<EvidenceFile, "upload" | "path" | "origin" | "refused">,
  content: FoundReport<T>["content"],
  requests: readonly ReportRequest[],
  claimOf: (origin: StoredOrigin) => Claim | undefined,
): readonly FoundReport<T>[] {
  const { upload, path } = file;
  const { fork, artifact, ...run } = originOf(file.origin);
  const origin =
    directUploadOf(upload) === undefined
      ? ({ kind: "artifact", artifact, path, ...run } as const)
      : ({ kind: "upload", path, ...run } as const);
  const claim = claimOf({ fork, artifact, ...run });
  return flagsIn(file, requests).map((flag) => ({ flag, origin, claim, content }));
}

type NamedFile = Pick<EvidenceFile, "upload" | "path" | "refused">;

/** The flags of a stored file. An artifact that is refused as a whole may stand for any of the files that are asked for in it. */
export function flagsIn({ upload, path, refused }: NamedFile, requests: readonly ReportRequest[]): readonly string[] {
  const direct = directUploadOf(upload);
  if (direct !== undefined) return requests.some((request) => isAskedBy(request, direct)) ? [direct.flag] : [];
  const name = partsOf(upload);
  const answered = wantedUpload(name, requests)?.requests ?? [];
  // What is refused as a whole is stored under the name of its artifact.
  const isWhole = refused !== undefined && path === name.artifact;
  return isWhole ? [...new Set(answered.map(({ flag }) => flag))] : flagsOf(path, answered);
}
