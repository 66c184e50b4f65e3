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
    const override = ofGate.find(
      (each) => alike.every((one) => covers(each, one)) && alike.some((one) => says(each, one)),
    );
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

/** Whether it is what was looked at: at one of these places, and about this commit of another pull request. */
function covers({ finding: id, rule, paths, other }: StandingOverride, finding: Finding): boolean {
  const { at } = finding;
  const isThere = at === undefined ? paths.length === 0 : paths.includes(at.path);
  const isThatOne = other?.number === finding.other?.number && other?.head === finding.other?.head;
  return id === finding.id && rule === finding.rule && isThere && isThatOne;
}

/** About another head than that which was looked at, it has to say the same, word for word. */
function says({ what, sameHead }: StandingOverride, finding: Finding): boolean {
  return sameHead || what === finding.what;
}

function noteOf({ finding, override }: { readonly finding: Finding; readonly override: Override }): Finding {
  const { paths, other } = override;
  const [only = ""] = paths;
  const change = paths.length > 1 ? `a push changes one of ${countOf(paths.length, "file")}` : `a push changes ${only}`;
  const push = paths.length === 0 ? "the next push" : change;
  const until = other === undefined ? `until ${push}` : `until ${push}, or somebody pushes to #${other.number}`;
  return {
    ...finding,
    what: `Overridden by ${override.by.login}: ${finding.what}`,
    why: `It was let pass because: ${override.reason}`,
    fix: `Nothing, ${until}.`,
  };
}
