type Scale = readonly (readonly [factor: number, name: string])[];

/** From the largest on. */
const durations: Scale = [
  [1, "s"],
  [1e-3, "ms"],
  [1e-6, "µs"],
  [1e-9, "ns"],
  [1e-12, "ps"],
];
const sizes: Scale = [
  [1e12, "TB"],
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
  [1, "B"],
];
const rates: Scale = [
  [1e12, "T/s"],
  [1e9, "G/s"],
  [1e6, "M/s"],
  [1e3, "k/s"],
  [1, "/s"],
];
const scales: ReadonlyMap<string, Scale> = new Map([
  ["s", durations],
  ["B", sizes],
  ["B/s", sizes.map(([factor, name]) => [factor, `${name}/s`] as const)],
  ["/s", rates],
]);

/** A figure of a series for a person: 0.00123 of the unit "s" is "1.23 ms". So many digits are left of it. */
export function figureText(value: number, unit: string, digits = 3): string {
  if (!Number.isFinite(value)) return "–";
  const round = (exact: number) => Number(exact.toPrecision(digits));
  const scale = scales.get(unit);
  const rounded = round(value);
  if (scale === undefined) return `${shortest(rounded)}${unit === "" ? "" : ` ${unit}`}`;
  const whole = scale.find(([factor]) => factor === 1) ?? [1, unit];
  // What is rounded up to 1000 of one is 1 of the next.
  const [factor, name] =
    rounded === 0 ? whole : (scale.find(([one]) => round(Math.abs(value) / one) >= 1) ?? scale.at(-1) ?? whole);
  return `${shortest(round(value / factor))} ${name}`;
}

function shortest(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e15) ? value.toExponential() : String(value);
}
