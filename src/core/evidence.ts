import type { ReportReader } from "./report-reader.ts";

/** Reports that a gate wants: files in artifacts of workflow runs, or sent directly under this flag. */
export type ReportRequest = ArtifactRequest | DirectRequest;

interface AnyRequest {
  /** What these reports are called, in messages and when reports of two commits are compared. */
  readonly flag: string;
  /** What people call this request alone: the flag, and more where others have the same. Each has to be answered by itself. */
  readonly entry: string;
  /** The workflow's file, such as `.github/workflows/ci.yml`; any when left out. */
  readonly workflow: string | undefined;
}

/** What is sent directly under the flag counts too, whatever it is called. Both patterns are globs. */
export interface ArtifactRequest extends AnyRequest {
  /** Names of artifacts. */
  readonly artifact: string;
  /** Paths in them. */
  readonly path: string;
}

/** Only what jobs send themselves. */
interface DirectRequest extends AnyRequest {
  readonly artifact: undefined;
  /** A glob of what the jobs call their files; any when left out. */
  readonly path: string | undefined;
}

/** Where a report came from, as the platform says and never the report itself. */
export type ReportOrigin =
  | {
      readonly kind: "artifact";
      readonly artifact: string;
      readonly path: string;
      readonly workflow: string;
      readonly runId: number;
      readonly attempt: number;
      /** What started the run, such as `pull_request` or `push`. */
      readonly event: string;
      /** Epoch milliseconds. */
      readonly createdAt: number;
    }
  | {
      /** A job sent it itself. */
      readonly kind: "upload";
      /** What the job calls it: its own name, by which it is told from others of its flag and run. */
      readonly path: string;
      readonly workflow: string;
      readonly runId: number;
      readonly attempt: number;
      readonly event: string;
      readonly createdAt: number;
    }
  | { readonly kind: "file"; readonly path: string };

/**
 * Why a report only claims what it says: whoever made the change could make it say anything. `unknown-edits`: it cannot be
 * told whether the change edits what its workflow runs.
 */
export type Claim =
  | { readonly kind: "fork" }
  | { readonly kind: "edited-workflow"; readonly path: string }
  | { readonly kind: "unknown-edits" };

/** What a report is an answer to. */
export interface ReportAnswer {
  readonly flag: string;
  /** Of the requests with this flag, those that it may answer, by their `entry`. */
  readonly entries: readonly string[];
}

export interface FoundReport<T> extends ReportAnswer {
  readonly origin: ReportOrigin;
  readonly claim: Claim | undefined;
  readonly content:
    | { readonly kind: "value"; readonly value: T }
    | { readonly kind: "refused"; readonly because: string };
}

/** Every report of one commit that could be found. */
export interface FoundReports<T> {
  readonly commit: string;
  /** How many first parents lie between this commit and the one asked about. */
  readonly distance: number;
  readonly reports: readonly FoundReport<T>[];
  /** Workflows that run or wait to run for the commit: more may come. */
  readonly running: readonly string[];
  /** Entries of which a workflow that still runs may send more than it has: nothing says how many there will be. */
  readonly growing: readonly string[];
  /** Flags of which no report is there although every workflow that may send them has ended well: their jobs were skipped. */
  readonly skipped: readonly string[];
  /** Why it proves nothing that a report is not there: the change edits what would have sent it. */
  readonly absence: Claim | undefined;
  /** Artifacts with a wanted name that cannot be had any more, or may not be read, with the reason. */
  readonly lost: readonly { readonly flag: string; readonly artifact: string; readonly because: string }[];
  /** Why none of the reports are given: together they are more than is judged. What, how much, and what to do. */
  readonly overload: string | undefined;
  /** Nearer commits that are not compared with, because a report of theirs cannot be read, the nearest first. */
  readonly passedOver: readonly PassedOver[];
}

/** The first report that cannot be read. */
export interface PassedOver {
  readonly commit: string;
  readonly flag: string;
  /** What the report is called, as by `reportName`. */
  readonly path: string;
  readonly because: string;
}

/** How long reports may still be waited for. Epoch milliseconds. */
export interface Patience {
  /** When the head was first asked about. */
  readonly since: number;
  readonly now: number;
}

/** Where gates ask for what workflows found out about a commit. */
export interface EvidenceSource {
  /** Undefined where nobody can send reports later: what is missing now stays missing. */
  readonly patience: Patience | undefined;
  /** Reports about head, the newest of each upload. */
  head<T>(reader: ReportReader<T>, requests: readonly ReportRequest[]): Promise<FoundReports<T>>;
  /**
   * Reports about the nearest first parent of the merge base, itself included, of which every entry in `complete` has a
   * report of its own and no report is damaged, nor all of them too much to be read. Only reports that the branch itself made, in runs that are over. Undefined when there is none.
   */
  base<T>(
    reader: ReportReader<T>,
    requests: readonly ReportRequest[],
    complete: readonly string[],
  ): Promise<FoundReports<T> | undefined>;
  /** The same of so many commits at most that have all of them, the nearest first; only what is known by now. */
  baseSeries<T>(
    reader: ReportReader<T>,
    requests: readonly ReportRequest[],
    complete: readonly string[],
    count: number,
  ): Promise<readonly FoundReports<T>[]>;
}
