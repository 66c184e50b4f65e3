/**
 * Which hypotheses Holm's step-down procedure rejects (Holm 1979): the i-th smallest p of `tests` has to be at most
 * alpha/(tests − i + 1), and every smaller one as well. `tests` can be more than there are p: the others are as good as 1.
 */
export function holmRejects(ps: readonly number[], alpha: number, tests: number): readonly boolean[] {
  const rejected = ps.map(() => false);
  const order = ps.map((p, index) => ({ p, index })).toSorted((left, right) => left.p - right.p);
  for (const [rank, { p, index }] of order.entries()) {
    if (!(p <= alpha / (tests - rank))) break;
    rejected[index] = true;
  }
  return rejected;
}
