import { countOf } from "../core/count-of.ts";
import type { Finding } from "../core/finding.ts";
import type { Override } from "../core/override.ts";
import type { GateReport } from "../core/report.ts";
import { withIds } from "./finding-ids.ts";
import { configurationGateId } from "./overall.ts";
import { overriddenTelling } from "./overridden-message.ts";

/** An override that still holds. `sameHead`: it was given about this very head. */
export interface StandingOverride extends Override {
  readonly sameHead: boolean;
}

/**
 * Names every finding, and turns each that a person has let pass into a note. Only here does an override change anything:
 * no gate knows of it. Findings to which their gate gave one id pass together. The verdict on the configuration itself cannot be overridden.
 */
export function applyOverrides(report: GateReport, overrides: readonly StandingOverride[]): GateReport {
  const { verdict } = report;
  if (verdict.outcome !== "failed" || report.gate === configurationGateId) return report;
  const { findings, ...rest } = verdict;
  const named = withIds(report.gate, findings);
  const ofGate = overrides.filter(({ gate }) => gate === report.gate);
  const passed = named.flatMap((finding) => {
    const alike = named.filter(({ id }) => id === finding.id);
    const override = ofGate.find((each) => alike.some((one) => isAbout(each, one)));
    return override === undefined ? [] : [{ finding, override }];
  });
  const [first, ...others] = named.filter((finding) => !passed.some((each) => each.finding === finding));
  if (passed.length === 0 && first !== undefined)
    return { ...report, verdict: { ...verdict, findings: [first, ...others] } };
  const notes = [...verdict.notes, ...passed.map(noteOf)];
  const firsts = passed.filter(({ finding: { id } }, at) => passed.findIndex((each) => each.finding.id === id) === at);
  const ids = new Set(firsts.flatMap(({ finding: { id } }) => id ?? []));
  const telling =
    verdict.overlap === undefined ? {} : { overlap: overriddenTelling(verdict.overlap, ids, first !== undefined) };
  const summary = `${verdict.summary} ${countOf(passed.length, "finding")} overridden.`;
  return {
    ...report,
    verdict:
      first === undefined
        ? { ...rest, ...telling, outcome: "passed", notes, summary }
        : { ...rest, ...telling, findings: [first, ...others], notes, summary },
    overrides: firsts.map(({ finding, override }) => ({
      finding: override.finding,
      what: finding.what,
      by: override.by.login,
      reason: override.reason,
    })),
  };
}

/** About another head than that which was looked at, it has to say the same, word for word. */
function isAbout({ finding: id, rule, path, what, sameHead }: StandingOverride, finding: Finding): boolean {
  const isSame = id === finding.id && rule === finding.rule && path === finding.at?.path;
  return isSame && (sameHead || what === finding.what);
}

function noteOf({ finding, override }: { readonly finding: Finding; readonly override: Override }): Finding {
  const until = finding.at === undefined ? "until the next push" : `until a push changes ${finding.at.path}`;
  return {
    ...finding,
    what: `Overridden by ${override.by.login}: ${finding.what}`,
    why: `It was let pass because: ${override.reason}`,
    fix: `Nothing, ${until}.`,
  };
}
