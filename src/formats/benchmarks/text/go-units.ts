import type { Better } from "../model.ts";
import { plain, type Unit, unitOf } from "../units.ts";

/** What a column of Go's table measures. */
export interface GoMetric {
  readonly name: string;
  /** The unit as Go prints it. */
  readonly written: string;
  readonly unit: Unit;
  readonly better: Better;
}

const standard = new Map<string, Pick<GoMetric, "name" | "better">>([
  ["ns/op", { name: "time", better: "lower" }],
  ["MB/s", { name: "throughput", better: "higher" }],
  ["B/op", { name: "memory", better: "lower" }],
  ["allocs/op", { name: "allocations", better: "lower" }],
]);

/** A unit of `b.ReportMetric` names a metric of its own. Durations among them are told by their end: "p99-ns". */
export function goMetric(written: string): GoMetric {
  const known = standard.get(written);
  if (known !== undefined) return { ...known, written, unit: written === "allocs/op" ? plain : unitOf(written) };
  if (/(^|-)ns(\/|$)/.test(written)) return { name: written, written, unit: unitOf("ns"), better: "lower" };
  return { name: written, written, unit: { ...plain, name: written }, better: "unknown" };
}
