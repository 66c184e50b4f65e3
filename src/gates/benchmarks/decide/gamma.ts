/** Lanczos' coefficients for g = 7 and nine terms, as Godfrey computed them (2001); good to some 15 digits. */
const lanczos = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
] as const;
const g = 7;
const halfLogTwoPi = 0.5 * Math.log(2 * Math.PI);
/** From here on the asymptotic series below are good to the last digit but one. */
const largeEnough = 12;

/** ln Γ(x) for x ≥ 0.5. */
export function logGamma(x: number): number {
  let sum: number = lanczos[0];
  for (let index = 1; index < lanczos.length; index += 1) sum += (lanczos[index] ?? 0) / (x - 1 + index);
  const base = x - 0.5 + g;
  return halfLogTwoPi + (x - 0.5) * Math.log(base) - base + Math.log(sum);
}

/** ψ(x) = d ln Γ(x)/dx for x > 0 (Abramowitz and Stegun 1964, 6.3.5 and 6.3.18). */
export function digamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < largeEnough; at += 1) shift -= 1 / at;
  const q = 1 / (at * at);
  const series = q * (1 / 12 - q * (1 / 120 - q * (1 / 252 - q * (1 / 240 - q / 132))));
  return shift + Math.log(at) - 1 / (2 * at) - series;
}

/** ψ′(x) for x > 0 (Abramowitz and Stegun 1964, 6.4.6 and 6.4.12). */
export function trigamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < largeEnough; at += 1) shift += 1 / (at * at);
  const q = 1 / (at * at);
  const series = (q / at) * (1 / 6 - q * (1 / 30 - q * (1 / 42 - q * (1 / 30 - (q * 5) / 66))));
  return shift + 1 / at + q / 2 + series;
}

/** ψ″(x) for x > 0 (Abramowitz and Stegun 1964, 6.4.6 and 6.4.13). */
function tetragamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < largeEnough; at += 1) shift -= 2 / (at * at * at);
  const q = 1 / (at * at);
  const series = q * q * (1 / 2 - q * (1 / 6 - q * (1 / 6 - q * (3 / 10 - (q * 5) / 6))));
  return shift - q - q / at - series;
}

/** The y > 0 with ψ′(y) = x, for x > 0: Newton on 1/ψ′, which is convex, so that no step overshoots (Smyth 2004, appendix). */
export function trigammaInverse(x: number): number {
  // ψ′(y) is 1/y² near 0 and 1/y far out; there Newton would lose digits.
  if (x > 1e7) return 1 / Math.sqrt(x);
  if (x < 1e-6) return 1 / x;
  let y = 0.5 + 1 / x;
  for (let step = 0; step < 50; step += 1) {
    const value = trigamma(y);
    const change = (value * (1 - value / x)) / tetragamma(y);
    y += change;
    if (-change / y < 1e-12) break;
  }
  return y;
}
