import { isArray, isObject } from "../../reports/json/shapes.ts";
import { collector } from "../collector.ts";
import { figure, samples } from "../figures.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat, ReadBenchmarks } from "../reader.ts";
import { nanoseconds, plain } from "../units.ts";

/** The figures of Criterion that are taken, by their keys in estimates.json. `slope` is null where sampling is flat. */
const estimates = { value: "slope", mean: "mean", median: "median", stddev: "std_dev" } as const;

/**
 * Criterion's estimates.json. A file has one benchmark, and does not name it: the folders do. `change/estimates.json`
 * looks the same, but says how much something changed; it has no deviation.
 */
export function criterionEstimates(path: string, problems: ProblemLog): JsonFormat {
  const series = collector(problems);
  const points = new Map<string, unknown>();
  return {
    patterns: Object.values(estimates).map((key) => [key]),
    several: false,
    words: true,
    value([key = ""], value) {
      if (points.has(key)) problems.note("duplicate", `"${key}" is there twice.`);
      else if (isObject(value)) points.set(key, value["point_estimate"]);
      else if (value !== null) problems.note("unreadable-entry", `"${key}" has no estimate that can be read.`);
    },
    end() {
      if (!points.has("std_dev")) {
        problems.note("unknown-format", "it tells how much a benchmark changed, and not what it took.");
        return { kind: "unknown" };
      }
      const name = criterionName(path, problems);
      if (name === undefined) return { kind: "unknown" };
      const missing = ["mean", "median"].find((key) => points.get(key) === undefined);
      if (missing !== undefined) problems.note("unreadable-entry", `it has no estimate of the ${missing}.`);
      const stated: Record<string, number> = {};
      for (const [figureName, key] of Object.entries(estimates)) {
        const read = figure(points.get(key), nanoseconds, `"${key}" of ${name}`, problems);
        if (read !== undefined) stated[figureName] = read;
      }
      const common = { name, metric: "time", unit: nanoseconds.name, better: "lower" } as const;
      series.add({ ...common, stated: { ...stated, percentiles: [] } });
      return reportOf(series.list());
    },
  };
}

/** Criterion's sample.json: how long so many iterations took, in nanoseconds. */
export function criterionSample(path: string, problems: ProblemLog): JsonFormat {
  const series = collector(problems);
  const lists = new Map<string, unknown>();
  return {
    patterns: [["iters"], ["times"]],
    several: false,
    words: true,
    value([key = ""], value) {
      if (lists.has(key)) problems.note("duplicate", `"${key}" is there twice.`);
      else lists.set(key, value);
    },
    end() {
      const name = criterionName(path, problems);
      if (name === undefined) return { kind: "unknown" };
      const iterations = samples(lists.get("iters"), plain, "iterations", problems);
      const times = samples(lists.get("times"), nanoseconds, "times", problems);
      if (times === undefined || iterations?.length !== times.length || !iterations.every((each) => each > 0)) {
        const [one, other] = [lengthOf(lists.get("iters")), lengthOf(lists.get("times"))];
        problems.note("unreadable-entry", `its ${other} times do not belong to its ${one} numbers of iterations.`);
        return { kind: "unknown" };
      }
      const perIteration = times.map((time, index) => time / (iterations[index] ?? 1));
      const common = { name, metric: "time", unit: nanoseconds.name, better: "lower" } as const;
      series.add({ ...common, samples: perIteration, iterations });
      return reportOf(series.list());
    },
  };
}

function reportOf(series: Extract<ReadBenchmarks, { kind: "series" }>["series"]): ReadBenchmarks {
  return { kind: "series", format: "criterion", testbed: { runtimes: [] }, series };
}

function lengthOf(value: unknown): number {
  return isArray(value) ? value.length : 0;
}

/** Group, function and parameter. */
const maxFolders = 3;

/** target/criterion/GROUP/FUNCTION/PARAMETER/new/estimates.json is of GROUP/FUNCTION/PARAMETER. */
function criterionName(path: string, problems: ProblemLog): string | undefined {
  const folders = path.split(/[\\/]+/).slice(0, -1);
  const last = folders.at(-1);
  const above = last === "new" || last === "base" ? folders.slice(0, -1) : folders;
  const root = above.lastIndexOf("criterion");
  const name = (root === -1 ? above.slice(-maxFolders) : above.slice(root + 1))
    .filter((folder) => folder !== "" && folder !== ".")
    .join("/");
  if (name !== "") return name;
  problems.note("no-name", "nothing in it, or in its path, says which benchmark it is of.");
  return undefined;
}
