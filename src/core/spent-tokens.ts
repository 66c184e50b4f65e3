/** Ids of tokens that count once, over all processes. */
export interface SpentTokens {
  /** True for whoever is the first with this id. It is remembered until then, in epoch milliseconds. */
  spend(id: string, until: number): Promise<boolean>;
  /** Deletes the ids that need not be remembered any more. */
  prune(now: number): Promise<void>;
}
