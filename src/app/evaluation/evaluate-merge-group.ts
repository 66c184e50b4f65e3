import { Fault } from "../../core/fault.ts";
import type { Claim } from "../../core/queue.ts";
import { isGroupApproved } from "../approval.ts";
import { judgeHead } from "../judge-head.ts";
import { resumePublication } from "../publish.ts";
import type { Services } from "../services.ts";
import { type EvaluationOutcome, type MergeGroupTarget, notThereYet } from "./outcome.ts";
import { saveAndPublish } from "./save-and-publish.ts";
import { approval } from "./subject-of.ts";

/** So many times a merge group's commit is looked for before it counts as dissolved. */
const looksForGroup = 3;

/** Judges a merge group. Its head is a merge that GitHub made; when the group was dissolved there is nothing to do. */
export async function evaluateMergeGroup(
  services: Services,
  target: MergeGroupTarget,
  claim: Claim,
): Promise<EvaluationOutcome> {
  await resumePublication(services, target, target.headSha);
  try {
    const approved = approval(await isGroupApproved(services, target));
    const report = await judgeHead(services, {
      installationId: target.installationId,
      repository: target.repository,
      subject: { kind: "merge-group", baseRef: target.baseRef, headRef: target.headRef, ...approved },
      headSha: target.headSha,
      headRef: target.headRef,
      base: { sha: target.baseSha, ref: target.baseRef },
    });
    if (report === "moved") throw notThereYet;
    return await saveAndPublish(services, target, claim, report);
  } catch (error) {
    // GitHub's git may know the group a moment later than its webhooks; after that it was dissolved.
    const dissolved = claim.attempts >= Math.min(looksForGroup, services.settings.maxAttempts - 1);
    if (dissolved && error instanceof Fault && error.code === "UNKNOWN_REVISION") return "gone";
    throw error;
  }
}
