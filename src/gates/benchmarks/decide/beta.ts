import { logGamma } from "./gamma.ts";

const tiny = 1e-300;
const enough = 1e-15;
/** Needs some √max(a, b) terms. */
const maxTerms = 10_000;

/**
 * I_x(a, b), the regularised incomplete beta function, for a, b ≥ 0.5 and 0 ≤ x ≤ 1, by its continued fraction (Abramowitz and
 * Stegun 1964, 26.5.8) on the side of the mean where that converges fast. `y` is 1 − x, for callers who know it better.
 */
export function regularisedBeta(x: number, a: number, b: number, y: number = 1 - x): number {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(y));
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(y, b, a)) / b;
}

/** By Lentz's algorithm, as modified by Thompson and Barnett (1986). */
function fraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let term = 1; term <= maxTerms; term += 1) {
    const even = (term * (b - term) * x) / ((a + 2 * term - 1) * (a + 2 * term));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    result *= d * c;
    const odd = (-(a + term) * (a + b + term) * x) / ((a + 2 * term) * (a + 2 * term + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    result *= d * c;
    const change = d * c - 1;
    if (change < enough && change > -enough) break;
  }
  return result;
}

/** Not so near to zero that it could not be divided by. */
function away(value: number): number {
  return value < tiny && value > -tiny ? tiny : value;
}
