import type { JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import type { Collector } from "../collector.ts";
import { samples } from "../figures.ts";
import type { Better } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import { statedFigures } from "../stated.ts";
import { bytes, bytesPerSecond, perSecond, plain, type Unit } from "../units.ts";

/** All repetitions of one benchmark, and what is said of them together. */
export interface Family {
  readonly name: string;
  readonly iterations: number[];
  /** How many there were, as the aggregates have it. */
  repetitions: number | undefined;
  readonly metrics: Map<string, Metric>;
}

/** What one column of them measures, repetition by repetition. */
export interface Metric {
  readonly unit: Unit;
  readonly better: Better;
  readonly values: unknown[];
  readonly aggregates: Map<string, unknown>;
}

/** What is written of every run beside its counters. */
const described = new Set(
  (
    "name family_index per_family_instance_index run_name run_type repetitions repetition_index threads iterations " +
    "real_time cpu_time time_unit aggregate_name aggregate_unit label error_occurred error_message skipped skip_message"
  ).split(" "),
);

const counters = new Map<string, { readonly unit: Unit; readonly better: Better }>([
  ["items_per_second", { unit: perSecond, better: "higher" }],
  ["bytes_per_second", { unit: bytesPerSecond, better: "higher" }],
  ["allocs_per_iter", { unit: plain, better: "lower" }],
  ["max_bytes_used", { unit: bytes, better: "lower" }],
  ["total_allocated_bytes", { unit: bytes, better: "lower" }],
  ["net_heap_growth", { unit: plain, better: "lower" }],
]);

/** What one run measured: its two times, and every counter. */
export function familyMetrics(entry: JsonObject, time: Unit) {
  const times = [
    { key: "real_time", metric: "time", unit: time, better: "lower" },
    { key: "cpu_time", metric: "cpu-time", unit: time, better: "lower" },
  ] as const;
  const own = Object.keys(entry)
    .filter((key) => !described.has(key))
    .map((key) => ({
      key,
      metric: counterName(key),
      ...(counters.get(key) ?? { unit: plain, better: "unknown" as const }),
    }));
  return [...times, ...own];
}

/** A user's counter may be called as the times are. */
function counterName(key: string): string {
  return key === "time" || key === "cpu-time" ? `counter ${key}` : key;
}

const keys = { mean: "mean", median: "median", stddev: "stddev", min: "min", max: "max" };

export function addFamily(family: Family, series: Collector, problems: ProblemLog): void {
  const { name, repetitions } = family;
  const iterations = family.iterations.some(Number.isNaN) ? undefined : Float64Array.from(family.iterations);
  for (const [metric, { unit, better, values, aggregates }] of family.metrics) {
    if (values.length !== family.iterations.length) {
      const what = `${shown(metric)} of ${shown(name)} is there in ${values.length} of ${family.iterations.length} repetitions.`;
      problems.note("count-differs", what);
    }
    const stated = statedFigures(Object.fromEntries(aggregates), keys, unit, name, problems);
    series.add({
      name,
      metric,
      unit: unit.name,
      better,
      samples: samples(values, unit, `${shown(metric)} of ${shown(name)}`, problems),
      iterations,
      stated: { ...stated, ...(repetitions === undefined ? {} : { count: repetitions }) },
    });
  }
}
