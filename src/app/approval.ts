import { approvalLabel } from "../core/approval-label.ts";
import { Fault } from "../core/fault.ts";
import type { Subject } from "../core/subject.ts";
import type { Target } from "../core/target.ts";
import type { GitDirectory } from "../git/clone.ts";
import { type PullRequestState, readPullRequest } from "../github/pull-requests.ts";
import type { Services } from "./services.ts";

type Of<K extends Target["kind"]> = Extract<Target, { kind: K }>;
type Place = Omit<Of<"pull-request">, "kind">;

/**
 * Somebody set the label on this head. It counts when the head is still the pull request's and the label is still there,
 * so that a delivery that comes late approves of nothing that nobody has seen.
 */
export async function settleApproval(services: Services, target: Of<"approval">): Promise<"swept"> {
  const { installationId, repository, number, headSha } = target;
  const state = await stateOf(services, target);
  if (state?.open === true && state.headSha === headSha && state.labels.includes(approvalLabel)) {
    const { baseRef, open } = state;
    const repositoryId = repository.id;
    await services.store.saveApproval({ installationId, repositoryId, number, headSha, baseRef, open });
  }
  const pullRequest = { kind: "pull-request", installationId, repository, number } as const;
  await services.queue.wish([{ target: pullRequest, notBefore: services.clock() }]);
  services.wake();
  return "swept";
}

/** Whether the label counts for the pull request as it is now. Once it is gone, it has to be set anew. */
export async function isApproved(
  { store }: Services,
  { repository, number }: Place,
  { labels, headSha }: Pick<PullRequestState, "labels" | "headSha">,
): Promise<boolean> {
  const approved = await store.approvedHead(repository.id, number);
  if (labels.includes(approvalLabel)) return approved === headSha;
  if (approved !== undefined) await store.removeApproval(repository.id, number);
  return false;
}

/** The branch that GitHub makes for the pull request of a merge group. */
const groupBranch = /^refs\/heads\/gh-readonly-queue\/.+\/pr-([1-9]\d{0,9})-[0-9a-f]{40,64}$/;

/** The pull request that a merge group is named after; undefined when the branch has another form. */
export function pullRequestOfGroup(headRef: string): number | undefined {
  const number = groupBranch.exec(headRef)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** Whether the pull request that the merge group is named after is approved, as it is now. */
export async function isGroupApproved(services: Services, target: Of<"merge-group">): Promise<boolean> {
  const number = pullRequestOfGroup(target.headRef);
  // GitHub is asked only about one that was approved of before.
  if (number === undefined || (await services.store.approvedHead(target.repository.id, number)) === undefined)
    return false;
  const place = { installationId: target.installationId, repository: target.repository, number };
  const state = await stateOf(services, place);
  return state?.open === true && isApproved(services, place, state);
}

/**
 * The approval is of one pull request. A group of more than one commit may hold others, whose workflows nobody vouched
 * for, so that it does not count there.
 */
export async function withCertainApproval(
  subject: Subject,
  git: Pick<GitDirectory, "firstParents">,
  { base, head }: { readonly base: string; readonly head: string },
): Promise<Subject> {
  if (subject.kind !== "merge-group" || subject.evidenceApproved !== true) return subject;
  const [, parent] = await git.firstParents(head, 2);
  return parent === base ? subject : { ...subject, evidenceApproved: false };
}

/** Undefined when there is no such pull request any more. */
async function stateOf(
  services: Services,
  { installationId, repository, number }: Place,
): Promise<PullRequestState | undefined> {
  const octokit = await services.probot.auth(installationId);
  return readPullRequest(octokit, repository, number).catch((error: unknown) => {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return undefined;
    throw error;
  });
}
