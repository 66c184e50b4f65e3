import type { Claim } from "../../core/queue.ts";
import type { PullRequestState } from "../../github/pull-requests.ts";
import { isApproved } from "../approval.ts";
import { judgeHead } from "../judge-head.ts";
import { evaluationOverlaps } from "../overlaps/evaluation-overlaps.ts";
import { compareOnServer } from "../overlaps/server-overlaps.ts";
import { endTelling, tellOverlaps } from "../overlaps/tell-overlaps.ts";
import { resumePublication } from "../publish.ts";
import type { Services } from "../services.ts";
import { type EvaluationOutcome, notThereYet, type PullRequestTarget } from "./outcome.ts";
import { presentState } from "./present-state.ts";
import { saveAndPublish } from "./save-and-publish.ts";
import { actingOn, stackedOn, subjectOf } from "./subject-of.ts";

/** A head may move while it is judged. After this long GitHub is asked again before anything is published. */
const freshMs = 2_000;

/** Judges the pull request as GitHub has it now and publishes the result. */
export async function evaluatePullRequest(
  services: Services,
  target: PullRequestTarget,
  claim: Claim,
): Promise<EvaluationOutcome> {
  const known = await services.store.pullRequest(target.repository.id, target.number);
  if (known?.open) await resumePublication(services, target, known.headSha);
  const state = await presentState(services, target);
  if (state === undefined || !state.open) {
    await endTelling(services, target, claim);
    return "gone";
  }
  const askedAt = services.clock();
  const overlaps = evaluationOverlaps(services, placeOf(target), state, compareOnServer(services));
  const report = await judgeHead(services, {
    installationId: target.installationId,
    repository: target.repository,
    subject: {
      ...subjectOf(state, await isApproved(services, target, state)),
      ...(await stackedOn(services, target, state)),
    },
    headSha: state.headSha,
    headRef: `refs/pull/${state.number}/head`,
    base: { ref: `refs/heads/${state.baseRef}` },
    defaultBranch: state.defaultBranch,
    acting: () => actingOn(services, target, state),
    overlaps: overlaps.source,
  });
  if (report === "moved") return lookAgain(services, target, state);
  if (services.clock() - askedAt > freshMs) {
    const now = await presentState(services, target);
    if (now === undefined || !now.open) return "gone";
    if (now.headSha !== state.headSha || now.baseRef !== state.baseRef) {
      await services.queue.wish([{ target, notBefore: services.clock() }]);
      return "superseded";
    }
  }
  const outcome = await saveAndPublish(services, target, claim, report);
  const compared = await overlaps.settle(report);
  // Where comparing failed, what the comment says may still be so.
  if (compared !== "failed") await tellOverlaps(services, target, claim, report);
  return outcome;
}

function placeOf({ installationId, repository }: PullRequestTarget) {
  return { installationId, repository };
}

/** Git has another head than GitHub named: it was pushed to meanwhile, which is no failure, or git lags behind. */
async function lookAgain(
  services: Services,
  target: PullRequestTarget,
  before: PullRequestState,
): Promise<EvaluationOutcome> {
  const now = await presentState(services, target);
  if (now === undefined || !now.open) return "gone";
  if (now.headSha === before.headSha) throw notThereYet;
  await services.queue.wish([{ target, notBefore: services.clock() + services.settings.coalesceMs }]);
  return "superseded";
}
