import { isArray, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { figure, samples } from "../figures.ts";
import { MAX_SAMPLES } from "../limits.ts";
import type { Series } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { Unit } from "../units.ts";

type Rounds = Pick<Series, "samples" | "processes">;

const none: Rounds = { samples: undefined, processes: undefined };

/** Reads what JMH measured, fork by fork, of one metric after the other. All histograms of a report share one limit. */
export function roundsReader(problems: ProblemLog): (part: JsonObject, unit: Unit, name: string) => Rounds {
  let left = MAX_SAMPLES;
  return (part, unit, name) => {
    const { rawData, rawDataHistogram } = part;
    if (rawData !== undefined && rawData !== null) return fromForks(rawData, unit, name, problems);
    if (rawDataHistogram === undefined || rawDataHistogram === null) return none;
    const forks = pairsOf(rawDataHistogram);
    if (forks === undefined) return unreadable(name, problems);
    const counts = forks.map((pairs) => pairs.reduce((sum, [, times]) => sum + times, 0));
    left -= counts.reduce((sum, count) => sum + count, 0);
    if (left >= 0) return { samples: expanded(forks.flat(), unit, name, problems), processes: counts };
    problems.note("limit", `the histograms have more than ${MAX_SAMPLES} samples, those of ${shown(name)} among them.`);
    return none;
  };
}

/** A list for each fork, and a figure for each iteration. */
function fromForks(forks: unknown, unit: Unit, name: string, problems: ProblemLog): Rounds {
  if (!isArray(forks) || !forks.every(isArray)) return unreadable(name, problems);
  const values = samples(forks.flat(), unit, `the iterations of ${shown(name)}`, problems);
  return { samples: values, processes: forks.map((fork) => fork.length) };
}

function unreadable(name: string, problems: ProblemLog): Rounds {
  problems.note("unreadable-entry", `the raw data of ${shown(name)} cannot be read.`);
  return none;
}

type Pair = readonly [value: unknown, times: number];

/** The mode `sample` writes forks of iterations of pairs: a figure, and how often it was met. */
function pairsOf(forks: unknown): readonly (readonly Pair[])[] | undefined {
  if (!isArray(forks)) return undefined;
  const read: Pair[][] = [];
  for (const fork of forks) {
    const pairs: Pair[] = [];
    for (const pair of isArray(fork) ? fork.flat() : [fork]) {
      const [value, times] = isArray(pair) ? pair : [];
      if (typeof times !== "number" || !Number.isSafeInteger(times) || times < 0) return undefined;
      pairs.push([value, times]);
    }
    read.push(pairs);
  }
  return read;
}

/** Undefined, with a problem, when one of the figures cannot be taken. */
function expanded(pairs: readonly Pair[], unit: Unit, name: string, problems: ProblemLog): Float64Array | undefined {
  const all = new Float64Array(pairs.reduce((sum, [, times]) => sum + times, 0));
  let at = 0;
  for (const [value, times] of pairs) {
    const one = figure(value, unit, `one of the samples of ${shown(name)}`, problems);
    if (one === undefined) {
      if (value === undefined || value === null || value === "") unreadable(name, problems);
      return undefined;
    }
    all.fill(one, at, at + times);
    at += times;
  }
  return all.length === 0 ? undefined : all;
}
