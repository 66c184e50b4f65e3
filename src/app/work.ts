import { randomInt } from "node:crypto";
import { Fault } from "../core/fault.ts";
import type { Claim } from "../core/queue.ts";
import { settleApproval } from "./approval.ts";
import { answerComment } from "./comments/answer-comment.ts";
import { evaluateMergeGroup } from "./evaluation/evaluate-merge-group.ts";
import { evaluatePullRequest } from "./evaluation/evaluate-pull-request.ts";
import { everySoOften } from "./every-so-often.ts";
import { publishGivingUp, reasonOf } from "./give-up.ts";
import { settleLeases } from "./leases/settle-leases.ts";
import { watchRepository } from "./notices/watch-repository.ts";
import { followBase } from "./overlaps/follow-base.ts";
import type { Services } from "./services.ts";
import { sweepBranch, sweepEvidence, sweepHead, sweepInstallation } from "./sweep.ts";

const firstRetryMs = 2_000;
const longestRetryMs = 10 * 60_000;

/**
 * Works on one claimed target to its end: finished, due again later, or given up. Never throws for what happens
 * to the target; a failing database does throw, and the lease then runs out by itself.
 */
export async function workOn(services: Services, claim: Claim): Promise<void> {
  const stopRenewing = renewUntilStopped(services, claim);
  const startedAt = services.clock();
  services.log.debug({ key: claim.key, token: claim.token }, "target is claimed");
  try {
    if (claim.attempts >= services.settings.maxAttempts) throw workersDied;
    const outcome = await bringUpToDate(services, claim);
    const finished = await services.queue.finish(claim, services.clock());
    services.metrics.evaluations.inc({ outcome });
    services.log.info({ key: claim.key, outcome, finished, ms: services.clock() - startedAt }, "target is up to date");
  } catch (error) {
    await settleFailure(services, claim, error);
  } finally {
    stopRenewing();
    services.metrics.evaluationSeconds.observe((services.clock() - startedAt) / 1000);
  }
}

/** A lease that ran out counts as an attempt: something about this target ends the process, or takes for ever. */
const workersDied = new Fault("LEASE_LOST", "Every worker that took this up stopped before it was done.", {
  retry: false,
});

async function bringUpToDate(services: Services, claim: Claim): Promise<string> {
  const { target } = claim;
  switch (target.kind) {
    case "pull-request":
      return evaluatePullRequest(services, target, claim);
    case "merge-group":
      return evaluateMergeGroup(services, target, claim);
    case "head":
      await sweepHead(services, target);
      return "swept";
    case "evidence":
      await sweepEvidence(services, target);
      return "swept";
    case "approval":
      return settleApproval(services, target);
    case "branch":
      await sweepBranch(services, target);
      return "swept";
    case "base":
      await followBase(services, target);
      return "swept";
    case "watch":
      return watchRepository(services, target, claim);
    case "comment":
      return answerComment(services, target, claim);
    case "leases":
      return settleLeases(services, target);
    case "installation":
      await sweepInstallation(services, target);
      return "swept";
  }
}

/** Retry classes: GitHub's own waiting time, trouble that passes, and trouble that stays. */
async function settleFailure(services: Services, claim: Claim, error: unknown): Promise<void> {
  const now = services.clock();
  const reason = reasonOf(error);
  if (error instanceof Fault && error.code === "LEASE_LOST" && error.retry) {
    await services.queue.release(claim, now, undefined);
    services.metrics.evaluations.inc({ outcome: "lease-lost" });
    return;
  }
  if (error instanceof Fault && error.retryAt !== undefined) {
    await services.queue.release(claim, error.retryAt, undefined);
    services.metrics.evaluations.inc({ outcome: "paused" });
    services.log.warn({ key: claim.key, until: error.retryAt }, reason);
    return;
  }
  const lastTry = claim.attempts + 1 >= services.settings.maxAttempts;
  const mayPass = error instanceof Fault ? error.retry : true;
  services.log.error({ key: claim.key, attempt: claim.attempts + 1, err: withoutPayload(error) }, reason);
  if (mayPass && !lastTry) {
    await services.queue.release(claim, now + backoffMs(claim.attempts), { error: reason });
    services.metrics.evaluations.inc({ outcome: "retried" });
    return;
  }
  await giveUp(services, claim, error, reason);
}

/** The failing check goes out before the burial; when it cannot, a later sweep finds the head without a run. */
async function giveUp(services: Services, claim: Claim, error: unknown, reason: string): Promise<void> {
  // Whoever has lost the lease may not speak any more: another worker may have published a verdict.
  if (!(await services.queue.renew(claim, services.clock(), services.settings.leaseMs))) {
    services.metrics.evaluations.inc({ outcome: "lease-lost" });
    return;
  }
  try {
    await publishGivingUp(services, claim, error);
  } catch (publishing) {
    services.log.error({ key: claim.key, err: withoutPayload(publishing) }, "the failing check could not be published");
  }
  await services.queue.bury(claim, services.clock(), reason);
  services.metrics.evaluations.inc({ outcome: "dead" });
}

/** Exponential, half of it by chance, so that targets that failed together do not come back together. */
function backoffMs(attempts: number): number {
  const most = Math.min(longestRetryMs, firstRetryMs * 2 ** attempts);
  return most / 2 + randomInt(Math.ceil(most / 2));
}

function renewUntilStopped(services: Services, claim: Claim): () => void {
  const { leaseMs } = services.settings;
  const renew = async () => {
    await services.queue.renew(claim, services.clock(), leaseMs);
  };
  return everySoOften(leaseMs / 3, renew, (error) =>
    services.log.warn({ key: claim.key, err: withoutPayload(error) }, "the lease could not be renewed"),
  );
}

/** What is logged of an error: its texts and stack. Octokit's errors carry whole requests, which may hold foreign text. */
function withoutPayload(error: unknown): { message: string; stack: string | undefined; cause: string | undefined } {
  if (!(error instanceof Error)) return { message: String(error), stack: undefined, cause: undefined };
  const cause = error.cause instanceof Error ? error.cause.message : undefined;
  return { message: error.message, stack: error.stack, cause };
}
