import type { Better, Series } from "../../../formats/benchmarks/model.ts";
import type { Block } from "../decide/model.ts";
import { type BenchmarkName, keyOf, testbedText } from "./benchmark-name.ts";
import { roundsOf, sharedFigure, typicalOf } from "./figures.ts";
import type { RunPair } from "./pair-runs.ts";
import type { ProcessRun } from "./process-runs.ts";

/** Which benchmark of which reports, measured where. */
export interface BenchmarkPlace extends BenchmarkName {
  readonly flag: string;
  /** The machine in words; empty when the reports tell nothing of it. */
  readonly testbed: string;
}

/** A benchmark with both of its sides, to be decided on. */
export interface PairedBenchmark {
  readonly place: BenchmarkPlace;
  readonly better: "lower" | "higher";
  readonly blocks: readonly Block[];
  /** In so many pairs the base has it and head has not: those may be the very ones that were slow. */
  readonly lacking: number;
}

/** A benchmark that only one side has. */
export interface LoneBenchmark {
  readonly place: BenchmarkPlace;
  /** Undefined where its reports share no kind of figure. */
  readonly figure: number | undefined;
}

export type Oddity =
  | "no-direction"
  /** The sides have no figure of the same kind. */
  | "no-shared-figure"
  /** In some pairs one side has it, and the other has not. */
  | "not-in-all-pairs";

export interface PairedReports {
  readonly benchmarks: readonly PairedBenchmark[];
  /** Only in head. */
  readonly fresh: readonly LoneBenchmark[];
  /** Only in the base. */
  readonly missing: readonly LoneBenchmark[];
  readonly odd: readonly { readonly place: BenchmarkPlace; readonly kind: Oddity }[];
  /** Pairs that are not compared, because their reports name different machines. */
  readonly unlike: readonly { readonly pair: RunPair; readonly base: string; readonly head: string }[];
}

export interface PairedFlag {
  readonly flag: string;
  readonly pairs: readonly RunPair[];
  /** Which values are better where the reports do not say. */
  readonly better: "lower" | "higher" | undefined;
}

/** Puts the pairs of runs together, benchmark by benchmark. Different machines have series of their own. */
export function pairedBenchmarks({ flag, pairs, better }: PairedFlag): PairedReports {
  const beds = pairs.map((pair) => ({
    pair,
    base: testbedText(pair.base.testbed),
    head: testbedText(pair.head.testbed),
  }));
  const unlike = beds.filter(({ base, head }) => base !== head);
  const like = Map.groupBy(
    beds.filter(({ base, head }) => base === head),
    ({ head }) => head,
  );
  const parts = [...like].map(([testbed, some]) =>
    onOneTestbed(
      some.map(({ pair }) => pair),
      { flag, testbed },
      better,
    ),
  );
  return {
    benchmarks: parts.flatMap((part) => part.benchmarks),
    fresh: parts.flatMap((part) => part.fresh),
    missing: parts.flatMap((part) => part.missing),
    odd: parts.flatMap((part) => part.odd),
    unlike,
  };
}

type Where = Pick<BenchmarkPlace, "flag" | "testbed">;

function onOneTestbed(
  pairs: readonly RunPair[],
  where: Where,
  better: PairedFlag["better"],
): Omit<PairedReports, "unlike"> {
  const bases = seriesByKey(pairs.map(({ base }) => base));
  const heads = seriesByKey(pairs.map(({ head }) => head));
  const benchmarks: PairedBenchmark[] = [];
  const odd: { place: BenchmarkPlace; kind: Oddity }[] = [];
  for (const [key, [series]] of heads) {
    if (series === undefined || !bases.has(key)) continue;
    const place = placeOf(series, where);
    const { both, halves, lacking } = blocksOf(pairs, key);
    if (halves > 0) odd.push({ place, kind: "not-in-all-pairs" });
    const direction = directionOf(series.better, better);
    const kind = sharedFigure(both.flatMap(({ base, head }) => [base, head]));
    if (direction === undefined) odd.push({ place, kind: "no-direction" });
    else if (kind === undefined) odd.push({ place, kind: "no-shared-figure" });
    else {
      const blocks = both.map(({ base, head }) => ({
        base: roundsOf(base, kind) ?? [],
        head: roundsOf(head, kind) ?? [],
      }));
      benchmarks.push({ place, better: direction, blocks, lacking });
    }
  }
  return { benchmarks, odd, fresh: onlyIn(heads, bases, where), missing: onlyIn(bases, heads, where) };
}

/** The series of all runs of a side, by their keys. */
function seriesByKey(runs: readonly ProcessRun[]): ReadonlyMap<string, readonly Series[]> {
  const all = runs.flatMap(({ series }) => [...series]);
  return new Map([...Map.groupBy(all, ([key]) => key)].map(([key, some]) => [key, some.map(([, series]) => series)]));
}

function onlyIn(
  these: ReadonlyMap<string, readonly Series[]>,
  others: ReadonlyMap<string, readonly Series[]>,
  where: Where,
): readonly LoneBenchmark[] {
  return [...these].flatMap(([key, all]) => (others.has(key) ? [] : loneBenchmark(all, where)));
}

/** Of the series of one side, if there is any. */
export function loneBenchmark(all: readonly Series[], where: Where): readonly LoneBenchmark[] {
  const [first] = all;
  return first === undefined ? [] : [{ place: placeOf(first, where), figure: typicalOf(all) }];
}

function blocksOf(pairs: readonly RunPair[], key: string) {
  const both: { readonly base: Series; readonly head: Series }[] = [];
  let [halves, lacking] = [0, 0];
  for (const pair of pairs) {
    const [base, head] = [pair.base.series.get(key), pair.head.series.get(key)];
    if (base !== undefined && head !== undefined) both.push({ base, head });
    else if (base !== undefined || head !== undefined) halves += 1;
    if (base !== undefined && head === undefined) lacking += 1;
  }
  return { both, halves, lacking };
}

export function placeOf({ name, parameters, metric, unit }: Series, where: Where): BenchmarkPlace {
  return { name, parameters, metric, unit, ...where };
}

/** What the report says comes first. */
export function directionOf(said: Better, configured: "lower" | "higher" | undefined): "lower" | "higher" | undefined {
  return said === "unknown" ? configured : said;
}

/** Tells places apart. */
export function placeKey(place: BenchmarkPlace): string {
  return JSON.stringify([place.flag, place.testbed, keyOf(place)]);
}
