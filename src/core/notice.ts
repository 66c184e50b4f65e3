import type { FoundReports, ReportRequest } from "./evidence.ts";
import type { ReportReader } from "./report-reader.ts";
import type { Blob } from "./repository.ts";
import type { Table } from "./verdict.ts";

/**
 * Something about the default branch that somebody should look at, while it lasts. It becomes one issue. All texts are
 * plain; whoever renders them escapes them.
 */
export interface Notice {
  /** What it is about, the same from day to day and of no other notice of the gate. There is one issue a key, for ever. */
  readonly key: string;
  /** One line. */
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly fix: string;
  readonly tables?: readonly Table[];
}

/**
 * What a gate sees on the default branch. `notices` are all of them, the most important first: one that is not among them
 * any more is over, and its issue is closed. `unknown` leaves every issue as it is.
 */
export type Watched =
  | { readonly kind: "notices"; readonly notices: readonly Notice[] }
  | { readonly kind: "unknown"; readonly because: string };

/** The read-only ports that a gate may ask about the default branch. */
export interface WatchSources {
  /** Its name. */
  readonly branch: string;
  /** Its newest commit. */
  readonly tip: string;
  /** Such as `2027-01-31`, in UTC. */
  readonly today: string;
  /** A file of the tip, "missing" when there is none. */
  file(path: string): Promise<Blob>;
  /**
   * Reports of so many commits at most of which every entry in `complete` has one, the nearest to the tip first. Only first
   * parents, and only what the branch's own runs sent, as far as it is stored. `distance` counts from the tip; the time of a
   * report is that of its run, in its origin.
   */
  series<T>(
    reader: ReportReader<T>,
    requests: readonly ReportRequest[],
    complete: readonly string[],
    count: number,
  ): Promise<readonly FoundReports<T>[]>;
}
