import { matchesName } from "../../../formats/globs/name-pattern.ts";
import { type BenchmarkName, fullName } from "./benchmark-name.ts";

/** How much worse benchmarks may become, as a share such as 0.1; `none`: they are only shown. */
export type LimitOf = (benchmark: BenchmarkName) => number | "none";

interface LimitText {
  readonly benchmark: string;
  readonly metric?: string | undefined;
  readonly limit: string;
}

const percent = /^(\d{1,4}(?:\.\d{1,4})?)\s?%$/;

/** A limit as it is written: `10%`, `2.5 %` or `none`. Undefined for anything else, and for zero, within which nothing is. */
export function limitOfText(text: string): number | "none" | undefined {
  if (text === "none") return text;
  const share = Number(percent.exec(text)?.[1] ?? 0) / 100;
  return share > 0 ? share : undefined;
}

/** The last entry counts that names the benchmark; where none does, the general limit. The texts are valid. */
export function limitsOf(general: string, entries: readonly LimitText[]): LimitOf {
  const [first, ...others] = [{ benchmark: "*", limit: general }, ...entries].map(({ limit, ...entry }) => ({
    ...entry,
    limit: limitOfText(limit) ?? "none",
  }));
  return (benchmark) => others.findLast((entry) => names(entry, benchmark))?.limit ?? first?.limit ?? "none";
}

/** Whether anything is to be compared, and not only to be held against budgets. */
export function comparesAny({
  limit,
  limits,
}: {
  readonly limit: string;
  readonly limits: readonly LimitText[];
}): boolean {
  return [limit, ...limits.map((entry) => entry.limit)].some((text) => text !== "none");
}

/** Whether an entry of a configuration means the benchmark, by its name with or without parameters. */
export function names(
  { benchmark, metric }: { readonly benchmark: string; readonly metric?: string | undefined },
  named: BenchmarkName,
): boolean {
  if (metric !== undefined && metric !== named.metric) return false;
  return matchesName(benchmark, named.name) || matchesName(benchmark, fullName(named));
}
