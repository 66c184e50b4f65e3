import { digamma, trigamma, trigammaInverse } from "./gamma.ts";
import { meanOf, minSuite, varianceOf } from "./spread.ts";

export interface Variance {
  readonly variance: number;
  /** Degrees of freedom that it rests on. */
  readonly df: number;
}

/** What the suite says about any of its benchmarks: its variance, worth so many degrees of freedom; infinitely many if all are alike. */
export interface Prior {
  readonly variance: number;
  readonly df: number;
}

/**
 * Draws each variance towards that of the suite, by as much as they are alike (Smyth 2004, sections 4 and 6.2):
 *
 *     s′² = (d0 · s0² + d · s²)/(d0 + d),   with min(d0 + d, Σd) degrees of freedom
 *
 * Σd: no more can be known than all of the suite's blocks tell. Suites of fewer than five are left as they are.
 */
export function moderate(own: readonly Variance[]): readonly Variance[] {
  if (own.length < minSuite) return own;
  const prior = priorOf(own);
  const all = own.reduce((sum, { df }) => sum + df, 0);
  return own.map(({ variance, df }) => ({
    variance:
      prior.df === Number.POSITIVE_INFINITY
        ? prior.variance
        : (prior.df * prior.variance + df * variance) / (prior.df + df),
    df: Math.min(prior.df + df, all),
  }));
}

/**
 * By moments of the logarithms, whose mean and variance are known for scaled F (Smyth 2004, section 6.2):
 *
 *     e = ln s² − ψ(d/2) + ln(d/2),   ψ′(d0/2) = var(e) − mean ψ′(d/2),   ln s0² = mean(e) + ψ(d0/2) − ln(d0/2)
 */
export function priorOf(own: readonly Variance[]): Prior {
  const logs = own.map(({ variance, df }) => Math.log(variance) - digamma(df / 2) + Math.log(df / 2));
  const excess = varianceOf(logs) - meanOf(own.map(({ df }) => trigamma(df / 2)));
  if (excess <= 0) return { variance: Math.exp(meanOf(logs)), df: Number.POSITIVE_INFINITY };
  const half = trigammaInverse(excess);
  return { variance: Math.exp(meanOf(logs) + digamma(half) - Math.log(half)), df: 2 * half };
}
