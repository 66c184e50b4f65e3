import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";
import { type AppIdentity, Authorship, isOwn } from "./issues.ts";

/** The issue or pull request that is commented on. */
export interface Conversation {
  readonly octokit: Octokit;
  readonly repository: RepositoryName;
  readonly number: number;
}

/** A comment that this App has written itself. */
interface OwnComment {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

const Comment = Authorship.extend({
  id: z.int().positive(),
  body: z.string().nullish(),
  created_at: z.iso.datetime(),
});

const pageSize = 100;
/** 1,000 comments; one that comes later than these is not found, and gets a successor. */
const mostPages = 10;

/** Which comment is looked for. */
interface Wanted {
  readonly identity: AppIdentity;
  /** Whether it is this one, by what it says. */
  is(body: string): boolean;
  /** Not changed since then, in epoch milliseconds, it is not looked at; all are, when left out. */
  readonly since?: number;
}

/** The newest comment of the App that is wanted. What others have pasted is not looked at. */
export async function findOwnComment(
  { octokit, repository: { owner, name: repo }, number }: Conversation,
  { identity, is, since = 0 }: Wanted,
): Promise<OwnComment | undefined> {
  let found: OwnComment | undefined;
  const from = since === 0 ? {} : { since: new Date(since).toISOString() };
  for (let page = 1; page <= mostPages; page += 1) {
    const about = { owner, repo, issue_number: number, ...from, per_page: pageSize, page };
    const { data } = await octokit.rest.issues.listComments(about);
    const comments = z.array(Comment).parse(data);
    // The oldest come first.
    for (const comment of comments) {
      if (!isOwn(comment, identity) || !is(comment.body ?? "")) continue;
      found = { id: comment.id, createdAt: Date.parse(comment.created_at) };
    }
    if (comments.length < pageSize) break;
  }
  return found;
}

/** Answers its id. */
export async function writeComment(
  { octokit, repository: { owner, name: repo }, number }: Conversation,
  body: string,
): Promise<number> {
  const { data } = await octokit.rest.issues.createComment({ owner, repo, issue_number: number, body });
  return z.object({ id: z.int().positive() }).parse(data).id;
}

/** False when somebody has deleted it. */
export async function editComment(
  { octokit, repository: { owner, name: repo } }: Conversation,
  id: number,
  body: string,
): Promise<boolean> {
  try {
    await octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body });
    return true;
  } catch (error) {
    if (error instanceof Fault && error.code === "GITHUB_NOT_FOUND") return false;
    throw error;
  }
}
