// Tables of leases, of commands in comments, and of the ledger that keeps what was decided.

export interface LeaseBookTable {
  repository_id: number;
  installation_id: number;
  /** The latest known name. */
  owner: string;
  name: string;
  /** Of the last entry of the ledger. */
  epoch: number;
}

export interface LeaseTable {
  repository_id: number;
  epoch: number;
  agent: string;
  mode: string;
  /** As JSON. */
  paths: string;
  state: string;
  starts_at: number;
  expires_at: number;
  ttl_ms: number;
  number: number;
  base_ref: string;
  /** As JSON. */
  stands_before: string;
  reason: string;
  by_id: number;
  by_login: string;
}

export interface GateOverrideTable {
  repository_id: number;
  id: number;
  number: number;
  gate: string;
  finding: string;
  rule: string;
  /** As JSON. */
  paths: string;
  other_number: number | null;
  other_head: string | null;
  what: string;
  head_sha: string;
  reason: string;
  by_id: number;
  by_login: string;
  at: number;
  ended: number;
}

export interface PullStatementTable {
  repository_id: number;
  number: number;
  kind: "agent" | "prefer";
  value: string;
  /** When it was said last. */
  epoch: number;
}

export interface CommentCommandTable {
  repository_id: number;
  comment_id: number;
  number: number;
  at: number;
  refused: number;
  reply: string;
  state: string;
}

export interface LedgerTable {
  repository_id: number;
  epoch: number;
  at: number;
  by_id: number;
  by_login: string;
  tier: string;
  action: string;
  subject: string;
  why: string;
  number: number | null;
  comment_id: number | null;
  /** As JSON. */
  details: string;
}
