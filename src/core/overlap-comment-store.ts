/** What is known of the one comment of a pull request that tells of its overlaps. */
export interface OverlapComment {
  /** Its id; undefined when there is none, or when its creation is pending. */
  readonly comment: number | undefined;
  /** Whether the outcome of a creation is not known: GitHub has to be asked whether there is one. */
  readonly pending: boolean;
  /** Digest of what was sent last; empty when it is not known. */
  readonly digest: string;
  /** When a comment was written last that notified people, in epoch milliseconds; 0 for never. */
  readonly createdAt: number;
  /** Whether it tells of anything; not so once that is over. */
  readonly open: boolean;
  /** Whether the pull request was blocked when it was told of last. */
  readonly blocked: boolean;
  /** The other pull requests that it tells of, the strongest overlap first. */
  readonly partners: readonly number[];
}

/** Comments about overlaps, one a pull request at most. */
export interface OverlapCommentStore {
  overlapComment(repositoryId: number, number: number): Promise<OverlapComment | undefined>;
  saveOverlapComment(repositoryId: number, number: number, comment: OverlapComment): Promise<void>;
  /** Somebody wants to be told in this pull request, even where its gate only advises. */
  askForOverlapComment(repositoryId: number, number: number): Promise<void>;
  isOverlapCommentAsked(repositoryId: number, number: number): Promise<boolean>;
}
