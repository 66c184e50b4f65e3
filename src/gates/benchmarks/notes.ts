import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { flaggedName } from "../../core/report-name.ts";
import { undecidedText } from "./compare/comparison-texts.ts";
import { oddityText } from "./compare/oddity-text.ts";
import { type BenchmarkPlace, placeKey } from "./compare/paired-benchmarks.ts";
import { placeText } from "./compare/place-text.ts";
import { budgetText } from "./findings.ts";
import type { JudgedBenchmarks } from "./judge.ts";
import type { BenchmarkFacts, BenchmarkSettings } from "./model.ts";
import { benchmarkRules } from "./rules.ts";

/** So many names or lines stand below a note. */
const maxLines = 20;

/** What is worth knowing and does not block. */
export function notesOf(
  settings: BenchmarkSettings,
  { paired, history, used }: BenchmarkFacts,
  { comparisons, tolerated, budgets }: JudgedBenchmarks,
): readonly Finding[] {
  const all = [...paired, history];
  const improved = comparisons.filter(({ outcome }) => outcome === "improved");
  const open = settings.undecided === "pass" ? budgets.checks.filter(({ outcome }) => outcome === "undecided") : [];
  const unlike = paired.flatMap((reports) => reports.unlike);
  const odd = all
    .flatMap((reports) => reports.odd)
    .map(({ place, kind }) => `${placeText(place)}: ${oddityText(kind)}`);
  return [
    ...note("improved", "better than the base", namesOf(improved.map(({ place }) => place))),
    ...note("tolerated", "undecided", [...tolerated.map(undecidedText), ...open.map(budgetText)]),
    ...note(
      "new-benchmark",
      "new: the base has none to compare with",
      namesOf(all.flatMap(({ fresh }) => fresh.map(({ place }) => place))),
    ),
    ...note(
      "missing-benchmark",
      "in the base and not in head",
      namesOf(all.flatMap(({ missing }) => missing.map(({ place }) => place))),
    ),
    ...note("not-compared", "hard to compare", odd),
    ...note("other-machine", "measured on two machines", unlike.map(unlikeText), "pair"),
    ...remarks(used),
  ];
}

/** The same benchmark on several machines is named once. */
function namesOf(places: readonly BenchmarkPlace[]): readonly string[] {
  return [...new Map(places.map((place) => [placeKey({ ...place, testbed: "" }), place])).values()].map(placeText);
}

function unlikeText({ pair, base, head }: BenchmarkFacts["paired"][number]["unlike"][number]): string {
  return `${pair.base.name}: ${base || "unknown"}; ${pair.head.name}: ${head || "unknown"}`;
}

const why: Readonly<Partial<Record<keyof typeof benchmarkRules, string>>> = {
  tolerated:
    "They are estimated within their limit and certainly below twice of it, or the configuration lets them pass.",
  "other-machine": "A difference between machines is none between base and head, so these pairs do not count.",
  "missing-benchmark": "What is not measured any more cannot become slower.",
};

function note(
  rule: keyof typeof benchmarkRules,
  what: string,
  lines: readonly string[],
  noun = "benchmark",
): readonly Finding[] {
  if (lines.length === 0) return [];
  const hidden = lines.length - maxLines;
  const trace = hidden > 0 ? [...lines.slice(0, maxLines), `and ${hidden} more`] : lines;
  const is = lines.length === 1 ? "is" : "are";
  const text = `${countOf(lines.length, noun)} ${is} ${what}.`;
  return [{ rule, what: text, why: why[rule] ?? "", fix: benchmarkRules[rule].fix, trace }];
}

function remarks(used: BenchmarkFacts["used"]): readonly Finding[] {
  const said = used.flatMap((report) => report.remarks.map((text) => `${flaggedName(report)}: ${text}`));
  return said.slice(0, maxLines).map((what) => ({
    rule: "report-remark",
    what,
    why: "A number is worth as much as the report that it comes from.",
    fix: benchmarkRules["report-remark"].fix,
  }));
}
