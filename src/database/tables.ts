import type { Generated } from "kysely";
import type {
  CommentCommandTable,
  GateOverrideTable,
  LeaseBookTable,
  LeaseTable,
  LedgerTable,
  PullStatementTable,
} from "./lease-tables.ts";
import type { OpenHeadTable, OverlapCommentTable, OverlapPairTable } from "./overlap-tables.ts";

/**
 * The columns of every table. Times are epoch milliseconds; booleans are 0 or 1, as both engines store them alike.
 * Rows are keyed by ids, never by names.
 */
export interface Tables {
  readonly delivery: { guid: string; event: string; received_at: number };
  readonly target: TargetTable;
  readonly pause: { installation_id: number; until_at: number };
  /** Numbers that only grow. */
  readonly counter: { name: string; value: number };
  readonly report: ReportTable;
  readonly pull_request: PullRequestTable;
  readonly published_check: PublishedCheckTable;
  readonly head_lock: { repository_id: number; head_sha: string; holder: string; until_at: number };
  readonly named_value: { name: string; value: string };
  readonly derived_value: DerivedValueTable;
  readonly evidence_upload: EvidenceUploadTable;
  readonly evidence: EvidenceTable;
  readonly watched_repository: WatchedRepositoryTable;
  readonly notice_issue: NoticeIssueTable;
  readonly lease_book: LeaseBookTable;
  readonly lease: LeaseTable;
  readonly gate_override: GateOverrideTable;
  readonly pull_statement: PullStatementTable;
  readonly comment_command: CommentCommandTable;
  readonly ledger: LedgerTable;
  readonly spent_token: { id: string; until_at: number };
  readonly open_head: OpenHeadTable;
  readonly overlap_pair: OverlapPairTable;
  readonly overlap_comment: OverlapCommentTable;
  readonly overlap_comment_asked: { repository_id: number; number: number };
  readonly seen_head: { repository_id: number; head_sha: string; installation_id: number; seen_at: number };
}

export interface TargetTable {
  key: string;
  /** The target as JSON, with the repository's latest known name. */
  target: string;
  installation_id: number;
  /** 0 is taken before 1. */
  urgency: number;
  /** How often the target was wanted, ever. */
  wanted: number;
  /** `wanted` at the last claim; a wish beyond it is not yet under way. */
  seen: number;
  /** `wanted` at the claim that was finished last. */
  done: number;
  run_at: number;
  /** 0 when no lease is given. */
  lease_until: number;
  /** The fencing token of the lease; 0 when no lease is given. */
  token: number;
  attempts: number;
  last_error: string | null;
  died_at: number | null;
  touched_at: number;
}

export interface ReportTable {
  id: string;
  repository_id: number;
  target_key: string;
  installation_id: number;
  head_sha: string;
  saved_at: number;
  /** The whole report as JSON. */
  report: string;
}

export interface PullRequestTable {
  repository_id: number;
  number: number;
  installation_id: number;
  head_sha: string;
  base_ref: string;
  open: number;
  /** The head for which somebody approved of claims; empty for none. */
  approved_head: Generated<string>;
}

interface PublishedCheckTable {
  repository_id: number;
  head_sha: string;
  name: string;
  run_id: number;
  digest: string;
}

export interface DerivedValueTable {
  extractor: string;
  id: string;
  value: string;
  /** Characters of the value and its key. */
  size: number;
  written_at: number;
}

export interface WatchedRepositoryTable {
  repository_id: number;
  installation_id: number;
  default_branch: string;
  /** When the schedule has wished it last; 0 for never. */
  wished_at: number;
  listed: number;
  /** Empty when GitHub takes issues of us. */
  refusal: string;
}

interface NoticeIssueTable {
  repository_id: number;
  gate: string;
  notice: string;
  /** 0 while it is not known. */
  issue: number;
  digest: string;
  open: number;
}

interface EvidenceUploadTable {
  repository_id: number;
  commit_sha: string;
  reader: string;
  upload: string;
  installation_id: number;
  artifact_id: number;
  attempt: Generated<number>;
  saved_at: number;
}

interface EvidenceTable {
  repository_id: number;
  commit_sha: string;
  reader: string;
  upload: string;
  path: string;
  /** As JSON. */
  origin: string;
  trusted: number;
  /** Why it could not be read; empty when it could. */
  refused: string;
  /** Of the content. */
  packed_bytes: number;
  /** Of the content once it is expanded. */
  text_bytes: number;
  /** Compressed with gzip. */
  content: Uint8Array;
}
