/** Computes each value once: most benchmarks of a suite have the same degrees of freedom, and quantiles take their time. */
export function remembered(compute: (df: number) => number): (df: number) => number {
  const known = new Map<number, number>();
  return (df) => {
    const value = known.get(df) ?? compute(df);
    known.set(df, value);
    return value;
  };
}
