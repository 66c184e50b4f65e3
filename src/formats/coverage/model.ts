import type { CoverageProblem } from "./problems.ts";

export type LineFormat =
  | "clover"
  | "cobertura"
  | "coverage.py"
  | "gcov"
  | "go"
  | "istanbul"
  | "jacoco"
  | "lcov"
  | "llvm-cov"
  | "opencover"
  | "simplecov";

export const metrics = ["line", "line-strict", "branch", "statement", "line+branch"] as const;

/**
 * What is counted. `line`: executed at all. `line-strict`: executed, and nothing known on it was left out. `branch`:
 * arms of branches. `statement`: statements, weighted as the tool does. `line+branch`: both added up, as coverage.py.
 */
export type Metric = (typeof metrics)[number];

/** An exact fraction; it is never rounded. */
export interface Fraction {
  readonly covered: number;
  readonly total: number;
}

/** What is known of one source file. The tables are compact; `linesOf` and `totals` read them. */
export interface FileCoverage {
  /** Line, hits, and whether something on the line was left out. */
  readonly lines: Uint8Array;
  /** Arms of branches by line; undefined: branches were not measured. */
  readonly branches: Uint8Array | undefined;
  /** Statements by the line they start on; undefined: the format has none. */
  readonly statements: Uint8Array | undefined;
  /** Whose names the arms and statements carry. Those of two schemes are not compared. */
  readonly scheme: string;
  /** Executed lines that the tool lists but does not count, and does not name: docstrings in coverage.py's JSON. */
  readonly surplus: number;
  readonly hints: FileHints;
}

/** What a report says of a file beside its path, for whoever looks for it in a tree. */
export interface FileHints {
  /** Package of Java, Cobertura or Clover. */
  readonly package?: string;
  /** Modules of a JaCoCo report over several, the outer first. */
  readonly module?: string;
  /** The name without folders, where the path is something else. */
  readonly name?: string;
}

/** What a report says of where all its files lie. */
export interface PathHints {
  /** What the paths are: of files, import paths of Go, or a Java package and a name. */
  readonly style: "file" | "go-import" | "java-package";
  /** Folders that paths may start in: Cobertura's `<source>`, gcov's working directory. */
  readonly roots: readonly string[];
}

/** Files by path, as the report writes it. */
export interface Coverage {
  readonly files: ReadonlyMap<string, FileCoverage>;
  /** False: lines may have been lost, and the numbers stand for nothing. */
  readonly complete: boolean;
}

export interface LineReport extends Coverage {
  readonly kind: "lines";
  readonly format: LineFormat;
  readonly hints: PathHints;
  readonly problems: readonly CoverageProblem[];
}

/** Totals of files without any line: good for thresholds, not for changed lines, and it cannot be merged. */
interface SummaryReport {
  readonly kind: "summary";
  readonly format: "istanbul-summary";
  readonly files: ReadonlyMap<string, FileTotals>;
  readonly complete: boolean;
  readonly problems: readonly CoverageProblem[];
}

export interface FileTotals {
  readonly lines: Fraction;
  readonly branches: Fraction;
  readonly statements: Fraction;
}

/** Not a report at all, as far as can be seen. There is always a problem, and it is damaged. */
interface UnknownReport {
  readonly kind: "unknown";
  readonly complete: false;
  readonly problems: readonly CoverageProblem[];
}

export type CoverageReport = LineReport | SummaryReport | UnknownReport;
