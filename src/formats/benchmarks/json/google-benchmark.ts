import { isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { collector } from "../collector.ts";
import { count } from "../figures.ts";
import { MAX_SAMPLES, MAX_SERIES } from "../limits.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { testbedNotes } from "../testbed.ts";
import { convert } from "../units.ts";
import { namedEntry, unitUnder } from "./entries.ts";
import { addFamily, type Family, familyMetrics, type Metric } from "./google-families.ts";

/**
 * Google Benchmark's JSON. Each repetition is a sample of its own, the average of so many iterations; aggregates over
 * them are what the tool states, and never samples. What a user's counters count, and which of their values are better,
 * is not known.
 */
export function googleBenchmark(problems: ProblemLog): JsonFormat {
  const bed = testbedNotes(problems);
  const families: Families = { known: new Map(), columns: 0, figures: 0 };
  return {
    patterns: [["context"], ["benchmarks", "*"]],
    several: false,
    words: true,
    value(path, value) {
      if (path[0] === "context") {
        if (isObject(value)) bed.cores(value["num_cpus"]);
        return;
      }
      const named = namedEntry(value, "name", problems);
      if (named !== undefined) readRun(named.entry, named.name, families, problems);
    },
    end() {
      const series = collector(problems);
      for (const family of families.known.values()) addFamily(family, series, problems);
      return { kind: "series", format: "google-benchmark", testbed: bed.testbed(), series: series.list() };
    },
  };
}

interface Families {
  readonly known: Map<string, Family>;
  /** Of all families together, so that a report of a few bytes a figure cannot fill the memory. */
  columns: number;
  figures: number;
}

function readRun(entry: JsonObject, name: string, families: Families, problems: ProblemLog): void {
  if (!hasRun(entry, name, problems)) return;
  const aggregate = aggregateOf(entry, name);
  // Coefficients of a fit over sizes are of no one benchmark.
  if (aggregate === "BigO" || aggregate === "RMS") return;
  const unit = unitUnder(entry, "time_unit", name, problems);
  if (unit === undefined) return;
  if (unit.measures !== "time") {
    problems.note("unreadable-entry", `${shown(name)} has an unknown unit of time: ${shown(unit.name)}.`);
    return;
  }
  const columns = familyMetrics(entry, unit);
  families.figures += columns.length;
  if (families.figures > MAX_SAMPLES) {
    problems.note("limit", `it has more than ${MAX_SAMPLES} samples.`);
    return;
  }
  const family = familyOf(entry, runName(entry, name, aggregate), families.known);
  const iterations = count(entry["iterations"], `the iterations of ${shown(name)}`, problems);
  if (aggregate === undefined) family.iterations.push(iterations ?? Number.NaN);
  else if (iterations !== undefined) family.repetitions = iterations;
  for (const { key, metric, unit: own, better } of columns) {
    const known: Metric = family.metrics.get(metric) ?? { unit: own, better, values: [], aggregates: new Map() };
    if (!family.metrics.has(metric)) families.columns += 1;
    if (families.columns > MAX_SERIES) {
      problems.note("limit", `it has more than ${MAX_SERIES} series.`);
      return;
    }
    family.metrics.set(metric, known);
    if (convert(1, known.unit) !== convert(1, own))
      problems.note("unreadable-entry", `${shown(metric)} of ${shown(name)} is there in several units.`);
    else if (aggregate === undefined) known.values.push(entry[key]);
    else if (!known.aggregates.has(aggregate)) known.aggregates.set(aggregate, entry[key]);
    else problems.note("duplicate", `the ${shown(aggregate)} of ${shown(metric)} of ${shown(name)} is there twice.`);
  }
}

/** Whether it measured anything; a problem says why not. */
function hasRun(entry: JsonObject, name: string, problems: ProblemLog): boolean {
  if (entry["error_occurred"] !== undefined && entry["error_occurred"] !== false) {
    problems.note("failed", `${shown(name)} failed.`);
    return false;
  }
  if (entry["skipped"] !== undefined && entry["skipped"] !== false) {
    problems.note("skipped", `${shown(name)} was skipped.`);
    return false;
  }
  const type = entry["run_type"];
  if (type !== undefined && type !== "iteration" && type !== "aggregate") {
    problems.note("unreadable-entry", `${shown(name)} is of no type that is known: ${shown(String(type))}.`);
    return false;
  }
  return true;
}

const suffix = /_(mean|median|stddev|cv|BigO|RMS)$/;

/** Which aggregate it is; undefined for a repetition. Versions before 1.5 tell by the name alone. */
function aggregateOf(entry: JsonObject, name: string): string | undefined {
  if (entry["run_type"] === "aggregate") return String(entry["aggregate_name"]);
  return entry["run_type"] === undefined ? suffix.exec(name)?.[1] : undefined;
}

function runName(entry: JsonObject, name: string, aggregate: string | undefined): string {
  const run = entry["run_name"];
  if (typeof run === "string" && run !== "") return run;
  return aggregate === undefined ? name : name.replace(suffix, "");
}

/** Two benchmarks of one name are told apart, so that they are not taken for repetitions of one. */
function familyOf(entry: JsonObject, name: string, families: Map<string, Family>): Family {
  const key = JSON.stringify([name, entry["family_index"], entry["per_family_instance_index"]]);
  const known = families.get(key);
  if (known !== undefined) return known;
  const family: Family = { name, iterations: [], repetitions: undefined, metrics: new Map() };
  families.set(key, family);
  return family;
}
