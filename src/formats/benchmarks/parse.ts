import { reportParser } from "../reports/report-parser.ts";
import { readerFor } from "./detect.ts";
import { MAX_REPORT_BYTES } from "./limits.ts";
import type { BenchmarkReport } from "./model.ts";
import { problemLog } from "./problems.ts";

/** Reads one report, of whatever format it is. It is fed the bytes of the file, in pieces of any size. */
export interface BenchmarkParser {
  /** It never throws for what is in a report; a piece may be used again afterwards. */
  push(piece: Uint8Array): void;
  /** To be called once, behind the last piece. */
  end(): BenchmarkReport;
}

/**
 * The format is told by content, never by name; but names of Criterion's benchmarks are folders of the path. A compressed
 * report has to be unpacked by the caller: nothing here bounds what a few bytes unpack to.
 */
export function benchmarkParser(path: string): BenchmarkParser {
  const problems = problemLog();
  const parser = reportParser((head) => readerFor(head, path, problems), problems);
  let bytes = 0;
  return {
    push(piece) {
      bytes += piece.length;
      if (bytes <= MAX_REPORT_BYTES) parser.push(piece);
    },
    end() {
      if (bytes > MAX_REPORT_BYTES) problems.note("limit", `it has more than ${MAX_REPORT_BYTES} bytes.`);
      const read = parser.end() ?? { kind: "unknown" };
      if (read.kind === "unknown") {
        if (problems.complete()) problems.note("empty", "there is nothing in it.");
        return { kind: "unknown", complete: false, problems: problems.list() };
      }
      if (read.series.length === 0) problems.note("empty", "it has no benchmark.");
      return { ...read, complete: problems.complete(), problems: problems.list() };
    },
  };
}
