import { shown } from "../../reports/problem-log.ts";
import { collector } from "../collector.ts";
import { figure } from "../figures.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { namedEntry, unitUnder } from "./entries.ts";

/**
 * The lists that github-action-benchmark calls customSmallerIsBetter and customBiggerIsBetter. Which of them it is, only
 * its configuration says, and so it is unknown here which values are better.
 */
export function custom(problems: ProblemLog): JsonFormat {
  const series = collector(problems);
  return {
    patterns: [["*"]],
    several: false,
    words: true,
    value(_path, item) {
      const named = namedEntry(item, "name", problems);
      if (named === undefined) return;
      const { entry, name } = named;
      const unit = unitUnder(entry, "unit", name, problems);
      if (unit === undefined) return;
      const value = figure(entry["value"], unit, `the value of ${shown(name)}`, problems);
      const stated = { ...(value === undefined ? {} : { value }), percentiles: [] };
      series.add({ name, metric: unit.measures, unit: unit.name, better: "unknown", stated });
    },
    end: () => ({ kind: "series", format: "custom", testbed: { runtimes: [] }, series: series.list() }),
  };
}
