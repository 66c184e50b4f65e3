import { regularisedBeta } from "./beta.ts";
import { logGamma } from "./gamma.ts";

/** P(T > t) for Student's t with `df` > 0 degrees of freedom, which need not be whole (Abramowitz and Stegun 1964, 26.7.1). */
export function studentUpperTail(t: number, df: number): number {
  const square = t * t;
  const half = 0.5 * regularisedBeta(df / (df + square), df / 2, 0.5, square / (df + square));
  return t >= 0 ? half : 1 - half;
}

/**
 * The t with P(T > t) = `tail`, for 0 < tail ≤ 0.5: Newton on the logarithm of the tail over that of t, which is nearly straight far
 * out, within bounds that close in.
 */
export function studentUpperQuantile(tail: number, df: number): number {
  if (tail >= 0.5) return 0;
  let [low, high] = [0, 1];
  while (studentUpperTail(high, df) > tail && high < 1e150) [low, high] = [high, high * 2];
  const front = logGamma((df + 1) / 2) - logGamma(df / 2) - 0.5 * Math.log(df * Math.PI);
  let t = high;
  for (let step = 0; step < 200; step += 1) {
    const here = studentUpperTail(t, df);
    if (here > tail) low = t;
    else high = t;
    const density = Math.exp(front - ((df + 1) / 2) * Math.log1p((t * t) / df));
    const newton = t * Math.exp((Math.log(here / tail) * here) / (t * density));
    const next = newton > low && newton < high ? newton : (low + high) / 2;
    if (Math.abs(next - t) <= 1e-15 * t || next <= low || next >= high) return next;
    t = next;
  }
  return t;
}
