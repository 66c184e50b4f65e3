import { approvalLabel } from "./approval-label.ts";
import type { Claim, FoundReports } from "./evidence.ts";
import type { Gathered } from "./gate.ts";
import type { Subject } from "./subject.ts";

/**
 * Why reports that are claims may not be judged by; undefined when they may, or when there is none. `carried` are flags whose
 * reports are left out: where the change edits what would have sent them, that is a claim as well.
 */
export function objectionToClaims(
  policy: "accept" | "needs-approval" | "refuse",
  { reports, absence }: Pick<FoundReports<unknown>, "reports" | "absence">,
  carried: readonly string[],
  subject: Subject,
): Gathered<never> | undefined {
  const claimed = reports.flatMap(({ flag, claim }) => (claim === undefined ? [] : [{ flag, claim }]));
  const left = absence === undefined ? [] : carried.map((flag) => ({ flag, claim: absence }));
  const [first] = [...claimed.filter(({ claim }) => claim.kind === "fork"), ...claimed, ...left];
  if (policy === "accept" || first === undefined) return undefined;
  const flags = new Set([...claimed, ...left].map(({ flag }) => flag));
  const named = claimed.length === 0 ? "are left out, which is a claim" : "are claims";
  const what = `The reports of ${[...flags].join(", ")} ${named}, since ${reasonOf(first.claim)}.`;
  if (policy === "refuse") return { kind: "unavailable", because: `${what} The configuration refuses them.` };
  if (subject.kind === "merge-group") return subject.evidenceApproved === true ? undefined : notApprovedInQueue(what);
  if (subject.kind === "pull-request" && subject.evidenceApproved === true) return undefined;
  const how = `They count once the label ${approvalLabel} is set. It holds for one head: after a push, take it away and set it again.`;
  return { kind: "not-yet", because: `${what} ${how}` };
}

/** Nobody can label a merge group, and a queue does not wait. */
function notApprovedInQueue(what: string): Gathered<never> {
  const how = `The label ${approvalLabel} has to be on the pull request, set on its present head, and the group has to be that pull request in one commit. Set it there, and queue it again.`;
  return { kind: "unavailable", because: `${what} ${how}` };
}

function reasonOf(claim: Claim): string {
  switch (claim.kind) {
    case "fork":
      return "they come from a fork";
    case "edited-workflow":
      return `the change edits ${claim.path}`;
    case "unknown-edits":
      return "it cannot be told whether the change edits what their workflow runs";
  }
}
