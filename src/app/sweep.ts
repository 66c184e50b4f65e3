import { Fault } from "../core/fault.ts";
import type { Wish } from "../core/queue.ts";
import { type RepositoryName, type Target, targetKey } from "../core/target.ts";
import { readInstallation } from "../github/installations.ts";
import { listOpenPullRequests, listRepositories, type PullRequestState } from "../github/pull-requests.ts";
import { collectBranch } from "./evidence/collect-branch.ts";
import { markUnpublished } from "./head-lock.ts";
import { wishDailyWatches, wishWatchOfBranch } from "./notices/wish-watches.ts";
import { isPublished } from "./publish.ts";
import type { Services } from "./services.ts";

type Of<K extends Target["kind"]> = Extract<Target, { kind: K }>;

/** Finds the open pull requests of an installation whose head lacks our completed run, and wishes them evaluated. */
export async function sweepInstallation(services: Services, { installationId }: Of<"installation">): Promise<void> {
  const state = await readInstallation(await services.probot.auth(), installationId);
  if (state === "gone") return forgetInstallation(services, installationId);
  if (state === "suspended") return;
  const octokit = await services.probot.auth(installationId);
  const repositories = whole(await listRepositories(octokit), "repositories of the installation");
  await forgetOthers(
    services,
    installationId,
    repositories.map(({ repository }) => repository.id),
  );
  await wishDailyWatches(services, installationId, repositories);
  for (const { repository } of repositories) {
    const open = whole(await listOpenPullRequests(octokit, repository), "open pull requests");
    const missing = [];
    for (const pull of open) {
      if (!(await isUpToDate(services, repository, pull))) missing.push(pull);
    }
    services.metrics.sweptPullRequests.inc(missing.length);
    if (missing.length > 0) services.log.info({ repository: repository.id, found: missing.length }, "sweep found work");
    await wishAll(services, installationId, repository, missing);
  }
}

/** The configuration of a branch moved: every open pull request against it is judged by the new one. */
export async function sweepBranch(services: Services, target: Of<"branch">): Promise<void> {
  const octokit = await services.probot.auth(target.installationId);
  const open = whole(await listOpenPullRequests(octokit, target.repository, target.ref), "open pull requests");
  await wishAll(services, target.installationId, target.repository, open);
}

/** Someone asked for a re-run: everything on this head is judged and sent again. */
export async function sweepHead(services: Services, target: Of<"head">): Promise<void> {
  const { installationId, repository, sha } = target;
  await markUnpublished(services, repository.id, sha);
  if (await services.queue.wishAgain(groupKeyOf(target), services.clock())) return services.wake();
  await wishAll(services, installationId, repository, await openWithHead(services, target));
}

/**
 * Reports about this commit may have arrived: whoever is judged by it is looked at again. GitHub is asked for pull
 * requests only when none is known, and never for the run of a branch: most of those are about no pull request.
 */
export async function sweepEvidence(services: Services, target: Of<"evidence">): Promise<void> {
  const { installationId, repository, sha, branch } = target;
  const ofGroup = await wishGroup(services, target);
  const known = await services.store.openPullRequestsOfHead(repository.id, sha);
  const mayBeUnknown = known.length === 0 && !ofGroup && branch === undefined;
  await wishAll(services, installationId, repository, mayBeUnknown ? await openWithHead(services, target) : known);
  if (branch === undefined) return;
  const { isWatched } = await collectBranch(services, { ...target, branch });
  await wishWatchOfBranch(services, target, isWatched);
}

/** Wishes the merge group again whose commit it is, unless it waits for nothing any more. False when there is none. */
async function wishGroup(services: Services, target: Of<"evidence">): Promise<boolean> {
  const reports = await services.store.reportsOfHead(target.repository.id, target.sha);
  const group = reports.find(({ report }) => report.subject.kind === "merge-group")?.report;
  // GitHub dissolves a group as soon as its checks have ended: it would be looked for in vain.
  if (group !== undefined && !group.gates.some(({ verdict }) => verdict.outcome === "waiting")) return true;
  return services.queue.wishAgain(groupKeyOf(target), services.clock());
}

/** The key of the merge group with this head. */
function groupKeyOf({ installationId, repository, sha }: Of<"head" | "evidence">): string {
  const names = { headRef: "", baseSha: "", baseRef: "" };
  return targetKey({ kind: "merge-group", installationId, repository, headSha: sha, ...names });
}

async function openWithHead(
  services: Services,
  { installationId, repository, sha }: Of<"head" | "evidence">,
): Promise<readonly PullRequestState[]> {
  const octokit = await services.probot.auth(installationId);
  const open = whole(await listOpenPullRequests(octokit, repository), "open pull requests");
  return open.filter(({ headSha }) => headSha === sha);
}

async function isUpToDate(services: Services, repository: RepositoryName, pull: PullRequestState): Promise<boolean> {
  const known = await services.store.pullRequest(repository.id, pull.number);
  if (known === undefined || known.headSha !== pull.headSha || known.baseRef !== pull.baseRef) return false;
  return isPublished(services, repository.id, pull.headSha);
}

async function wishAll(
  services: Services,
  installationId: number,
  repository: RepositoryName,
  pulls: readonly Pick<PullRequestState, "number">[],
): Promise<void> {
  const notBefore = services.clock();
  const wishes = pulls.map(
    ({ number }): Wish => ({ target: { kind: "pull-request", installationId, repository, number }, notBefore }),
  );
  await services.queue.wish(wishes);
  services.wake();
}

/** The app was uninstalled: nothing of it is kept, neither in the database nor as a mirror of this machine. */
async function forgetInstallation(services: Services, installationId: number): Promise<void> {
  await services.queue.forget(installationId);
  await forgetOthers(services, installationId, []);
}

/** Repositories that were deleted, or that the app may no longer see. */
async function forgetOthers(services: Services, installationId: number, except: readonly number[]): Promise<void> {
  const gone = await services.store.forgetRepositories(installationId, except);
  if (gone.length === 0) return;
  for (const repositoryId of gone) await services.mirrors.forget(repositoryId);
  // Values are keyed by blob, not by repository. They cost time to make again, and no more.
  await services.forgetDerivedValues();
  services.log.info({ installationId, repositories: gone.length }, "data of lost repositories is gone");
}

/** A sweep over a part of the list would silently leave pull requests without an answer. */
function whole<T>(listing: { readonly items: readonly T[]; readonly complete: boolean }, of: string): readonly T[] {
  if (listing.complete) return listing.items;
  throw new Fault("LIST_CUT_SHORT", `GitHub's list of ${of} was cut short at ${listing.items.length}.`, {
    retry: true,
  });
}
