const bars = "▁▂▃▄▅▆▇█";
/** Of more values, the last ones are drawn. */
const maxBars = 40;
/** Logarithms: values that differ by less are drawn alike, so that noise of a thousandth looks like none. */
const minSpan = 0.02;

/** Numbers as a row of bars, the smallest the lowest, on a logarithmic scale where all are above zero. */
export function sparkline(values: readonly number[]): string {
  const shown = values.filter(Number.isFinite).slice(-maxBars);
  const scaled = shown.every((value) => value > 0) ? shown.map(Math.log) : shown;
  const [low, high] = [Math.min(...scaled), Math.max(...scaled)];
  const span = Math.max(high - low, minSpan);
  // Values that are all alike lie in the middle.
  const floor = (low + high - span) / 2;
  return scaled.map((value) => bars[Math.round(((value - floor) / span) * (bars.length - 1))] ?? "").join("");
}
