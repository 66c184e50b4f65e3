import type { Fraction } from "./model.ts";

/** Percent are written with at most four decimals; whole numbers of this part keep every comparison exact. */
const parts = 10_000;

/** Whether so many percent are covered, by exact fractions. Nothing to cover is covered. */
export function reaches({ covered, total }: Fraction, percent: number): boolean {
  return covered * 100 * parts >= Math.round(percent * parts) * total;
}

/** Whether the first is at least the second less so many percentage points. Takes exact fractions. */
export function reachesLess(now: Fraction, before: Fraction, points: number): boolean {
  if (now.total === 0 || before.total === 0) return true;
  const scale = 100 * parts;
  const difference = BigInt(now.covered) * BigInt(before.total) - BigInt(before.covered) * BigInt(now.total);
  const allowed = BigInt(Math.round(points * parts)) * BigInt(now.total) * BigInt(before.total);
  return difference * BigInt(scale) + allowed >= 0n;
}

/** `74.99 %`, rounded down, so that nothing looks as if it reached what it did not. */
export function percentText({ covered, total }: Fraction): string {
  if (total === 0) return "–";
  const hundredths = Number((BigInt(covered) * 10_000n) / BigInt(total));
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")} %`;
}

/** `+1.20`, in percentage points, rounded down as percentages are: a loss never looks smaller than it is. */
export function changeText(now: Fraction, before: Fraction): string {
  if (now.total === 0 || before.total === 0) return "–";
  const whole = BigInt(now.total) * BigInt(before.total);
  const change = (BigInt(now.covered) * BigInt(before.total) - BigInt(before.covered) * BigInt(now.total)) * 10_000n;
  const hundredths = Number(change >= 0n ? change / whole : -((whole - 1n - change) / whole));
  const text = (hundredths / 100).toFixed(2);
  return hundredths > 0 ? `+${text}` : text;
}
