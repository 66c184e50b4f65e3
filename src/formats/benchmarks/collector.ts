import { shown } from "../reports/problem-log.ts";
import { MAX_NAME_CHARACTERS, MAX_PARAMETERS, MAX_PERCENTILES, MAX_SAMPLES, MAX_SERIES } from "./limits.ts";
import type { Series } from "./model.ts";
import type { ProblemLog } from "./problems.ts";

/** A series as a format reads it: what it leaves out, the report does not tell. */
export type NewSeries = Pick<Series, "name" | "metric" | "unit" | "better"> & Partial<Series>;

/** Keeps the series of one report, and notes which of them cannot be kept. */
export interface Collector {
  add(series: NewSeries): void;
  list(): readonly Series[];
}

export function collector(problems: ProblemLog): Collector {
  const kept = new Map<string, Series>();
  let samplesLeft = MAX_SAMPLES;
  return {
    add(given) {
      const series: Series = {
        parameters: [],
        samples: undefined,
        iterations: undefined,
        processes: undefined,
        stated: { percentiles: [] },
        ...given,
      };
      if (!hasUsableNames(series, problems) || !hasFigure(series, problems)) return;
      const key = JSON.stringify([
        series.name,
        series.metric,
        series.parameters.map(({ name, value }) => [name, value]),
      ]);
      if (kept.has(key)) {
        problems.note("duplicate", `${shown(series.name)} is there more than once, with the same ${series.metric}.`);
        return;
      }
      samplesLeft -= series.samples?.length ?? 0;
      if (kept.size >= MAX_SERIES) problems.note("limit", `it has more than ${MAX_SERIES} series.`);
      else if (samplesLeft < 0) problems.note("limit", `it has more than ${MAX_SAMPLES} samples.`);
      else kept.set(key, withoutMismatch(series, problems));
    },
    list: () => [...kept.values()],
  };
}

function hasUsableNames({ name, metric, unit, parameters }: Series, problems: ProblemLog): boolean {
  const texts = [name, metric, unit, ...parameters.flatMap((parameter) => [parameter.name, parameter.value])];
  const flaw = texts.find((text) => text.length > MAX_NAME_CHARACTERS || text.includes("\0"));
  if (flaw !== undefined) {
    problems.note("limit", `a name has more than ${MAX_NAME_CHARACTERS} characters, or zeros in it: ${shown(flaw)}.`);
    return false;
  }
  if (parameters.length > MAX_PARAMETERS) {
    problems.note("limit", `${shown(name)} has more than ${MAX_PARAMETERS} parameters.`);
    return false;
  }
  if (name !== "" && metric !== "") return true;
  problems.note("unreadable-entry", name === "" ? "a benchmark has no name." : `a metric of ${shown(name)} has none.`);
  return false;
}

function hasFigure({ name, samples, stated }: Series, problems: ProblemLog): boolean {
  if (stated.percentiles.length > MAX_PERCENTILES) {
    problems.note("limit", `${shown(name)} has more than ${MAX_PERCENTILES} percentiles.`);
    return false;
  }
  const { value, mean, median, min, max, percentiles } = stated;
  const some = [value, mean, median, min, max].some((figure) => figure !== undefined) || percentiles.length > 0;
  if (some || (samples !== undefined && samples.length > 0)) return true;
  problems.note("no-figure", `${shown(name)} has no figure that can be read.`);
  return false;
}

/** Iterations and processes that are not those of the samples tell nothing. */
function withoutMismatch(series: Series, problems: ProblemLog): Series {
  const { name, samples, iterations, processes, stated } = series;
  const length = samples?.length ?? 0;
  if (samples !== undefined && stated.count !== undefined && stated.count !== length) {
    problems.note("count-differs", `${shown(name)} has ${length} samples, and says that they are ${stated.count}.`);
  }
  const inProcesses = processes?.reduce((sum, one) => sum + one, 0);
  return {
    ...series,
    iterations: typeof iterations === "object" && iterations.length !== samples?.length ? undefined : iterations,
    processes: inProcesses === length && length > 0 ? processes : undefined,
  };
}
