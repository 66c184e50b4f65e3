import { isObject, type JsonObject } from "../../reports/json/shapes.ts";
import { shown } from "../../reports/problem-log.ts";
import { type Collector, collector } from "../collector.ts";
import { figure } from "../figures.ts";
import type { Better, Parameter } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { statedFigures, statedPercentiles } from "../stated.ts";
import { bytes, bytesPerSecond, milliseconds, perSecond, plain, type Unit } from "../units.ts";

/**
 * k6's summary: what `handleSummary` is given, with the figures in `values`, and what --summary-export writes, where they
 * stand in the metric itself. The name of a series is that of its metric, with the tags that it is of.
 */
export function k6(problems: ProblemLog): JsonFormat {
  const series = collector(problems);
  return {
    patterns: [["metrics", "*"]],
    several: false,
    words: true,
    value([, name = ""], value) {
      if (isObject(value)) readMetric(name, value, series, problems);
      else problems.note("unreadable-entry", `${shown(name)} cannot be read.`);
    },
    end: () => ({ kind: "series", format: "k6", testbed: { runtimes: [] }, series: series.list() }),
  };
}

const trend = { mean: "avg", median: "med", min: "min", max: "max", count: "count" };

const contents = new Set<unknown>(["default", "time", "data"]);

/** Metrics of k6 itself whose direction is known. All durations are better when they are lower. */
const directions = new Map<string, Better>([
  ["http_reqs", "higher"],
  ["iterations", "higher"],
  ["checks", "higher"],
  ["http_req_failed", "lower"],
  ["dropped_iterations", "lower"],
]);

function readMetric(name: string, entry: JsonObject, series: Collector, problems: ProblemLog): void {
  const contains = contentsOf(entry, name, problems);
  const figures = isObject(entry["values"]) ? entry["values"] : entry;
  const metric = name.replace(/\{.*$/s, "");
  const unit = unitFor(metric, contains);
  const better = directions.get(metric) ?? (unit.name === "s" ? "lower" : "unknown");
  const common = { name, parameters: tagsOf(name), better };
  const add = (of: string, key: string, its: Unit) => {
    if (!Object.hasOwn(figures, key)) {
      problems.note("unreadable-entry", `${shown(name)} has no ${shown(key)}.`);
      return;
    }
    const value = figure(figures[key], its, `${shown(key)} of ${shown(name)}`, problems);
    const stated = { ...(value === undefined ? {} : { value }), percentiles: [] };
    series.add({ ...common, metric: of, unit: its.name, stated });
  };
  switch (typeOf(entry, figures)) {
    case "trend":
      series.add({
        ...common,
        metric,
        unit: unit.name,
        stated: {
          ...statedFigures(figures, trend, unit, name, problems),
          percentiles: statedPercentiles(figures, percentOf, unit, name, problems),
        },
      });
      return;
    case "counter":
      add(metric, "rate", unit.name === "B" ? bytesPerSecond : perSecond);
      add(`${metric}.count`, "count", unit);
      return;
    case "rate":
      add(metric, Object.hasOwn(figures, "rate") ? "rate" : "value", plain);
      return;
    case "gauge":
      add(metric, "value", unit);
      return;
    default:
      problems.note("unreadable-entry", `${shown(name)} is of no type that is known.`);
  }
}

/** What the metric is of; a problem, where nobody knows. --summary-export never says it, nor what type it is. */
function contentsOf(entry: JsonObject, name: string, problems: ProblemLog): unknown {
  const contains = entry["contains"];
  if ((entry["type"] !== undefined || contains !== undefined) && !contents.has(contains)) {
    problems.note("unreadable-entry", `${shown(name)} does not say what it contains.`);
  }
  return contains;
}

/** --summary-export has no types; they are told by the figures. */
function typeOf(entry: JsonObject, figures: JsonObject): unknown {
  if (entry["type"] !== undefined) return entry["type"];
  if (Object.hasOwn(figures, "passes")) return "rate";
  if (Object.hasOwn(figures, "rate")) return "counter";
  if (Object.hasOwn(figures, "value")) return "gauge";
  return Object.keys(figures).some((key) => Object.values(trend).includes(key) || percentOf(key) !== undefined)
    ? "trend"
    : undefined;
}

const ownDurations =
  /^(http_req_\w{1,40}|iteration_duration|group_duration|ws_connecting|ws_ping|ws_session_duration|grpc_req_duration)$/;

/** --summary-export has no units; those of k6's own metrics are known. */
function unitFor(metric: string, contains: unknown): Unit {
  if (contains === "time") return milliseconds;
  if (contains === "data") return bytes;
  if (contains !== undefined || metric === "http_req_failed") return plain;
  if (ownDurations.test(metric)) return milliseconds;
  return metric === "data_received" || metric === "data_sent" ? bytes : plain;
}

function percentOf(key: string): number | undefined {
  const digits = /^p\((\d{1,3}(?:\.\d{1,20})?)\)$/.exec(key)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** http_req_duration{method:GET,status:200} is of two tags. */
function tagsOf(name: string): readonly Parameter[] {
  const brace = name.indexOf("{");
  if (brace === -1 || !name.endsWith("}")) return [];
  return name
    .slice(brace + 1, -1)
    .split(",")
    .map((tag) => {
      const colon = tag.indexOf(":");
      const [key, value] = colon === -1 ? [tag, ""] : [tag.slice(0, colon), tag.slice(colon + 1)];
      return { name: key.trim(), value: value.trim() };
    });
}
