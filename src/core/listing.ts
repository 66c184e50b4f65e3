/** A list that admits when it was cut short. Look at `complete` before you count. */
export interface Listing<T> {
  readonly items: readonly T[];
  readonly complete: boolean;
}
