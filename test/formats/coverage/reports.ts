import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { linesOf } from "../../../src/formats/coverage/lines.ts";
import type {
  Coverage,
  CoverageReport,
  FileCoverage,
  LineReport,
  Metric,
} from "../../../src/formats/coverage/model.ts";
import { coverageParser } from "../../../src/formats/coverage/parse.ts";
import { type Total, totalsOf } from "../../../src/formats/coverage/totals.ts";

const fixtureFolder = fileURLToPath(new URL("fixtures/", import.meta.url));

export function fixture(path: string): Uint8Array {
  // A `Buffer` is a Uint8Array whose `slice` does not copy.
  return new Uint8Array(readFileSync(`${fixtureFolder}${path}`));
}

/** Reads a report in pieces of this many bytes; in one piece, if none is said. */
export function read(report: Uint8Array | string, pieceBytes?: number): CoverageReport {
  const bytes = typeof report === "string" ? new TextEncoder().encode(report) : report;
  const parser = coverageParser();
  const size = pieceBytes ?? Math.max(1, bytes.length);
  for (let start = 0; start < bytes.length; start += size) parser.push(bytes.slice(start, start + size));
  return parser.end();
}

/** The same, for one that has lines. */
export function readLines(report: Uint8Array | string): LineReport {
  const parsed = read(report);
  if (parsed.kind !== "lines") throw new Error(`not a report with lines: ${JSON.stringify(parsed.problems)}`);
  return parsed;
}

/** "covered/total" of all files, or "-" when it was not measured. */
export function total(files: Coverage["files"], metric: Metric): string {
  return written(totalsOf(files, metric));
}

export function written(counted: Total): string {
  return counted.kind === "counted" ? `${counted.covered}/${counted.total}` : "-";
}

export function fileAt({ files }: Coverage, path: string): FileCoverage {
  const file = files.get(path);
  if (file === undefined) throw new Error(`there is no ${path} among ${[...files.keys()].join(", ")}`);
  return file;
}

/** A line each: "3: 2 hits, 1/2 arms". */
export function shownLines(file: FileCoverage): readonly string[] {
  return [...linesOf(file)].map(({ line, hits, partial, branches, statements }) => {
    const arms = branches === undefined ? "" : `, ${branches.covered}/${branches.total} arms`;
    const parts = statements === undefined ? "" : `, ${statements.covered}/${statements.total} statements`;
    return `${line}: ${hits}${partial ? " partial" : ""}${arms}${parts}`;
  });
}

/** The rules of its problems, the damaged ones with an exclamation mark. */
export function rulesOf({ problems }: CoverageReport): readonly string[] {
  return problems.map(({ rule, damaged }) => (damaged ? `${rule}!` : rule));
}
