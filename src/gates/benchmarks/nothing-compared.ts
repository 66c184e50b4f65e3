import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { flagOf, requiredFlags } from "../../core/report-entries.ts";
import type { Comparison } from "./compare/comparison.ts";
import { comparesAny, type LimitOf } from "./compare/limits.ts";
import { oddityText } from "./compare/oddity-text.ts";
import { placeText } from "./compare/place-text.ts";
import type { BenchmarkFacts, BenchmarkSettings } from "./model.ts";
import { benchmarkRules } from "./rules.ts";

/** Why nothing can be compared, where that is all that was asked for. Budgets are judged even so. */
export function objectionToNothing(settings: BenchmarkSettings, facts: BenchmarkFacts): string | undefined {
  const all = reportsOf(facts);
  const compared = all.some(({ benchmarks }) => benchmarks.length > 0);
  if (compared || !comparesAny(settings) || settings.budgets.length > 0) return undefined;
  const odd = oddText(facts);
  if (odd !== undefined) return `No benchmark can be compared. ${odd}`;
  return `The base has none of the ${facts.head.length} benchmarks that head has, so nothing can be compared. ${adviceOf(facts.paired.length > 0)}`;
}

/**
 * Required flags that have benchmarks with a limit in head, and of which none is compared, while others are: what is compared of
 * one flag must not hide that nothing was of another.
 */
export function flagsNotCompared(
  { reports }: BenchmarkSettings,
  { head }: BenchmarkFacts,
  comparisons: readonly Comparison[],
  limitOf: LimitOf,
): readonly string[] {
  const compared = new Set(comparisons.filter(({ limit }) => limit !== undefined).map(({ place }) => place.flag));
  if (compared.size === 0) return [];
  const asked = new Set(head.filter(({ place }) => limitOf(place) !== "none").map(({ place }) => place.flag));
  return requiredFlags(reports).filter((flag) => asked.has(flag) && !compared.has(flag));
}

export function notComparedFinding(settings: BenchmarkSettings, facts: BenchmarkFacts, flag: string): Finding {
  const count = facts.head.filter(({ place }) => place.flag === flag).length;
  const isPaired = settings.reports.some((report) => flagOf(report) === flag && report["base-path"] !== undefined);
  return {
    rule: "flag-not-compared",
    what: `${flag}: of ${countOf(count, "benchmark")} in head none can be compared with the base.`,
    why: "What is compared of other reports says nothing about these.",
    fix: `${oddText(facts, flag) ?? adviceOf(isPaired)} ${benchmarkRules["flag-not-compared"].fix}`,
  };
}

function reportsOf({ paired, history }: BenchmarkFacts) {
  return [...paired, history];
}

function oddText(facts: BenchmarkFacts, flag?: string): string | undefined {
  const odd = reportsOf(facts)
    .flatMap((reports) => reports.odd)
    .find(({ place }) => flag === undefined || place.flag === flag);
  if (odd === undefined) return undefined;
  return `Of ${placeText(odd.place)} ${oddityText(odd.kind)}. Say with \`better\` which values are better, and measure both sides in the same way.`;
}

function adviceOf(isPaired: boolean): string {
  return isPaired
    ? "Measure the same benchmarks on both sides."
    : "Let the workflow that measures run on pushes to the base branch too, or measure base and head in pairs, with `base-path`.";
}
