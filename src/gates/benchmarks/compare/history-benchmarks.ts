import type { Series } from "../../../formats/benchmarks/model.ts";
import { type BenchmarkName, keyOf, testbedText } from "./benchmark-name.ts";
import { roundsOf, sharedFigure, typical } from "./figures.ts";
import {
  type BenchmarkPlace,
  directionOf,
  type LoneBenchmark,
  loneBenchmark,
  type Oddity,
  placeOf,
} from "./paired-benchmarks.ts";
import type { ProcessRun } from "./process-runs.ts";

/** A benchmark of head beside what earlier commits of the base measured of it on the same machine. */
export interface HistoryBenchmark {
  readonly place: BenchmarkPlace;
  readonly better: "lower" | "higher";
  /** One figure a commit, the latest last; none when no earlier run was on this machine. */
  readonly earlier: readonly number[];
  readonly head: number;
}

export interface HistoryReports {
  readonly benchmarks: readonly HistoryBenchmark[];
  /** Not in any earlier run. */
  readonly fresh: readonly LoneBenchmark[];
  /** In the latest earlier run, and not in head. */
  readonly missing: readonly LoneBenchmark[];
  readonly odd: readonly { readonly place: BenchmarkPlace; readonly kind: Oddity }[];
}

export interface HistoryFlag {
  readonly flag: string;
  /** By commit, the latest last. */
  readonly earlier: readonly EarlierRuns[];
  /** Since when figures count, in epoch milliseconds. */
  readonly since: (benchmark: BenchmarkName) => number;
  readonly head: readonly ProcessRun[];
  readonly better: "lower" | "higher" | undefined;
}

/** What a commit of the base measured. */
export interface EarlierRuns {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly runs: readonly ProcessRun[];
}

/** Puts the runs of head and of earlier commits together, benchmark by benchmark and machine by machine. */
export function historyBenchmarks({ flag, earlier, head, better, since }: HistoryFlag): HistoryReports {
  const then = earlier.map(({ at, runs }) => ({ at, series: seriesIn(runs) }));
  const known = new Set(then.flatMap(({ series }) => [...series.values()].map(({ first }) => keyOf(first))));
  const now = seriesIn(head);
  const benchmarks: HistoryBenchmark[] = [];
  const fresh: LoneBenchmark[] = [];
  const odd: { place: BenchmarkPlace; kind: Oddity }[] = [];
  for (const [where, { first, testbed, all }] of now) {
    const place = placeOf(first, { flag, testbed });
    const direction = directionOf(first.better, better);
    const from = since(place);
    const before = then.flatMap(({ at, series }) => {
      const found = series.get(where);
      return found === undefined || at < from ? [] : [found.all];
    });
    const kind = sharedFigure([...all, ...before.flat()]);
    if (!known.has(keyOf(first))) fresh.push(...loneBenchmark(all, { flag, testbed }));
    else if (direction === undefined) odd.push({ place, kind: "no-direction" });
    else if (kind === undefined) odd.push({ place, kind: "no-shared-figure" });
    else {
      const figure = (series: readonly Series[]) => typical(series.map((one) => typical(roundsOf(one, kind) ?? [])));
      benchmarks.push({ place, better: direction, earlier: before.map(figure), head: figure(all) });
    }
  }
  return { benchmarks, fresh, missing: missingOf(then.at(-1)?.series ?? new Map(), now, flag), odd };
}

interface Found {
  readonly first: Series;
  readonly testbed: string;
  readonly all: readonly Series[];
}

/** The series of one commit's runs, by machine and key. */
export function seriesIn(runs: readonly ProcessRun[]): ReadonlyMap<string, Found> {
  const found = new Map<string, { first: Series; testbed: string; all: Series[] }>();
  for (const run of runs) {
    const testbed = testbedText(run.testbed);
    for (const [key, series] of run.series) {
      const where = JSON.stringify([testbed, key]);
      const known = found.get(where);
      if (known === undefined) found.set(where, { first: series, testbed, all: [series] });
      else known.all.push(series);
    }
  }
  return found;
}

/** On whatever machine: another one does not make a benchmark vanish. */
function missingOf(
  before: ReadonlyMap<string, Found>,
  now: ReadonlyMap<string, Found>,
  flag: string,
): readonly LoneBenchmark[] {
  const there = new Set([...now.values()].map(({ first }): string => keyOf(first satisfies BenchmarkName)));
  const gone = [...before.values()].filter(({ first }) => !there.has(keyOf(first)));
  const once = new Map(gone.map((found) => [keyOf(found.first), found]));
  return [...once.values()].flatMap(({ all, testbed }) => loneBenchmark(all, { flag, testbed }));
}
