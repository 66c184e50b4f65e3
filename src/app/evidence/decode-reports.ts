import type { Claim, FoundReport, ReportRequest } from "../../core/evidence.ts";
import type { EvidenceFile, EvidenceKey, EvidenceStore } from "../../core/evidence-store.ts";
import { Fault } from "../../core/fault.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import { reportsIn } from "./found-reports.ts";
import type { StoredOrigin } from "./stored-origin.ts";

export interface Decoding<T> {
  readonly evidence: Pick<EvidenceStore, "textOf">;
  readonly key: EvidenceKey;
  readonly reader: ReportReader<T>;
  readonly requests: readonly ReportRequest[];
  readonly claimOf: (origin: StoredOrigin) => Claim | undefined;
}

/**
 * What files say to a gate, one after the other: one text alone is expanded at a time, beside the thread that answers
 * requests, so that these are answered between two of them. Throws a Fault when a file is replaced meanwhile: half of an
 * upload and half of the next one would be neither.
 */
export async function decodeReports<T>(
  { evidence, key, reader, requests, claimOf }: Decoding<T>,
  files: readonly EvidenceFile[],
): Promise<readonly FoundReport<T>[]> {
  const reports: FoundReport<T>[] = [];
  for (const file of files) {
    const content = await contentOf(evidence, key, reader, file);
    reports.push(...reportsIn(file, content, requests, claimOf));
  }
  return reports;
}

/** The text is let go with its value. */
async function contentOf<T>(
  evidence: Pick<EvidenceStore, "textOf">,
  key: EvidenceKey,
  reader: ReportReader<T>,
  file: EvidenceFile,
): Promise<FoundReport<T>["content"]> {
  if (file.refused !== undefined) return { kind: "refused", because: file.refused };
  const text = await evidence.textOf(key, file);
  if (text === undefined) {
    throw new Fault("DATABASE_FAILED", "A report was replaced by a newer one while it was read.", { retry: true });
  }
  return { kind: "value", value: reader.decode(text) };
}
