import type { Finding } from "../../core/finding.ts";
import type { BudgetCheck, CheckedBudgets } from "./budgets/check-budgets.ts";
import type { Comparison } from "./compare/comparison.ts";
import { regressedText, undecidedText } from "./compare/comparison-texts.ts";
import { figureText } from "./compare/figure-text.ts";
import { placeText } from "./compare/place-text.ts";
import type { JudgedBenchmarks } from "./judge.ts";
import type { BenchmarkSettings } from "./model.ts";
import { benchmarkRules } from "./rules.ts";

/** So many findings of one rule stand alone; one more names the others. */
const maxFindings = 50;

const why = {
  regressed:
    "Base and head were measured under the same conditions, and noise does not explain the difference. What it does not explain counts from half the limit on, so that a loss of the whole limit is not missed.",
  ratio: "The configuration judges by plain ratios, so this may be noise.",
  undecided: "A pass would only mean that nobody looked closely enough.",
  budget: "The budget holds whatever the base does.",
} as const;

export function comparisonFindings({ regressed, open }: JudgedBenchmarks): readonly Finding[] {
  return [
    ...few(
      regressed.map((one) => found("regressed", regressedText(one), whyRegressed(one))),
      regressed,
    ),
    ...few(
      open.map((one) => found("undecided", undecidedText(one), why.undecided)),
      open,
    ),
  ];
}

/** What appears from zero has no ratio, and no noise explains it. */
function whyRegressed({ grounds, ratio }: Comparison): string {
  return grounds.kind === "ratio" && ratio !== undefined ? why.ratio : why.regressed;
}

/** A budget is a promise: what cannot be told is not kept, unless `undecided` says that it may pass. */
export function budgetFindings({ checks, idle }: CheckedBudgets, { undecided }: BenchmarkSettings): readonly Finding[] {
  const broken = checks.filter(({ outcome }) => outcome === "broken");
  const open = undecided === "pass" ? [] : checks.filter(({ outcome }) => outcome === "undecided");
  return [
    ...few(
      broken.map((check) => found("over-budget", budgetText(check), why.budget)),
      broken,
    ),
    ...few(
      open.map((check) => found("budget-undecided", budgetText(check), why.undecided)),
      open,
    ),
    ...idle.map((what) => found("budget-without-benchmark", what, "A budget that fits nothing is always kept.")),
  ];
}

export function budgetText({ place, figure, bound, atLeast, known, outcome }: BudgetCheck): string {
  const limit = `${atLeast ? "at least" : "at most"} ${figureText(bound.value, bound.unit)}`;
  const name = `${placeText(place)}: ${figure} has to be ${limit}`;
  if (known.kind === "unknown") return `${name}, and cannot be told. ${known.because}`;
  const range = `${figureText(known.low, place.unit)} to ${figureText(known.high, place.unit)}`;
  const least = known.high === Number.POSITIVE_INFINITY ? `${figureText(known.low, place.unit)} or more` : range;
  const is = known.low === known.high ? figureText(known.low, place.unit) : `${least} (95 %)`;
  return `${name}, and is ${is}${outcome === "undecided" ? ", which does not decide it" : ""}.`;
}

function found(rule: keyof typeof benchmarkRules, what: string, because: string): Finding {
  return { rule, what, why: because, fix: benchmarkRules[rule].fix };
}

/** Nobody reads a thousand findings, and a check run does not hold them; the table has the others as well. */
function few(findings: readonly Finding[], about: readonly Pick<Comparison, "place">[]): readonly Finding[] {
  const last = findings[maxFindings];
  if (last === undefined) return findings;
  const others = about.slice(maxFindings);
  const trace = others.slice(0, maxFindings).map(({ place }) => placeText(place));
  return [...findings.slice(0, maxFindings), { ...last, what: `So it is with ${others.length} more.`, trace }];
}
