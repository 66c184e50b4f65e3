import type { BenchmarkProblem } from "./problems.ts";

export const formats = [
  "benchmarkdotnet",
  "criterion",
  "custom",
  "go",
  "google-benchmark",
  "hyperfine",
  "jmh",
  "k6",
  "pytest-benchmark",
  "tinybench",
  "vitest",
] as const;
export type BenchmarkFormat = (typeof formats)[number];

export const directions = ["lower", "higher", "unknown"] as const;

/** Which values of a series are better. */
export type Better = (typeof directions)[number];

/** What a benchmark ran with, in the words of the file. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

/** A figure below which this share of the samples lies, as the file states it. */
export interface Percentile {
  /** From 0 to 100. */
  readonly percent: number;
  readonly value: number;
}

/** What the file says of a series beside its samples. None of it is computed here; what it does not say is missing. */
export interface Stated {
  /** The one figure that the tool gives, where it does not say which kind of average it is. */
  readonly value?: number;
  readonly mean?: number;
  readonly median?: number;
  readonly stddev?: number;
  readonly min?: number;
  readonly max?: number;
  /** How many samples the figures are of. */
  readonly count?: number;
  readonly percentiles: readonly Percentile[];
}

/** One benchmark, with one set of parameters, measured in one way. */
export interface Series {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  /** What is measured: `time`, `throughput`, `memory`, `allocations`, or the tool's own word for it. */
  readonly metric: string;
  /**
   * Of every figure here but counts and percents. Durations are in "s", rates in "/s", sizes in "B", what passes in a
   * time in "B/s", and "" is a plain number. What is none of these stays as the file has it.
   */
  readonly unit: string;
  readonly better: Better;
  /** What one iteration took, for each round that the file has, in its order; undefined when it has none. */
  readonly samples: Float64Array | undefined;
  /** How many iterations each sample is the average of: one figure for all, or one for each. */
  readonly iterations: Float64Array | number | undefined;
  /** How many of the samples each process made, one process after the other; undefined when the file does not tell. */
  readonly processes: readonly number[] | undefined;
  readonly stated: Stated;
}

/** Where it was measured, as far as the file tells. */
export interface Testbed {
  readonly cpu?: string;
  readonly cores?: number;
  readonly architecture?: string;
  readonly os?: string;
  /** Names and versions of interpreters and virtual machines. */
  readonly runtimes: readonly string[];
}

export interface SeriesReport {
  readonly kind: "series";
  readonly format: BenchmarkFormat;
  readonly testbed: Testbed;
  readonly series: readonly Series[];
  /** False: series or figures may have been lost, and nobody should judge by what is left. */
  readonly complete: boolean;
  readonly problems: readonly BenchmarkProblem[];
}

/** Not a report at all, as far as can be seen. There is always a problem, and it is damaged. */
interface UnknownReport {
  readonly kind: "unknown";
  readonly complete: false;
  readonly problems: readonly BenchmarkProblem[];
}

export type BenchmarkReport = SeriesReport | UnknownReport;
