import { isArray, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import { samples } from "../figures.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { statedFigures } from "../stated.ts";
import { bytes, seconds } from "../units.ts";
import { namedEntry, parametersOf } from "./entries.ts";

/** hyperfine's JSON. Each of `times` is a process of its own. The means of `user` and `system` are not read. */
export function hyperfine(problems: ProblemLog): JsonFormat {
  const series = collector(problems);
  return {
    patterns: [["results", "*"]],
    several: false,
    words: true,
    value(_path, value) {
      const named = namedEntry(value, "command", problems);
      if (named !== undefined) readResult(named.entry, named.name, series, problems);
    },
    end: () => ({ kind: "series", format: "hyperfine", testbed: { runtimes: [] }, series: series.list() }),
  };
}

const keys = { mean: "mean", median: "median", stddev: "stddev", min: "min", max: "max" };

function readResult(entry: JsonObject, name: string, series: Collector, problems: ProblemLog): void {
  const parameters = parametersOf(entry["parameters"]);
  const times = samples(entry["times"], seconds, `the times of ${shown(name)}`, problems);
  noteExitCodes(entry["exit_codes"], name, problems);
  const common = { name, parameters, better: "lower", iterations: 1 } as const;
  series.add({
    ...common,
    metric: "time",
    unit: seconds.name,
    samples: times,
    processes: times === undefined ? undefined : Array.from(times, () => 1),
    stated: statedFigures(entry, keys, seconds, name, problems, ["mean"]),
  });
  const memory = samples(entry["memory_usage_byte"], bytes, `the memory of ${shown(name)}`, problems);
  if (memory === undefined) return;
  const processes = Array.from(memory, () => 1);
  series.add({ ...common, metric: "memory", unit: bytes.name, samples: memory, processes });
}

/** null: a signal ended it. */
function noteExitCodes(value: unknown, name: string, problems: ProblemLog): void {
  if (!isArray(value)) return;
  const failed = value.filter((code) => code !== 0);
  if (failed.length === 0) return;
  const times = `in ${failed.length} of ${value.length} runs`;
  problems.note("exit-code", `${shown(name)} ended with ${String(JSON.stringify(failed[0]))} ${times}.`);
}
