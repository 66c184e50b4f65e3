import type { Comment } from "./conversation-types.ts";
import { associationOf } from "./roles.ts";
import { appView, nodeId, userView } from "./view-account.ts";
import { noReactions } from "./view-issue.ts";
import { apiUrlOf, webUrlOf } from "./view-repository.ts";
import { type Repository, timestamp, type World } from "./world.ts";

/** GitHub's `issue-comment`, of issues and pull requests alike. */
export function commentView(world: World, repository: Repository, comment: Comment) {
  const api = apiUrlOf(world, repository);
  const url = `${api}/issues/comments/${comment.id}`;
  const page = repository.pulls.has(comment.number) ? "pull" : "issues";
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url,
    html_url: `${webUrlOf(world, repository)}/${page}/${comment.number}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.number}`,
    body: comment.body,
    user: userView(world, comment.author),
    created_at: timestamp(comment.createdAt),
    updated_at: timestamp(comment.updatedAt),
    author_association: associationOf(repository, comment.author),
    performed_via_github_app: comment.throughApp ? appView(world, otherApp(world, comment)) : null,
    reactions: noReactions(url),
  };
}

/** What a person writes through an app does not come of the app under test. */
function otherApp(world: World, { author }: Comment): World["app"] {
  if (author === world.app.bot) return world.app;
  return { ...world.app, id: world.app.id + 1_000_000, slug: "assistant", name: "Assistant" };
}
