import { isArray, isObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { namedEntry } from "./entries.ts";
import { addTask } from "./tinybench-result.ts";

/**
 * What `vitest bench --outputJson` writes, from version 1 to 3. The full name of a group has the file in it, from the
 * root of the project.
 */
export function vitest(problems: ProblemLog): JsonFormat {
  const series = collector(problems);
  return {
    patterns: [["files", "*"]],
    several: false,
    words: true,
    value(_path, value) {
      const groups = isObject(value) ? value["groups"] : undefined;
      if (!isArray(groups)) problems.note("unreadable-entry", "a file has no groups of benchmarks.");
      else for (const group of groups) readGroup(group, series, problems);
    },
    end: () => ({ kind: "series", format: "vitest", testbed: { runtimes: [] }, series: series.list() }),
  };
}

function readGroup(value: unknown, series: Collector, problems: ProblemLog): void {
  const group = namedEntry(value, "fullName", problems);
  if (group === undefined) return;
  const { benchmarks } = group.entry;
  if (!isArray(benchmarks)) {
    problems.note("unreadable-entry", `${shown(group.name)} has no benchmarks.`);
    return;
  }
  for (const benchmark of benchmarks) {
    const named = namedEntry(benchmark, "name", problems);
    if (named !== undefined) addTask(`${group.name} > ${named.name}`, named.entry, series, problems);
  }
}
