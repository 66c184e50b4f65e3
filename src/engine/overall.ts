import { conclusionOf } from "../core/conclusion.ts";
import type { GateReport, Report } from "../core/report.ts";

/** The gate id of the verdict about the configuration itself; it stands first in every report. */
export const configurationGateId = "configuration";

/** What a whole report comes to. `unproven` and `waiting` block as well, but for want of evidence. */
export type Overall = "clear" | "waiting" | "unproven" | "blocked";

/** From the worst to the best: a finding to correct outweighs missing evidence, that outweighs patience. */
export function overall(report: Pick<Report, "gates">): Overall {
  if (report.gates.some((gate) => gate.verdict.outcome === "failed" && blocks(gate))) return "blocked";
  if (report.gates.length === 0 || report.gates.some((gate) => gate.verdict.outcome === "unproven")) return "unproven";
  return report.gates.some((gate) => gate.verdict.outcome === "waiting") ? "waiting" : "clear";
}

/** Whether any gate could judge; what the report says of the configuration itself does not count. */
export function hasRuling(report: Pick<Report, "gates">): boolean {
  return report.gates.some(
    ({ gate, verdict }) =>
      gate !== configurationGateId && (verdict.outcome === "passed" || verdict.outcome === "failed"),
  );
}

/** Whether this verdict keeps the pull request from being merged. */
export function blocks(gate: Pick<GateReport, "mode" | "verdict">): boolean {
  const conclusion = conclusionOf(gate);
  return conclusion === "failure" || conclusion === "in_progress";
}

/** Whether what the gate will say is not known yet. */
export function isUndecided({ verdict }: Pick<GateReport, "verdict">): boolean {
  return verdict.outcome === "waiting" || verdict.outcome === "unproven";
}
