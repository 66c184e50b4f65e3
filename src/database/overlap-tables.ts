// Tables of open heads, of the pairs that meet, and of the comments that tell of them.

export interface OpenHeadTable {
  repository_id: number;
  number: number;
  installation_id: number;
  base_ref: string;
  head_sha: string;
  draft: number;
  ready_since: number;
  touched_at: number;
  /** As JSON; empty as long as no gate has judged it. */
  acting: string;
}

export interface OverlapPairTable {
  repository_id: number;
  /** The smaller number. */
  one: number;
  other: number;
  yields: number;
  rule: string;
  told_one: string;
  told_other: string;
  asked_by_one: string;
  asked_by_other: string;
}

export interface OverlapCommentTable {
  repository_id: number;
  number: number;
  /** 0 while there is none. */
  comment: number;
  pending: number;
  digest: string;
  created_at: number;
  open: number;
  blocked: number;
  /** Numbers of pull requests as JSON. */
  partners: string;
}
