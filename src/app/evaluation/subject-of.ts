import type { Acting } from "../../core/acting.ts";
import type { Subject } from "../../core/subject.ts";
import { readActing } from "../../github/acting.ts";
import { type PullRequestState, pullRequestOfBranch } from "../../github/pull-requests.ts";
import type { Services } from "../services.ts";
import type { PullRequestTarget } from "./outcome.ts";

export function subjectOf(state: PullRequestState, approved: boolean): Extract<Subject, { kind: "pull-request" }> {
  const { number, title, author, labels, baseRef, headRef, fromFork, defaultBranch } = state;
  const known = defaultBranch === undefined ? {} : { defaultBranch };
  const about = { number, title, author, labels, baseRef, headRef, fromFork };
  return { kind: "pull-request", ...about, ...known, ...approval(approved) };
}

export async function actingOn(
  services: Services,
  { installationId, repository, number }: PullRequestTarget,
  { authorAccount, headSha, headRef, headRepository }: PullRequestState,
): Promise<Acting> {
  const head = { sha: headSha, ref: headRef, repository: headRepository };
  const octokit = await services.probot.auth(installationId);
  return readActing(octokit, { repository, number, author: authorAccount, head });
}

/** GitHub is asked only of a base that is not the default branch, where nearly all pull requests go. */
export async function stackedOn(
  services: Services,
  { installationId, repository, number }: PullRequestTarget,
  { baseRef, defaultBranch }: PullRequestState,
): Promise<{ readonly stackedOn?: number }> {
  if (baseRef === defaultBranch) return {};
  const parent = await pullRequestOfBranch(await services.probot.auth(installationId), repository, baseRef);
  return parent === undefined || parent === number ? {} : { stackedOn: parent };
}

export function approval(approved: boolean) {
  return approved ? { evidenceApproved: true } : {};
}
