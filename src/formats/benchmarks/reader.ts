import type { FormatReader as ReaderOf } from "../reports/format-reader.ts";
import type { JsonPlan } from "../reports/json/json-stream.ts";
import type { BenchmarkFormat, Series, Testbed } from "./model.ts";

export type ReadBenchmarks =
  | {
      readonly kind: "series";
      readonly format: BenchmarkFormat;
      readonly testbed: Testbed;
      readonly series: readonly Series[];
    }
  | { readonly kind: "unknown" };

export type FormatReader = ReaderOf<ReadBenchmarks>;

/** One format that is written in JSON. */
export interface JsonFormat extends JsonPlan {
  end(): ReadBenchmarks;
}
