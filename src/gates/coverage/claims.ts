import type { FoundReport } from "../../core/evidence.ts";
import type { Gathered } from "../../core/gate.ts";
import type { Subject } from "../../core/subject.ts";
import type { CoverageSettings } from "./model.ts";

/** Whoever may label a pull request vouches with it for reports that only claim what they say. */
const approvalLabel = "evidence-approved";

/** Why reports that are claims may not be judged by; undefined when they may, or when there is none. */
export function objectionToClaims(
  policy: CoverageSettings["claims"],
  reports: readonly FoundReport<unknown>[],
  subject: Subject,
): Gathered<never> | undefined {
  const claimed = reports.filter(({ claim }) => claim !== undefined);
  if (policy === "accept" || claimed.length === 0) return undefined;
  const flags = [...new Set(claimed.map(({ flag }) => flag))].join(", ");
  const why = claimed.some(({ claim }) => claim === "fork")
    ? "they come from a fork"
    : "the change edits their workflow";
  const what = `The reports of ${flags} are claims, since ${why}.`;
  if (policy === "refuse") return { kind: "unavailable", because: `${what} The configuration refuses them.` };
  const approved = subject.kind === "pull-request" && subject.labels.includes(approvalLabel);
  return approved
    ? undefined
    : { kind: "not-yet", because: `${what} They count once the label ${approvalLabel} is set.` };
}
