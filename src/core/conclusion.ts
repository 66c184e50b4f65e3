import type { GateReport, Report } from "./report.ts";

/** What a check run says. `in_progress` is a status and no conclusion: the answer is still to come. */
export type Conclusion = "success" | "failure" | "neutral" | "skipped" | "in_progress";

/** From best to worst, for the roll-up and for several reports about one head commit. */
const bestFirst: readonly Conclusion[] = ["skipped", "success", "neutral", "in_progress", "failure"];

/**
 * What the check run of one gate says. `advise` softens a failed ruling and nothing else: what could not be
 * proven is never neutral, because GitHub lets a required check through on neutral.
 */
export function conclusionOf(gate: Pick<GateReport, "mode" | "verdict">): Conclusion {
  switch (gate.verdict.outcome) {
    case "passed":
      return "success";
    case "failed":
      return gate.mode === "advise" ? "neutral" : "failure";
    case "unproven":
      return "failure";
    case "skipped":
      return "skipped";
    case "waiting":
      return "in_progress";
  }
}

/** What the roll-up says: the worst of all gates. Gates that do not apply leave nothing to object to. */
export function rollUp(report: Pick<Report, "gates">): Conclusion {
  const worst = worstOf(report.gates.map(conclusionOf));
  return worst === "skipped" ? "success" : worst;
}

/** The worst of them; `failure` when there is none, since an empty list proves nothing. */
export function worstOf(conclusions: readonly Conclusion[]): Conclusion {
  if (conclusions.length === 0) return "failure";
  const worst = Math.max(...conclusions.map((conclusion) => bestFirst.indexOf(conclusion)));
  return bestFirst[worst] ?? "failure";
}
