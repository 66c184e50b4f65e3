import type { Report } from "./report.ts";

/** What is known of an open pull request without asking GitHub. */
export interface KnownPullRequest {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly number: number;
  readonly headSha: string;
  readonly baseRef: string;
  readonly open: boolean;
}

export interface StoredReport {
  /** Unguessable; the address of the report's page. */
  readonly id: string;
  readonly repositoryId: number;
  /** `pull-request/…` or `merge-group/…`: the key of the target the report is about. */
  readonly targetKey: string;
  readonly installationId: number;
  readonly savedAt: number;
  readonly report: Report;
}

/** A check run that we have published: enough to update it, or to know that nothing changed. */
export interface PublishedCheck {
  readonly name: string;
  /** Undefined while the outcome of the last write is unknown: GitHub has to be asked what it has. */
  readonly runId: number | undefined;
  /** Digest of what was sent last; empty when it must be sent again. */
  readonly digest: string;
}

/** Reports and what was published of them. Every row is keyed by ids, never by names. */
export interface ReportStore {
  /** Replaces the target's report of the same head; older heads of the target are kept as history. */
  saveReport(stored: StoredReport): Promise<void>;
  reportById(id: string): Promise<StoredReport | undefined>;
  /** The newest report of every target whose head is this commit. */
  reportsOfHead(repositoryId: number, headSha: string): Promise<readonly StoredReport[]>;
  recentReports(limit: number): Promise<readonly StoredReport[]>;
  /** Of one repository, newest first. */
  recentReportsOf(repositoryId: number, limit: number): Promise<readonly StoredReport[]>;

  savePullRequest(pullRequest: KnownPullRequest): Promise<void>;
  pullRequest(repositoryId: number, number: number): Promise<KnownPullRequest | undefined>;
  /** Remembers the head for which somebody approved of claims; the older one counts no more. */
  saveApproval(pullRequest: KnownPullRequest): Promise<void>;
  /** Forgets it. */
  removeApproval(repositoryId: number, number: number): Promise<void>;
  approvedHead(repositoryId: number, number: number): Promise<string | undefined>;
  openPullRequestsOf(repositoryId: number): Promise<readonly KnownPullRequest[]>;
  openPullRequestsOfHead(repositoryId: number, headSha: string): Promise<readonly KnownPullRequest[]>;

  publishedChecks(repositoryId: number, headSha: string): Promise<readonly PublishedCheck[]>;
  savePublishedCheck(repositoryId: number, headSha: string, check: PublishedCheck): Promise<void>;
  forgetPublishedCheck(repositoryId: number, headSha: string, name: string): Promise<void>;
  /** After a re-run request: everything on this head must be sent again. */
  markUnpublished(repositoryId: number, headSha: string): Promise<void>;

  /** One publisher a head commit at a time, over all processes. False when another holds it. */
  lockHead(repositoryId: number, headSha: string, holder: string, now: number, until: number): Promise<boolean>;
  unlockHead(repositoryId: number, headSha: string, holder: string): Promise<void>;

  /** Small named values that outlive a process, such as the recovery cursor. */
  readValue(name: string): Promise<string | undefined>;
  writeValue(name: string, value: string): Promise<void>;

  /**
   * The app may no longer see other repositories of the installation than these: all that is known of them is deleted.
   * Answers the ids of those of which nothing is known any more.
   */
  forgetRepositories(installationId: number, except: readonly number[]): Promise<readonly number[]>;
  /** Deletes reports, and what was published of them, saved before this. */
  pruneReports(before: number): Promise<number>;
}
