import { Fault } from "../../core/fault.ts";
import { type PullRequestState, readPullRequest } from "../../github/pull-requests.ts";
import { fulfilLeases } from "../leases/settle-leases.ts";
import { leaveOverlaps } from "../overlaps/settle.ts";
import type { Services } from "../services.ts";
import type { PullRequestTarget } from "./outcome.ts";

/** Remembers what GitHub says, and wakes the other pull requests of a head that this one no longer shares. */
export async function presentState(
  services: Services,
  target: PullRequestTarget,
): Promise<PullRequestState | undefined> {
  const { repository, installationId, number } = target;
  const octokit = await services.probot.auth(installationId);
  const state = await readPullRequest(octokit, repository, number).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return undefined;
    throw error;
  });
  const before = await services.store.pullRequest(repository.id, number);
  const open = state?.open ?? false;
  if (!open) await fulfilLeases(services, target, state?.merged ?? false);
  if (!open) await leaveOverlaps(services, { installationId, repository }, number);
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
