import type { FormatReader as ReaderOf } from "../reports/format-reader.ts";
import type { FileCoverage, FileTotals, LineFormat, PathHints } from "./model.ts";

export type FormatReader = ReaderOf<ReadCoverage>;

export type ReadCoverage =
  | {
      readonly kind: "lines";
      readonly format: LineFormat;
      readonly files: Map<string, FileCoverage>;
      readonly hints: PathHints;
    }
  | { readonly kind: "summary"; readonly format: "istanbul-summary"; readonly files: Map<string, FileTotals> }
  | { readonly kind: "unknown" };
