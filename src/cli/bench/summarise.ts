import type { Series, Stated } from "../../formats/benchmarks/model.ts";

/** The one figure that stands for a series, and which one it is. */
interface Summary {
  readonly figure: { readonly of: string; readonly value: number };
  readonly spread: { readonly of: "interquartile-range" | "standard-deviation"; readonly value: number } | null;
}

/** Of the samples where there are any, else of what the tool says of them. Undefined for a series without a figure. */
export function summarise({ samples, stated }: Series): Summary | undefined {
  if (samples === undefined || samples.length === 0) {
    const figure = statedFigure(stated);
    const { stddev } = stated;
    const spread = stddev === undefined ? null : ({ of: "standard-deviation", value: stddev } as const);
    return figure === undefined ? undefined : { figure, spread };
  }
  const ascending = Float64Array.from(samples).sort();
  const range = quantile(ascending, 0.75) - quantile(ascending, 0.25);
  return {
    figure: { of: "median of samples", value: quantile(ascending, 0.5) },
    spread: ascending.length < 2 ? null : { of: "interquartile-range", value: range },
  };
}

function statedFigure({ median, mean, value, percentiles, min, max }: Stated): Summary["figure"] | undefined {
  const named = { median, mean, value, min, max };
  for (const name of ["median", "mean", "value"] as const) {
    const one = named[name];
    if (one !== undefined) return { of: name, value: one };
  }
  const middle = percentiles.toSorted((one, other) => Math.abs(one.percent - 50) - Math.abs(other.percent - 50))[0];
  if (middle !== undefined) return { of: `p${middle.percent}`, value: middle.value };
  if (min !== undefined) return { of: "min", value: min };
  return max === undefined ? undefined : { of: "max", value: max };
}

/** Between the two order statistics around it: type 7 of Hyndman and Fan (1996). Of at least one value, in ascending order. */
function quantile(ascending: Float64Array, share: number): number {
  const place = (ascending.length - 1) * share;
  const below = Math.floor(place);
  const [low = Number.NaN, high = low] = [ascending[below], ascending[below + 1]];
  return low + (place - below) * (high - low);
}
