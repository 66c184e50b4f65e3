import type { Threshold } from "./model.ts";

/** What holds on a day; undefined before the first one. */
export function thresholdOn(threshold: Threshold | undefined, today: string): number | "base" | undefined {
  if (threshold === undefined || typeof threshold === "number" || threshold === "base") return threshold;
  const days = Object.keys(threshold).filter((day) => day <= today);
  const last = days.toSorted().at(-1);
  return last === undefined ? undefined : threshold[last];
}
