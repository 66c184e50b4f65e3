import type { RuleText } from "../../core/gate.ts";

export const benchmarkRules = {
  regressed: {
    title: "A benchmark became worse by more than noise explains",
    fix: "Make what it measures as fast as before. If it is to be slower, raise the limit for it with `limits`.",
  },
  undecided: {
    title: "The measurements do not tell whether a benchmark became worse",
    fix: "Measure more pairs of base and head, or raise the limit for it with `limits`.",
  },
  "flag-not-compared": {
    title: "None of the benchmarks of a flag can be compared",
    fix: "If nothing of it is to be compared, set `optional: true` for it, or the limit `none` for its benchmarks.",
  },
  "over-budget": {
    title: "A benchmark breaks its budget",
    fix: "Make what it measures cheaper, or raise the budget.",
  },
  "budget-undecided": {
    title: "The rounds do not tell whether a budget is kept",
    fix: "Measure more rounds, each of a single call, or let the tool write the percentile itself.",
  },
  "budget-without-benchmark": {
    title: "A budget fits nothing that was measured",
    fix: "Correct its `benchmark`, `metric` or unit.",
  },
  tolerated: {
    title: "Benchmarks that are undecided, and not much slower if at all",
    fix: "Nothing. Measure more pairs of base and head to know more.",
  },
  improved: { title: "Benchmarks that became better", fix: "Nothing." },
  "new-benchmark": { title: "Benchmarks that the base has not", fix: "Nothing, if they are new." },
  "missing-benchmark": {
    title: "Benchmarks that only the base has",
    fix: "Nothing, if they were to go or to be renamed. Otherwise bring them back.",
  },
  "not-compared": {
    title: "Benchmarks that cannot be compared",
    fix: "Say with `better` which values are better, and measure both sides in the same way.",
  },
  "other-machine": {
    title: "Pairs whose sides were measured on different machines",
    fix: "Measure base and head in one job, with the same runtimes.",
  },
  "report-remark": { title: "Something about a report is worth knowing", fix: "Nothing, if it is as expected." },
} as const satisfies Record<string, RuleText>;
