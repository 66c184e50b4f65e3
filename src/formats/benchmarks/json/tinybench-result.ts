import type { JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import type { Collector } from "../collector.ts";
import { samples } from "../figures.ts";
import type { ProblemLog } from "../problems.ts";
import { statedFigures, statedPercentiles } from "../stated.ts";
import { milliseconds } from "../units.ts";

const keys = { mean: "mean", median: "median", stddev: "sd", min: "min", max: "max" };

/** tinybench writes the thousandth part of a percent without the point. */
const percents = new Map([
  ["p50", 50],
  ["p75", 75],
  ["p99", 99],
  ["p995", 99.5],
  ["p999", 99.9],
]);

/** Adds what tinybench's statistics of latencies say, which vitest writes as they are. Milliseconds, always. */
export function addTask(name: string, statistics: JsonObject, series: Collector, problems: ProblemLog): void {
  const counted = ["sampleCount", "samplesCount"].find((key) => Object.hasOwn(statistics, key));
  series.add({
    name,
    metric: "time",
    unit: milliseconds.name,
    better: "lower",
    samples: samples(statistics["samples"], milliseconds, `the samples of ${shown(name)}`, problems),
    iterations: 1,
    stated: {
      ...statedFigures(
        statistics,
        counted === undefined ? keys : { ...keys, count: counted },
        milliseconds,
        name,
        problems,
        ["mean"],
      ),
      percentiles: statedPercentiles(statistics, (key) => percents.get(key), milliseconds, name, problems),
    },
  });
}
