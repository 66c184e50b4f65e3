const written = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/g;

/** What the units of reports multiply and divide figures by. */
const scales = [1, 60, 3_600, 86_400, 1e3, 1e6, 1e9, 1e12, 1_024, 1_048_576, 1_073_741_824].flatMap((multiply) =>
  [1, 1e9, 1e3, 1e6, 1e12].map((divide) => divide / multiply),
);

/** Tells of a figure whether it is one that the text has, in whatever unit. `ratios`: or one that is two of them divided. */
export function numbersIn(text: string, ratios: boolean): (figure: number) => boolean {
  const tokens = [...text.matchAll(written)].map(([token]) => Number(token));
  const quotients = ratios ? tokens.flatMap((top) => tokens.map((bottom) => top / bottom)) : [];
  const ascending = Float64Array.from([...tokens, ...quotients].filter(Number.isFinite)).sort();
  return (figure) => scales.some((scale) => isAmong(ascending, figure * scale));
}

/** But for the last bits, which units can change. */
function isAmong(ascending: Float64Array, figure: number): boolean {
  let [low, high] = [0, ascending.length];
  const least = figure - Math.abs(figure) * 1e-12;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  const next = ascending[low];
  return next !== undefined && next <= figure + Math.abs(figure) * 1e-12;
}
