import { z } from "zod";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

const Comment = z.object({
  body: z.string().nullish(),
  user: z.object({ type: z.string() }).nullish(),
  performed_via_github_app: z.object({ id: z.int() }).nullish(),
});

const pageSize = 100;
/** 500 comments since a command was written. */
const mostPages = 5;

export interface IssueOrPull {
  readonly repository: RepositoryName;
  readonly number: number;
}

export async function createComment(
  octokit: Octokit,
  { repository: { owner, name: repo }, number }: IssueOrPull,
  body: string,
): Promise<void> {
  await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
}

/** Whether the App has written a comment with this marker since then. Somebody else may have pasted it. */
export async function hasOwnComment(
  octokit: Octokit,
  { repository: { owner, name: repo }, number }: IssueOrPull,
  { appId, marker, since }: { readonly appId: number; readonly marker: string; readonly since: number },
): Promise<boolean> {
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.rest.issues.listComments({
      owner,
      repo,
      issue_number: number,
      since: new Date(since).toISOString(),
      per_page: pageSize,
      page,
    });
    const comments = z.array(Comment).parse(data);
    const isOwn = ({ user, performed_via_github_app: via }: z.infer<typeof Comment>) =>
      user?.type === "Bot" && via?.id === appId;
    if (comments.some((comment) => isOwn(comment) && comment.body?.includes(marker) === true)) return true;
    if (comments.length < pageSize) return false;
  }
  return false;
}
