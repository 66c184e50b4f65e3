/** The true changes that are looked for, as shares; each is put into one benchmark of an unchanged suite. */
export const changes = [0.05, 0.1, 0.2] as const;

/** Of so many suites, what became of the innocent ones and of the true changes. */
export interface Tally {
  suites: number;
  /** Innocent suites of which anything was called slower. */
  blocked: number;
  /** Innocent suites that were measured a second time. */
  secondLooks: number;
  /** And a third time. */
  thirdLooks: number;
  /** Innocent suites that are not blocked, and of which something is undecided. */
  undecided: number;
  /** By the places of `changes`: the changed benchmark was called slower. */
  readonly found: number[];
  /** It was called undecided. */
  readonly open: number[];
}

export function emptyTally(): Tally {
  const none = () => changes.map(() => 0);
  return { suites: 0, blocked: 0, secondLooks: 0, thirdLooks: 0, undecided: 0, found: none(), open: none() };
}

/** Adds to the first. */
export function addTally(sum: Tally, other: Tally): void {
  sum.suites += other.suites;
  sum.blocked += other.blocked;
  sum.secondLooks += other.secondLooks;
  sum.thirdLooks += other.thirdLooks;
  sum.undecided += other.undecided;
  for (const place of changes.keys()) {
    sum.found[place] = (sum.found[place] ?? 0) + (other.found[place] ?? 0);
    sum.open[place] = (sum.open[place] ?? 0) + (other.open[place] ?? 0);
  }
}
