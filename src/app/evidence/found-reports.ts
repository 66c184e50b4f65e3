import type { Claim, FoundReport, ReportAnswer, ReportRequest } from "../../core/evidence.ts";
import type { EvidenceFile } from "../../core/evidence-store.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import { partsOf, wantedUpload } from "./choose-uploads.ts";
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
  return answersIn(file, requests).map((answer) => ({ ...answer, origin, claim, content }));
}

type NamedFile = Pick<EvidenceFile, "upload" | "path" | "refused">;

/** What a stored file is an answer to. An artifact that is refused as a whole may stand for each file that is asked for in it. */
export function answersIn(
  { upload, path, refused }: NamedFile,
  requests: readonly ReportRequest[],
): readonly ReportAnswer[] {
  const direct = directUploadOf(upload);
  if (direct !== undefined) return byFlag(requests.filter((request) => isAskedBy(request, direct)));
  const name = partsOf(upload);
  const asked = wantedUpload(name, requests)?.requests ?? [];
  // What is refused as a whole is stored under the name of its artifact.
  const isWhole = refused !== undefined && path === name.artifact;
  if (isWhole) return asked.map(({ flag, entry }) => ({ flag, entries: [entry] }));
  return byFlag(asked.filter((request) => matcherOf([request.path])(path)));
}

/** A file counts once under each flag, whichever of its requests it answers. */
function byFlag(requests: readonly ReportRequest[]): readonly ReportAnswer[] {
  const flags = [...new Set(requests.map(({ flag }) => flag))];
  return flags.map((flag) => ({
    flag,
    entries: requests.filter((request) => request.flag === flag).map(({ entry }) => entry),
  }));
}
