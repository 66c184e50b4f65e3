import type { Judged } from "../core/gate.ts";
import type { Verdict } from "../core/verdict.ts";

/** Turns what a gate answered into a verdict. Only here is anything called skipped, waiting or unproven. */
export function conclude(judged: Judged): Verdict {
  switch (judged.kind) {
    case "not-applicable":
      return { outcome: "skipped", summary: judged.because };
    case "not-yet":
      return {
        outcome: "waiting",
        summary: judged.because,
        ...(judged.until === undefined ? {} : { until: judged.until }),
      };
    case "unavailable":
      return { outcome: "unproven", summary: judged.because };
    case "ruling":
      return judged.ruling.outcome === "passed" && judged.ruling.examined.count === 0
        ? { outcome: "unproven", summary: nothingExamined(judged.ruling.examined.of) }
        : judged.ruling;
  }
}

/** A rule that looked at nothing was not kept, it was not tried. */
function nothingExamined(of: string): string {
  return `There was nothing to examine: 0 ${of}. A pass without evidence is not a pass.`;
}
