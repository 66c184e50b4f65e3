import type { Comment, Issue, PullRequest } from "./conversation-types.ts";
import type { Emitter } from "./emit.ts";
import { commentView } from "./view-comment.ts";
import { issueView, pullAsIssueView } from "./view-issue.ts";
import type { Repository, User, World } from "./world.ts";

interface NewComment {
  readonly author: User;
  /** An app wrote it: the app under test by itself, or any in the name of a person. */
  readonly throughApp: boolean;
  readonly body: string;
}

/** Comments on an issue or a pull request and tells of it. */
export function writeComment(
  world: World,
  emitter: Emitter,
  repository: Repository,
  on: Issue | PullRequest,
  about: NewComment,
): Comment {
  const now = world.clock();
  const comment: Comment = { ...about, id: world.nextId(), number: on.number, createdAt: now, updatedAt: now };
  repository.comments.set(comment.id, comment);
  emitComment(world, emitter, repository, comment, { action: "created", sender: about.author, more: {} });
  return comment;
}

/** Whoever may write to the repository may edit comments of others. */
export function editComment(
  world: World,
  emitter: Emitter,
  repository: Repository,
  comment: Comment,
  { body, by }: { readonly body: string; readonly by: User },
): void {
  const changes = { body: { from: comment.body } };
  comment.body = body;
  comment.updatedAt = world.clock();
  emitComment(world, emitter, repository, comment, { action: "edited", sender: by, more: { changes } });
}

export function deleteComment(
  world: World,
  emitter: Emitter,
  repository: Repository,
  comment: Comment,
  by: User,
): void {
  repository.comments.delete(comment.id);
  emitComment(world, emitter, repository, comment, { action: "deleted", sender: by, more: {} });
}

export function commentsOn(repository: Repository, number: number): readonly Comment[] {
  return [...repository.comments.values()].filter((comment) => comment.number === number);
}

/** The issue or pull request with this number. */
export function conversationWith(repository: Repository, number: number): Issue | PullRequest | undefined {
  return repository.pulls.get(number) ?? repository.issues.get(number);
}

interface Told {
  readonly action: "created" | "edited" | "deleted";
  readonly sender: User;
  readonly more: Readonly<Record<string, unknown>>;
}

function emitComment(
  world: World,
  emitter: Emitter,
  repository: Repository,
  comment: Comment,
  { action, sender, more }: Told,
): void {
  const on = conversationWith(repository, comment.number);
  if (on === undefined) return;
  const issue = "repository" in on ? pullAsIssueView(world, on) : issueView(world, repository, on);
  const view = commentView(world, repository, comment);
  const fields = { issue, comment: view, ...more };
  emitter.happened({ name: `issue-comment-${action}`, event: "issue_comment", action, repository, sender, fields });
}
