import { resolve } from "node:path";
import { badUsage } from "../../core/bad-usage.ts";
import { missingEntries } from "../../core/completeness.ts";
import type { EvidenceSource, FoundReports, ReportRequest } from "../../core/evidence.ts";
import { nothingAwaited } from "../../core/nothing-awaited.ts";
import type { ReportReader } from "../../core/report-reader.ts";
import type { CoverageReport } from "../../formats/coverage/model.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { readReportFile } from "../check/report-files.ts";

/** A report that somebody named on the command line. */
export interface GivenReport {
  readonly flag: string;
  /** As it was named, without the flag. */
  readonly path: string;
  readonly report: CoverageReport;
}

/**
 * Reads `file` or, where there are flags, `flag=file`. Throws BAD_USAGE for a file that cannot be read, or when it is not
 * clear which flag is meant: a report under the wrong one would be judged by the wrong rule.
 */
export async function readReports(
  given: readonly string[],
  flags: readonly string[],
  directory: string,
): Promise<readonly GivenReport[]> {
  const reports: GivenReport[] = [];
  for (const { flag, path } of given.map((text) => flagged(text, flags))) {
    reports.push({ flag, path, report: await readReportFile(resolve(directory, path), coverageReports) });
  }
  return reports;
}

function flagged(text: string, flags: readonly string[]): { readonly flag: string; readonly path: string } {
  const equals = text.indexOf("=");
  const flag = text.slice(0, Math.max(0, equals));
  if (equals > 0 && flags.includes(flag)) return { flag, path: text.slice(equals + 1) };
  const [only = "", ...others] = flags;
  if (others.length === 0) return { flag: only, path: text };
  const message = `The configuration has several reports: say which of them ${text} is, as in ${only}=${text}. There are: ${flags.join(", ")}.`;
  throw badUsage(message);
}

/** The same reports for a gate that asks for them. Nobody will send more. */
export function evidenceOf(head: readonly GivenReport[], base: readonly GivenReport[]): EvidenceSource {
  return {
    patience: undefined,
    head: async (reader, requests) => foundIn("head", head, reader, requests),
    async base(reader, requests, complete) {
      const found = foundIn("base", base, reader, requests);
      return base.length > 0 && missingEntries(complete, found.reports).length === 0 ? found : undefined;
    },
    // Files of one commit alone are named.
    baseSeries: async () => [],
  };
}

function foundIn<T>(
  commit: string,
  given: readonly GivenReport[],
  reader: ReportReader<T>,
  requests: readonly ReportRequest[],
): FoundReports<T> {
  const flags = new Set(requests.map(({ flag }) => flag));
  const reports = given
    .filter(({ flag }) => flags.has(flag))
    .flatMap(({ flag, path, report }) => {
      const read: Read<CoverageReport> = { reader: coverageReports, value: report };
      if (!isReadBy(read, reader)) return [];
      return [
        {
          flag,
          entries: requests.filter((request) => request.flag === flag).map(({ entry }) => entry),
          origin: { kind: "file", path } as const,
          claim: undefined,
          content: { kind: "value", value: read.value } as const,
        },
      ];
    });
  return {
    commit,
    distance: 0,
    reports,
    ...nothingAwaited,
    passedOver: [],
  };
}

interface Read<T> {
  readonly reader: ReportReader<T>;
  readonly value: T;
}

/** The very same reader reads the same type. */
function isReadBy<T>(read: Read<unknown>, reader: ReportReader<T>): read is Read<T> {
  return read.reader === reader;
}
