import { isArray, isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import { figure, samples } from "../figures.ts";
import type { Parameter } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { statedFigures, statedPercentiles } from "../stated.ts";
import { type TestbedNotes, testbedNotes } from "../testbed.ts";
import { bytes, nanoseconds } from "../units.ts";

/**
 * BenchmarkDotNet's JSON, full or brief. `OriginalValues` are what one operation took. A benchmark that failed has no
 * `Statistics`. One may run in several jobs, under the same name; so the job is a parameter.
 */
export function benchmarkDotNet(problems: ProblemLog): JsonFormat {
  const [series, bed] = [collector(problems), testbedNotes(problems)];
  return {
    patterns: [["HostEnvironmentInfo"], ["Benchmarks", "*"]],
    several: false,
    words: true,
    value(path, value) {
      if (path[0] === "HostEnvironmentInfo") readHost(value, bed);
      else if (isObject(value)) readBenchmark(value, series, problems);
      else problems.note("unreadable-entry", "a benchmark cannot be read.");
    },
    end: () => ({ kind: "series", format: "benchmarkdotnet", testbed: bed.testbed(), series: series.list() }),
  };
}

function readHost(value: unknown, bed: TestbedNotes): void {
  if (!isObject(value)) return;
  bed.cpu(value["ProcessorName"]);
  bed.cores(value["LogicalCoreCount"]);
  bed.architecture(value["Architecture"]);
  bed.os(value["OsVersion"]);
  bed.runtime(value["RuntimeVersion"]);
}

const keys = { mean: "Mean", median: "Median", stddev: "StandardDeviation", min: "Min", max: "Max", count: "N" };

function readBenchmark(entry: JsonObject, series: Collector, problems: ProblemLog): void {
  const name = nameOf(entry);
  const { Statistics: statistics, Memory: memory } = entry;
  if (!isObject(statistics)) {
    const rule = statistics === null ? "failed" : "unreadable-entry";
    problems.note(rule, `${shown(name)} has no figures.`);
    return;
  }
  const common = {
    name,
    parameters: [...parametersOf(entry["Parameters"]), ...jobOf(entry)],
    better: "lower",
  } as const;
  const values = samples(statistics["OriginalValues"], nanoseconds, `the values of ${shown(name)}`, problems);
  series.add({
    ...common,
    metric: "time",
    unit: nanoseconds.name,
    samples: values,
    ...measured(entry["Measurements"], values?.length ?? 0),
    stated: {
      ...statedFigures(statistics, keys, nanoseconds, name, problems, ["mean"]),
      percentiles: statedPercentiles(statistics["Percentiles"], percentOf, nanoseconds, name, problems),
    },
  });
  const allocated = isObject(memory) ? memory["BytesAllocatedPerOperation"] : undefined;
  const value = figure(allocated, bytes, `the memory of ${shown(name)}`, problems);
  if (value === undefined) return;
  series.add({ ...common, metric: "memory", unit: bytes.name, stated: { value, percentiles: [] } });
}

/** Some exports have no full name. */
function nameOf(entry: JsonObject): string {
  const full = entry["FullName"];
  if (typeof full === "string" && full !== "") return full;
  return [entry["Namespace"], entry["Type"], entry["Method"]]
    .filter((part) => typeof part === "string" && part !== "")
    .join(".");
}

/** "Count=10, Text=a, b" are two. */
function parametersOf(value: unknown): readonly Parameter[] {
  if (typeof value !== "string" || value === "") return [];
  return value.split(/[,&] ?(?=\w{1,200}=)/).map((text) => {
    const equals = text.indexOf("=");
    return equals === -1 ? { name: "", value: text } : { name: text.slice(0, equals), value: text.slice(equals + 1) };
  });
}

/** "Cart.Total: Job-ABCDEF(Runtime=.NET 8.0) [Count=10]": the six letters are drawn anew now and then. */
function jobOf(entry: JsonObject): readonly Parameter[] {
  const info = entry["DisplayInfo"];
  const colon = typeof info === "string" ? info.indexOf(": ") : -1;
  if (typeof info !== "string" || colon === -1) return [];
  const job = info.slice(colon + 2).replace(/ \[.*$/s, "");
  return [{ name: "job", value: job.replace(/^Job-[A-Z]{6}/, "Job") }];
}

function percentOf(key: string): number | undefined {
  return /^P\d{1,3}$/.test(key) ? Number(key.slice(1)) : undefined;
}

/** Operations and processes of the results; nothing when they are not those of the values. */
function measured(value: unknown, length: number) {
  if (!isArray(value)) return {};
  const results = value.filter(
    (one) => isObject(one) && one["IterationMode"] === "Workload" && one["IterationStage"] === "Result",
  );
  if (results.length !== length || length === 0) return {};
  const operations = results.map((one) => (isObject(one) ? one["Operations"] : undefined));
  const launches = results.map((one) => (isObject(one) ? one["LaunchIndex"] : undefined));
  const isCount = (one: unknown) => typeof one === "number" && Number.isSafeInteger(one) && one > 0;
  const processes: number[] = [];
  for (const [index, launch] of launches.entries()) {
    if (index === 0 || launch !== launches[index - 1]) processes.push(0);
    processes.push((processes.pop() ?? 0) + 1);
  }
  return {
    ...(operations.every(isCount) ? { iterations: Float64Array.from(operations, Number) } : {}),
    ...(launches.every(isCount) ? { processes } : {}),
  };
}
