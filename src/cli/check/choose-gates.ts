import { badUsage } from "../../core/bad-usage.ts";
import type { Gate } from "../../core/gate.ts";
import type { Report } from "../../core/report.ts";
import { configurationGateId } from "../../engine/overall.ts";
import { nearestOf } from "../../formats/nearest-of.ts";

/** Throws BAD_USAGE for a name that no gate has. */
export function assertKnownGates(gates: readonly Gate[], named: readonly string[]): void {
  const known = gates.map((gate) => gate.id);
  const unknown = named.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  const nearest = nearestOf(unknown, known);
  const hint = nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
  throw badUsage(`There is no gate "${unknown}".${hint} There are: ${known.join(", ")}.`);
}

/** Throws BAD_USAGE when the choice of gates left nothing to run: that must not look like a pass. */
export function assertSomethingRan(
  report: Report,
  choice: { readonly gate?: readonly string[]; readonly without?: readonly string[] },
): void {
  const configuration = report.gates.find(({ gate }) => gate === configurationGateId);
  if (configuration?.verdict.outcome !== "passed") return;
  const ran = report.gates.map(({ gate }) => gate);
  const absent = (choice.gate ?? []).find((id) => !ran.includes(id) && choice.without?.includes(id) !== true);
  if (absent !== undefined) {
    throw badUsage(`The configuration does not switch the gate "${absent}" on.`);
  }
  if (ran.length === 1) throw badUsage("--without leaves no gate to run.");
}
