/** The rounds of one process, each above zero, in whatever unit. */
export type Rounds = ArrayLike<number>;

/** Two processes that ran one after the other on one machine, one of each side. */
export interface Block {
  readonly base: Rounds;
  readonly head: Rounds;
}

/** One benchmark, measured in blocks. */
export interface PairedSeries {
  /** Whether fewer (a duration) or more (a rate) is better. */
  readonly better: "lower" | "higher";
  /** In the order in which they ran, which decides what the first look sees. */
  readonly blocks: readonly Block[];
}

/** One moment of deciding. */
export interface Look {
  /** Of so many blocks; the last look takes all that there are. */
  readonly blocks: number;
  /** The probability that this look calls any unchanged benchmark of a suite slower; the same again for faster. */
  readonly alpha: number;
  /** The coverage of its intervals. What it calls unchanged lies above the limit with at most half the rest as probability. */
  readonly confidence: number;
}

export interface Plan {
  /** What is tolerated, as a share: 0.1 for 10 % slower. */
  readonly limit: number;
  /** In the order of their blocks. */
  readonly looks: readonly [Look, ...Look[]];
}

export interface Estimate {
  /** Head to base, in the unit that was measured: 1.1 is 10 % more. */
  readonly ratio: number;
  readonly interval: readonly [low: number, high: number];
  /** One-sided, that the head is worse; not corrected for the number of benchmarks. */
  readonly p: number;
  readonly blocks: number;
}

/** What is said of one benchmark. */
export type Decision =
  | {
      readonly outcome: "regressed" | "unchanged" | "improved";
      readonly estimate: Estimate;
      /** At which look, counted from 1. */
      readonly look: number;
    }
  | {
      readonly outcome: "undecided";
      readonly estimate: Estimate;
      /** So many more would decide, if the estimate stays as it is; at least up to the plan's next look. */
      readonly furtherBlocks: number;
    }
  | { readonly outcome: "unusable"; readonly because: string };
