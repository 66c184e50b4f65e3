import { reportParser } from "../reports/report-parser.ts";
import { readerFor } from "./detect.ts";
import type { Coverage, CoverageReport } from "./model.ts";
import { type ProblemLog, problemLog } from "./problems.ts";
import type { ReadCoverage } from "./reader.ts";

/** Reads one report, of whatever format it is. It is fed the bytes of the file, in pieces of any size. */
export interface CoverageParser {
  /** It never throws for what is in a report; a piece may be used again afterwards. */
  push(piece: Uint8Array): void;
  /** To be called once, behind the last piece. */
  end(): CoverageReport;
}

/**
 * The format is told by content, never by name. A compressed report has to be unpacked by the caller: nothing here
 * bounds what a few bytes unpack to.
 */
export function coverageParser(): CoverageParser {
  const problems = problemLog();
  const parser = reportParser((head) => readerFor(head, problems), problems);
  return { push: parser.push, end: () => conclude(parser.end() ?? { kind: "unknown" }, problems) };
}

function conclude(read: ReadCoverage, problems: ProblemLog): CoverageReport {
  if (read.kind === "unknown") return { kind: "unknown", complete: false, problems: problems.list() };
  const empty = read.kind === "summary" ? read.files.size === 0 : hasNoLine(read.files);
  if (empty) problems.note("empty", "it has no executable line.");
  return { ...read, complete: problems.complete(), problems: problems.list() };
}

function hasNoLine(files: Coverage["files"]): boolean {
  return [...files.values()].every(({ lines }) => lines.length === 0);
}
