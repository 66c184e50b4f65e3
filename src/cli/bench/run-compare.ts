import { badUsage } from "../../core/bad-usage.ts";
import { fullName } from "../../gates/benchmarks/compare/benchmark-name.ts";
import { type Comparison, worstFirst } from "../../gates/benchmarks/compare/comparison.ts";
import { decidePairs } from "../../gates/benchmarks/compare/decide-pairs.ts";
import { limitOfText } from "../../gates/benchmarks/compare/limits.ts";
import { oddityText } from "../../gates/benchmarks/compare/oddity-text.ts";
import type { LoneBenchmark } from "../../gates/benchmarks/compare/paired-benchmarks.ts";
import type { BenchCompareOptions } from "../commands/bench/compare.ts";
import { renderMarkdown, renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { BenchCompareOutput, type Compared } from "./compare-output.ts";
import { describeComparison } from "./describe-comparison.ts";
import { type ReadPairs, readPairs } from "./read-sides.ts";

/** Compares reports as the gate does, prints what is found, and returns the exit code. */
export async function runCompare(options: BenchCompareOptions, terminal: Terminal): Promise<number> {
  const limit = limitOfText(options.limit);
  if (limit === undefined || limit === "none") {
    throw badUsage("Write --limit as a percentage, such as 10%.");
  }
  const read = await withProgress(terminal, "Comparing benchmarks …", () => readPairs(options, terminal.cwd));
  const plainRatio = options.plainRatio === true ? "judged" : "shown";
  const comparisons = worstFirst(decidePairs(read.reports.benchmarks, { limitOf: () => limit, plainRatio }));
  const output = outputOf(read, comparisons, limit);
  terminal.out(render(output, comparisons, options.format, terminal));
  return output.exitCode;
}

function render(
  output: BenchCompareOutput,
  comparisons: readonly Comparison[],
  format: BenchCompareOptions["format"],
  { color }: Terminal,
): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(output, null, 2)}\n`;
    case "markdown":
      return renderMarkdown(describeComparison(output, comparisons));
    case "pretty":
      return renderPretty(describeComparison(output, comparisons), color);
  }
}

function outputOf(
  { pairs, reports }: ReadPairs,
  comparisons: readonly Comparison[],
  limit: number,
): BenchCompareOutput {
  const notCompared = reports.odd.map(({ place, kind }) => ({
    name: fullName(place),
    metric: place.metric,
    because: oddityText(kind),
  }));
  const benchmarks = [
    ...comparisons.map(compared),
    ...reports.fresh.map((one) => lone(one, "new")),
    ...reports.missing.map((one) => lone(one, "missing")),
  ];
  const exitCode = exitCodeOf(comparisons);
  return BenchCompareOutput.parse({ schemaVersion: 1, exitCode, limit, pairs, benchmarks, notCompared });
}

function exitCodeOf(comparisons: readonly Comparison[]): number {
  if (comparisons.some(({ outcome }) => outcome === "regressed")) return exitCodes.blocked;
  const isOpen = comparisons.length === 0 || comparisons.some(({ outcome }) => outcome === "undecided");
  return isOpen ? exitCodes.undecided : exitCodes.clear;
}

function compared({ place, base, head, ratio, interval, outcome, grounds, further, because }: Comparison): Compared {
  return {
    ...named(place),
    baseline: finite(base),
    current: finite(head),
    ratio: ratio ?? null,
    interval: interval === undefined ? null : [...interval],
    verdict: outcome,
    pairs: grounds.kind === "history" ? 0 : grounds.pairs,
    furtherPairs: further ?? null,
    because: because ?? null,
  };
}

function lone({ place, figure }: LoneBenchmark, verdict: "new" | "missing"): Compared {
  const known = figure ?? null;
  return {
    ...named(place),
    baseline: verdict === "new" ? null : known,
    current: verdict === "new" ? known : null,
    ratio: null,
    interval: null,
    verdict,
    pairs: 0,
    furtherPairs: null,
    because: null,
  };
}

function named(place: Comparison["place"]) {
  return { name: fullName(place), metric: place.metric, unit: place.unit, testbed: place.testbed };
}

/** A benchmark without any pair has no figure. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
