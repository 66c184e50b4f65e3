import { approvalLabel } from "../../core/approval-label.ts";
import type { Claim, FoundReport } from "../../core/evidence.ts";
import type { Gathered } from "../../core/gate.ts";
import type { Subject } from "../../core/subject.ts";
import type { CoverageSettings } from "./model.ts";

/** Why reports that are claims may not be judged by; undefined when they may, or when there is none. */
export function objectionToClaims(
  policy: CoverageSettings["claims"],
  reports: readonly FoundReport<unknown>[],
  subject: Subject,
): Gathered<never> | undefined {
  const claims = reports.flatMap(({ claim }) => claim ?? []);
  const [first] = claims;
  if (policy === "accept" || first === undefined) return undefined;
  const flags = new Set(reports.filter(({ claim }) => claim !== undefined).map(({ flag }) => flag));
  const why = reasonOf(claims.find(({ kind }) => kind === "fork") ?? first);
  const what = `The reports of ${[...flags].join(", ")} are claims, since ${why}.`;
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
