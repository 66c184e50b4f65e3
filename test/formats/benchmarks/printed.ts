/** Whether a figure is what a tool printed, which rounds: to half of the last digit, or to the last bits of a number. */
export function agrees(printed: string, value: number | undefined): boolean {
  const digits = printed.replaceAll(",", "");
  const [, decimals = ""] = digits.split(".");
  const half = 0.5 * 10 ** -decimals.length;
  return value !== undefined && Math.abs(Number(digits) - value) <= half * (1 + 1e-6) + 1e-14 * Math.abs(value);
}

/** What was printed and does not agree, by name; an empty list is as it should be. */
export function disagreements(
  pairs: readonly (readonly [what: string, printed: string | undefined, value: number | undefined])[],
): readonly string[] {
  return pairs
    .filter(([, printed, value]) => printed === undefined || !agrees(printed, value))
    .map(([what, printed, value]) => `${what}: printed ${printed}, read ${value}`);
}
