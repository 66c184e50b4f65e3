import type { Acting } from "../core/acting.ts";
import { Fault } from "../core/fault.ts";
import type { Claim } from "../core/queue.ts";
import type { Report } from "../core/report.ts";
import type { Subject } from "../core/subject.ts";
import type { Target } from "../core/target.ts";
import { readActing } from "../github/acting.ts";
import { type PullRequestState, pullRequestOfBranch, readPullRequest } from "../github/pull-requests.ts";
import { isApproved, isGroupApproved } from "./approval.ts";
import { judgeHead } from "./judge-head.ts";
import { fulfilLeases } from "./leases/settle-leases.ts";
import { evaluationOverlaps } from "./overlaps/evaluation-overlaps.ts";
import { compareOnServer } from "./overlaps/server-overlaps.ts";
import { leaveOverlaps } from "./overlaps/settle.ts";
import { endTelling, tellOverlaps } from "./overlaps/tell-overlaps.ts";
import { publishHead, resumePublication, storedReport } from "./publish.ts";
import type { Services } from "./services.ts";

export type PullRequestTarget = Extract<Target, { kind: "pull-request" }>;
export type MergeGroupTarget = Extract<Target, { kind: "merge-group" }>;
export type EvaluationOutcome = "published" | "superseded" | "gone";

/** A head may move while it is judged. After this long GitHub is asked again before anything is published. */
const freshMs = 2_000;
/** So many times a merge group's commit is looked for before it counts as dissolved. */
const looksForGroup = 3;

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

const notThereYet = new Fault("UNKNOWN_REVISION", "GitHub's git does not have the head yet that its API names.", {
  retry: true,
});

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

/** Only the holder of the lease saves and publishes: an older worker that wakes up late changes nothing. */
async function saveAndPublish(
  services: Services,
  target: PullRequestTarget | MergeGroupTarget,
  claim: Claim,
  report: Report,
): Promise<EvaluationOutcome> {
  const holds = await services.queue.renew(claim, services.clock(), services.settings.leaseMs);
  if (!holds) throw new Fault("LEASE_LOST", "Another worker has taken this target over.", { retry: true });
  await services.store.saveReport(storedReport(services, target, report));
  await publishHead(services, target.installationId, target.repository, report.head);
  await wishLater(services, target, report);
  return "published";
}

/** What depends on the time is judged again when its time is over, even if nothing happens before. */
async function wishLater(
  services: Services,
  target: PullRequestTarget | MergeGroupTarget,
  { gates }: Report,
): Promise<void> {
  const times = gates.flatMap(({ verdict }) => ("until" in verdict ? (verdict.until ?? []) : []));
  if (times.length > 0) await services.queue.wish([{ target, notBefore: Math.min(...times) }]);
}

/** Remembers what GitHub says, and wakes the other pull requests of a head that this one no longer shares. */
async function presentState(services: Services, target: PullRequestTarget): Promise<PullRequestState | undefined> {
  const { repository, installationId, number } = target;
  const octokit = await services.probot.auth(installationId);
  const state = await readPullRequest(octokit, repository, number).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return undefined;
    throw error;
  });
  const before = await services.store.pullRequest(repository.id, number);
  const open = state?.open ?? false;
  if (!open) await fulfilLeases(services, target, state?.merged ?? false);
  if (!open) await leaveOverlaps(services, placeOf(target), number);
  if (before?.open && (!open || before.headSha !== state?.headSha)) {
    await wishSiblings(services, target, before.headSha);
  }
  if (state !== undefined) {
    const { headSha, baseRef } = state;
    await services.store.savePullRequest({
      installationId,
      repositoryId: repository.id,
      number,
      headSha,
      baseRef,
      open,
    });
  } else if (before !== undefined) {
    await services.store.savePullRequest({ ...before, open: false });
  }
  return state;
}

async function wishSiblings(services: Services, target: PullRequestTarget, headSha: string): Promise<void> {
  const sharing = await services.store.openPullRequestsOfHead(target.repository.id, headSha);
  const others = sharing.filter(({ number }) => number !== target.number);
  const notBefore = services.clock();
  await services.queue.wish(others.map(({ number }) => ({ target: { ...target, number }, notBefore })));
}

function subjectOf(state: PullRequestState, approved: boolean): Extract<Subject, { kind: "pull-request" }> {
  const { number, title, author, labels, baseRef, headRef, fromFork, defaultBranch } = state;
  const known = defaultBranch === undefined ? {} : { defaultBranch };
  const about = { number, title, author, labels, baseRef, headRef, fromFork };
  return { kind: "pull-request", ...about, ...known, ...approval(approved) };
}

async function actingOn(
  services: Services,
  { installationId, repository, number }: PullRequestTarget,
  { authorAccount, headSha, headRef, headRepository }: PullRequestState,
): Promise<Acting> {
  const head = { sha: headSha, ref: headRef, repository: headRepository };
  const octokit = await services.probot.auth(installationId);
  return readActing(octokit, { repository, number, author: authorAccount, head });
}

/** GitHub is asked only of a base that is not the default branch, where nearly all pull requests go. */
async function stackedOn(
  services: Services,
  { installationId, repository, number }: PullRequestTarget,
  { baseRef, defaultBranch }: PullRequestState,
): Promise<{ readonly stackedOn?: number }> {
  if (baseRef === defaultBranch) return {};
  const parent = await pullRequestOfBranch(await services.probot.auth(installationId), repository, baseRef);
  return parent === undefined || parent === number ? {} : { stackedOn: parent };
}

function approval(approved: boolean) {
  return approved ? { evidenceApproved: true } : {};
}
