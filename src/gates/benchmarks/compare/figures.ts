import type { Series } from "../../../formats/benchmarks/model.ts";
import type { Rounds } from "../decide/model.ts";
import { medianOf, sorted } from "../decide/order.ts";

/** What of a series is compared, the best first: rounds tell more than an average, and a median more than a mean. */
const kinds = ["samples", "median", "mean", "value", "min"] as const;
export type FigureKind = (typeof kinds)[number];

/** What all of these series have, since a median is not to be compared with a mean; undefined when they share nothing. */
export function sharedFigure(all: readonly Series[]): FigureKind | undefined {
  return kinds.find((kind) => all.every((series) => roundsOf(series, kind) !== undefined));
}

/** All rounds, or the one figure that stands for them; undefined when the series has not that. */
export function roundsOf({ samples, stated }: Series, kind: FigureKind): Rounds | undefined {
  if (kind === "samples") return samples === undefined || samples.length === 0 ? undefined : samples;
  const figure = stated[kind];
  return figure === undefined ? undefined : [figure];
}

/** The median of rounds, to be shown. */
export function typical(rounds: Rounds): number {
  return medianOf(sorted(rounds));
}

/** The median over runs of one benchmark; undefined when they share no kind of figure, or when there is none. */
export function typicalOf(all: readonly Series[]): number | undefined {
  const kind = all.length === 0 ? undefined : sharedFigure(all);
  return kind === undefined ? undefined : typical(all.map((series) => typical(roundsOf(series, kind) ?? [])));
}
