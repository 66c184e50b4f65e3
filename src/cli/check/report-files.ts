import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { missingEntries } from "../../core/completeness.ts";
import type { EvidenceSource, FoundReport, FoundReports, ReportRequest } from "../../core/evidence.ts";
import { nothingAwaited } from "../../core/nothing-awaited.ts";
import type { ReportReader } from "../../core/report-reader.ts";

/** Reports that somebody at the desk names, as `flag=file` or `file` for the only flag there is. */
export interface ReportFiles {
  readonly head: readonly string[];
  readonly base: readonly string[];
  readonly directory: string;
}

/** Evidence out of files. What is missing stays missing, since no workflow will send it. Throws BAD_USAGE for a bad name. */
export function reportFiles(files: ReportFiles): EvidenceSource {
  return {
    patience: undefined,
    head: (reader, requests) => readAll("head", files.head, files.directory, reader, requests),
    async base(reader, requests, complete) {
      if (files.base.length === 0) return undefined;
      const found = await readAll("base", files.base, files.directory, reader, requests);
      return missingEntries(complete, found.reports).length === 0 ? found : undefined;
    },
    // Files of one commit alone are named.
    baseSeries: async () => [],
  };
}

async function readAll<T>(
  commit: string,
  given: readonly string[],
  directory: string,
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
): Promise<FoundReports<T>> {
  const flags = [...new Set(requests.map(({ flag }) => flag))];
  const reports: FoundReport<T>[] = [];
  for (const text of given) {
    const named = namedFile(text, flags);
    // Another gate may want it.
    if (named === undefined) continue;
    const content = await contentOf(resolve(directory, named.path), reader);
    reports.push({
      flag: named.flag,
      entries: requests.filter(({ flag }) => flag === named.flag).map(({ entry }) => entry),
      origin: { kind: "file", path: named.path },
      claim: undefined,
      content,
    });
  }
  return {
    commit,
    distance: 0,
    reports,
    ...nothingAwaited,
    passedOver: [],
  };
}

function namedFile(
  text: string,
  flags: readonly string[],
): { readonly flag: string; readonly path: string } | undefined {
  const equals = text.indexOf("=");
  const [only] = flags;
  if (equals === -1) return flags.length === 1 && only !== undefined ? { flag: only, path: text } : undefined;
  const flag = text.slice(0, equals);
  return flags.includes(flag) ? { flag, path: text.slice(equals + 1) } : undefined;
}

/** One report out of a file. Throws BAD_USAGE when it cannot be read, or is no report. */
export async function readReportFile<T>(path: string, reader: ReportReader<T>): Promise<T> {
  const content = await contentOf(path, reader);
  if (content.kind === "value") return content.value;
  throw badUsage(`${path}: ${content.because}`);
}

/** What a file of any size says; it is never whole in memory. Throws BAD_USAGE when it cannot be read. */
async function contentOf<T>(path: string, reader: ReportReader<T>): Promise<FoundReport<T>["content"]> {
  const pieces = createReadStream(path)[Symbol.asyncIterator]();
  try {
    const open = reader.open(path);
    for (;;) {
      const piece = await pieces.next().catch((cause: unknown) => {
        throw badUsage(`${path} cannot be read.`, cause);
      });
      if (piece.done === true) return { kind: "value", value: open.end() };
      const bytes: unknown = piece.value;
      if (bytes instanceof Uint8Array) open.push(bytes);
    }
  } catch (error) {
    // Readers say in words why something is no report. Other errors are our own.
    if (!(error instanceof Error) || error.constructor !== Error) throw error;
    return { kind: "refused", because: error.message };
  }
}
