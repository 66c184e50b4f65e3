import { isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import { figure } from "../figures.ts";
import type { Better } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { statedPercentiles } from "../stated.ts";
import { type TestbedNotes, testbedNotes } from "../testbed.ts";
import { namedEntry, parametersOf, partOf, unitUnder } from "./entries.ts";
import { roundsReader } from "./jmh-rounds.ts";

/** JMH's modes, and what each of them measures. */
const modes = new Map<unknown, readonly [metric: string, better: Better]>([
  ["thrpt", ["throughput", "higher"]],
  ["avgt", ["time", "lower"]],
  ["sample", ["time", "lower"]],
  ["ss", ["time", "lower"]],
]);

/**
 * JMH's JSON. `rawData` has a list for each fork, which is a process, and a figure for each iteration, which is an
 * average over as many calls as fitted. The mode is a parameter, since one benchmark may run in several.
 */
export function jmh(problems: ProblemLog): JsonFormat {
  const [series, bed, rounds] = [collector(problems), testbedNotes(problems), roundsReader(problems)];
  return {
    patterns: [["*"]],
    several: false,
    words: true,
    value(_path, value) {
      const named = namedEntry(value, "benchmark", problems);
      if (named !== undefined) readBenchmark(named.entry, named.name, { series, bed, rounds, problems });
    },
    end: () => ({ kind: "series", format: "jmh", testbed: bed.testbed(), series: series.list() }),
  };
}

interface Reading {
  readonly series: Collector;
  readonly bed: TestbedNotes;
  readonly rounds: ReturnType<typeof roundsReader>;
  readonly problems: ProblemLog;
}

function readBenchmark(entry: JsonObject, name: string, { series, bed, rounds, problems }: Reading): void {
  bed.runtime(entry["vmName"], entry["vmVersion"]);
  const { mode } = entry;
  const [metric, better] = modes.get(mode) ?? [];
  if (typeof mode !== "string" || metric === undefined || better === undefined) {
    problems.note("unreadable-entry", `the mode of ${shown(name)} is not known: ${shown(String(mode))}.`);
    return;
  }
  const parameters = [...parametersOf(entry["params"]), { name: "mode", value: mode }];
  const add = (part: JsonObject, of: string, direction: Better) => {
    const unit = unitUnder(part, "scoreUnit", name, problems);
    if (unit === undefined) return;
    const value = figure(part["score"], unit, `the ${of} of ${shown(name)}`, problems);
    const percentiles = statedPercentiles(part["scorePercentiles"], percentOf, unit, name, problems);
    series.add({
      name,
      parameters,
      metric: of,
      unit: unit.name,
      better: direction,
      ...rounds(part, unit, name),
      stated: { ...(value === undefined ? {} : { value }), percentiles },
    });
  };
  const primary = partOf(entry, "primaryMetric", name, problems);
  if (primary !== undefined) add(primary, metric, better);
  const { secondaryMetrics } = entry;
  if (!isObject(secondaryMetrics)) return;
  for (const [key, part] of Object.entries(secondaryMetrics)) {
    // Up to version 1.36, profilers put a dot in front of what they measure.
    if (isObject(part)) add(part, key.replace(/^\u00b7/, ""), key.includes("gc.") ? "lower" : "unknown");
    else problems.note("unreadable-entry", `${shown(key)} of ${shown(name)} cannot be read.`);
  }
}

function percentOf(key: string): number | undefined {
  return /^\d{1,3}(\.\d{1,20})?$/.test(key) ? Number(key) : undefined;
}
