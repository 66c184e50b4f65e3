const unitsMs: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const shortestMs = 5 * 60_000;

/** What a time is written as, as a sentence. */
export const durationForm =
  "A time is a whole number of minutes, hours or days, such as 90m, 24h or 7d, and 5m at least.";

/** Such as `90m`, `24h` or `7d`, in milliseconds; undefined when it is none, or too short for anything. */
export function readDuration(text: string): number | undefined {
  const [, number = "", unit = ""] = /^([1-9]\d{0,4})([mhd])$/.exec(text) ?? [];
  const ms = Number(number) * (unitsMs[unit] ?? 0);
  return ms < shortestMs ? undefined : ms;
}
