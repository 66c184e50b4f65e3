import { isObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { collector } from "../collector.ts";
import { count, samples } from "../figures.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { statedFigures, statedPercentiles } from "../stated.ts";
import { type TestbedNotes, testbedNotes } from "../testbed.ts";
import { seconds } from "../units.ts";
import { namedEntry, parametersOf, partOf } from "./entries.ts";

/**
 * pytest-benchmark's JSON. `data` is what one iteration took, round by round; only --benchmark-json and
 * --benchmark-save-data write it.
 */
export function pytestBenchmark(problems: ProblemLog): JsonFormat {
  const [series, bed] = [collector(problems), testbedNotes(problems)];
  return {
    patterns: [["machine_info"], ["benchmarks", "*"]],
    several: false,
    words: true,
    value(path, value) {
      if (path[0] === "machine_info") readMachine(value, bed);
      else {
        const named = namedEntry(value, "fullname", problems);
        const stats = named === undefined ? undefined : partOf(named.entry, "stats", named.name, problems);
        if (named === undefined || stats === undefined) return;
        const { entry, name } = named;
        const data = samples(stats["data"], seconds, `the rounds of ${shown(name)}`, problems);
        series.add({
          name,
          parameters: parametersOf(entry["params"]),
          metric: "time",
          unit: seconds.name,
          better: "lower",
          samples: data,
          iterations: count(stats["iterations"], `"iterations" of ${shown(name)}`, problems),
          stated: {
            ...statedFigures(stats, keys, seconds, name, problems, ["mean"]),
            percentiles: statedPercentiles(stats, (key) => quartiles.get(key), seconds, name, problems),
          },
        });
      }
    },
    end: () => ({ kind: "series", format: "pytest-benchmark", testbed: bed.testbed(), series: series.list() }),
  };
}

const keys = { mean: "mean", median: "median", stddev: "stddev", min: "min", max: "max", count: "rounds" };
const quartiles = new Map([
  ["q1", 25],
  ["q3", 75],
]);

function readMachine(value: unknown, bed: TestbedNotes): void {
  if (!isObject(value)) return;
  const cpu = isObject(value["cpu"]) ? value["cpu"] : {};
  // py-cpuinfo called it `brand` before version 7.
  bed.cpu(cpu["brand_raw"] ?? cpu["brand"]);
  bed.cores(cpu["count"]);
  bed.architecture(value["machine"]);
  bed.os(value["system"], value["release"]);
  bed.runtime(value["python_implementation"], value["python_version"]);
}
