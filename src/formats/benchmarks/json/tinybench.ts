import { isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import { count, figure } from "../figures.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { type TestbedNotes, testbedNotes } from "../testbed.ts";
import { nanoseconds } from "../units.ts";
import { namedEntry } from "./entries.ts";
import { addTask } from "./tinybench-result.ts";

/**
 * tinybench has no format of its own. Read is a list of `name` and `result` of its tasks, of every version, and what
 * `table()` gives, whose figures are rounded. Throughputs are not read: they are the same rounds, told once more.
 */
export function tinybench(problems: ProblemLog): JsonFormat {
  const [series, bed] = [collector(problems), testbedNotes(problems)];
  return {
    patterns: [["*"]],
    several: false,
    words: true,
    value(_path, value) {
      const row = isObject(value) ? (value["Task name"] ?? value["Task Name"]) : undefined;
      if (isObject(value) && typeof row === "string") {
        readRow(value, row, series, problems);
        return;
      }
      const named = namedEntry(value, "name", problems);
      if (named !== undefined) readTask(named.entry, named.name, series, bed, problems);
    },
    end: () => ({ kind: "series", format: "tinybench", testbed: bed.testbed(), series: series.list() }),
  };
}

function readTask(entry: JsonObject, name: string, series: Collector, bed: TestbedNotes, problems: ProblemLog): void {
  const { result } = entry;
  if (!isObject(result)) {
    problems.note("no-figure", `${shown(name)} has no result.`);
    return;
  }
  if (result["state"] === "errored" || (result["error"] !== undefined && result["error"] !== null)) {
    problems.note("failed", `${shown(name)} failed.`);
    return;
  }
  bed.runtime(result["runtime"], result["runtimeVersion"]);
  // Up to version 2, the figures stand in the result itself.
  addTask(name, isObject(result["latency"]) ? result["latency"] : result, series, problems);
}

/** The names of columns vary from version to version. */
const columns = {
  mean: ["Average Time (ns)", "Latency avg (ns)", "Latency average (ns)"],
  median: ["Latency med (ns)", "Latency median (ns)"],
};

function readRow(row: JsonObject, name: string, series: Collector, problems: ProblemLog): void {
  const read = (keys: readonly string[]) => {
    const key = keys.find((one) => Object.hasOwn(row, one));
    return key === undefined
      ? undefined
      : figure(withoutError(row[key]), nanoseconds, `${shown(key)} of ${shown(name)}`, problems);
  };
  const [mean, median] = [read(columns.mean), read(columns.median)];
  const counted = count(row["Samples"], `"Samples" of ${shown(name)}`, problems);
  series.add({
    name,
    metric: "time",
    unit: nanoseconds.name,
    better: "lower",
    stated: {
      ...(mean === undefined ? {} : { mean }),
      ...(median === undefined ? {} : { median }),
      ...(counted === undefined ? {} : { count: counted }),
      percentiles: [],
    },
  });
}

/** "65445 ± 1.15%" is 65445. */
function withoutError(value: unknown): unknown {
  const match = typeof value === "string" ? /^(\d{1,30}(?:\.\d{1,30})?) \u00b1/.exec(value) : null;
  return match === null ? value : Number(match[1]);
}
