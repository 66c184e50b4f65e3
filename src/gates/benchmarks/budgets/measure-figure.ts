import type { Series } from "../../../formats/benchmarks/model.ts";
import { percentileBounds } from "../decide/percentile-bounds.ts";

interface FigureRange {
  readonly low: number;
  readonly high: number;
}

/** What is known of a figure: that it lies in this range, which is a point where a report states it; or why nothing is. */
export type Known =
  | ({ readonly kind: "range" } & FigureRange)
  /** Where only the bound is known that cannot prove it kept, it can still prove it broken. */
  | { readonly kind: "unknown"; readonly because: string; readonly bounds?: FigureRange };

export type FigureName = "mean" | "p50" | "p95" | "p99" | "value";

const shares = { p50: 0.5, p95: 0.95, p99: 0.99 } as const;

/**
 * A figure of all runs of one benchmark. Percentiles come from the rounds, by bounds that hold with 95 %, or from the reports;
 * never from a mean and a deviation. `atLeast`: more is better, so that p95 is what 95 of 100 rounds keep above.
 */
export function measureFigure(series: readonly Series[], figure: FigureName, atLeast: boolean): Known {
  switch (figure) {
    case "mean":
      return meanOf(series);
    case "value":
      return worst(
        series.map((one) => one.stated.value ?? one.stated.mean ?? averageOf([one])),
        atLeast,
        "The reports give no figure of it.",
      );
    case "p50":
    case "p95":
    case "p99":
      return percentile(series, shares[figure], atLeast);
  }
}

function meanOf(series: readonly Series[]): Known {
  const average = averageOf(series);
  if (average !== undefined) return point(average);
  const stated = series.map((one) => one.stated.mean);
  const known = stated.filter((mean) => mean !== undefined);
  if (known.length < stated.length || known.length === 0) return unknown("The reports have neither rounds nor a mean.");
  return point(known.reduce((sum, mean) => sum + mean, 0) / known.length);
}

/** Of all rounds together; undefined where a run has none. */
function averageOf(series: readonly Series[]): number | undefined {
  let [sum, count] = [0, 0];
  for (const { samples } of series) {
    if (samples === undefined || samples.length === 0) return undefined;
    for (const value of samples) sum += value;
    count += samples.length;
  }
  return count === 0 ? undefined : sum / count;
}

function percentile(series: readonly Series[], share: number, atLeast: boolean): Known {
  const averaged = series.find(({ iterations }) => maxOf(iterations) > 1);
  if (averaged !== undefined) {
    return unknown(
      `Each round is the average of up to ${maxOf(averaged.iterations)} calls, of which it has no percentile.`,
    );
  }
  const wanted = atLeast ? 1 - share : share;
  const rounds = roundsIn(series);
  const bounds = rounds === undefined ? undefined : percentileBounds(rounds, wanted);
  let known: FigureRange | undefined;
  if (bounds !== undefined) {
    const [low, high] = [bounds.lower, bounds.upper];
    const range = {
      low: low.kind === "bound" ? low.value : 0,
      high: high.kind === "bound" ? high.value : Number.POSITIVE_INFINITY,
    };
    const deciding = atLeast ? low : high;
    if (deciding.kind === "bound") return { kind: "range", ...range };
    known = range;
  }
  const stated = series.map((one) => statedPercentile(one, Math.round(wanted * 100)));
  const needed = bounds === undefined ? undefined : atLeast ? bounds.lower : bounds.upper;
  const because =
    needed?.kind === "too-few-rounds"
      ? `There are ${rounds?.length ?? 0} rounds; it takes ${needed.needed} to tell.`
      : "The reports have neither rounds nor this percentile.";
  const said = worst(stated, atLeast, because);
  return said.kind === "unknown" && known !== undefined ? { ...said, bounds: known } : said;
}

function roundsIn(series: readonly Series[]): Float64Array | undefined {
  const all = series.map(({ samples }) => samples ?? new Float64Array());
  if (all.length === 0 || all.some(({ length }) => length === 0)) return undefined;
  const rounds = new Float64Array(all.reduce((sum, { length }) => sum + length, 0));
  let from = 0;
  for (const some of all) {
    rounds.set(some, from);
    from += some.length;
  }
  return rounds;
}

function statedPercentile({ stated }: Series, percent: number): number | undefined {
  const found = stated.percentiles.find((one) => one.percent === percent)?.value;
  return found ?? (percent === 50 ? stated.median : undefined);
}

/** Each run has to keep a budget by what its report states. */
function worst(figures: readonly (number | undefined)[], atLeast: boolean, because: string): Known {
  const known = figures.filter((figure) => figure !== undefined);
  if (known.length < figures.length || known.length === 0) return unknown(because);
  return point(known.reduce((one, other) => (atLeast ? Math.min(one, other) : Math.max(one, other))));
}

function maxOf(iterations: Series["iterations"]): number {
  if (iterations === undefined) return 1;
  return typeof iterations === "number" ? iterations : iterations.reduce((one, other) => Math.max(one, other), 1);
}

function point(value: number): Known {
  return { kind: "range", low: value, high: value };
}

function unknown(because: string): Known {
  return { kind: "unknown", because };
}
