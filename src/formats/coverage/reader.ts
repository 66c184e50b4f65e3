import type { FileCoverage, FileTotals, LineFormat, PathHints } from "./model.ts";

/** Reads one format. It is fed UTF-8 in pieces, cut anywhere, and never throws for what is in them. */
export interface FormatReader {
  push(piece: Uint8Array): void;
  /** To be called once, behind the last piece. */
  end(): ReadCoverage;
}

export type ReadCoverage =
  | {
      readonly kind: "lines";
      readonly format: LineFormat;
      readonly files: Map<string, FileCoverage>;
      readonly hints: PathHints;
    }
  | { readonly kind: "summary"; readonly format: "istanbul-summary"; readonly files: Map<string, FileTotals> }
  | { readonly kind: "unknown" };
