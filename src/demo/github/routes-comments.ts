import { z } from "zod";
import { reachRepository } from "./access.ts";
import { commentsOn, conversationWith, editComment, writeComment } from "./comments.ts";
import { pageOf } from "./pages-of.ts";
import { notFound, validationFailed } from "./refusal.ts";
import { hasRole, legacyPermission, roleOf } from "./roles.ts";
import { type Call, numberParameter, permission, type Routes, repositoryName } from "./route.ts";
import { userView } from "./view-account.ts";
import { commentView } from "./view-comment.ts";

/** GitHub's limit, which its description does not name. */
const maxBody = 65_536;

const CommentBody = z.object({ body: z.string() });

/** What somebody wants a comment to say. */
function wantedText(call: Call): string {
  const { body } = CommentBody.parse(call.body);
  if (body.trim() !== "" && body.length <= maxBody) return body;
  const message = `body must have 1 to ${maxBody} characters`;
  throw validationFailed({ resource: "IssueComment", code: "custom", field: "data", message });
}

/** Comments on issues and pull requests, and who may do what. */
export const commentRoutes: Routes = {
  "issues/list-comments": {
    needs: permission("issues", "read"),
    handle(call, { world }) {
      const repository = reachRepository(world, call.caller, repositoryName(call), "read");
      const on = conversationWith(repository, numberParameter(call, "issue_number"));
      if (on === undefined) throw notFound();
      const since = Date.parse(call.query.get("since") ?? "1970-01-01T00:00:00Z");
      const page = pageOf(
        call,
        commentsOn(repository, on.number).filter(({ updatedAt }) => updatedAt >= since),
      );
      const body = page.items.map((comment) => commentView(world, repository, comment));
      return { status: 200, headers: page.headers, body };
    },
  },
  "issues/create-comment": {
    needs: permission("issues", "write"),
    handle(call, { world, emitter }) {
      const repository = reachRepository(world, call.caller, repositoryName(call), "write");
      const on = conversationWith(repository, numberParameter(call, "issue_number"));
      if (on === undefined) throw notFound();
      const body = wantedText(call);
      const comment = writeComment(world, emitter, repository, on, { author: world.app.bot, throughApp: true, body });
      return { status: 201, body: commentView(world, repository, comment) };
    },
  },
  "issues/update-comment": {
    needs: permission("issues", "write"),
    handle(call, { world, emitter }) {
      const repository = reachRepository(world, call.caller, repositoryName(call), "write");
      const comment = repository.comments.get(numberParameter(call, "comment_id"));
      if (comment === undefined) throw notFound();
      editComment(world, emitter, repository, comment, { body: wantedText(call), by: world.app.bot });
      return { status: 200, body: commentView(world, repository, comment) };
    },
  },
  "repos/get-collaborator-permission-level": {
    needs: permission("metadata", "read"),
    handle(call, { world }) {
      const repository = reachRepository(world, call.caller, repositoryName(call), "read");
      const user = world.users.get((call.parameters["username"] ?? "").toLowerCase());
      if (user === undefined || user.type === "Organization") throw notFound();
      const role = roleOf(repository, user);
      const has = (least: Parameters<typeof hasRole>[1]) => hasRole(role, least);
      const permissions = {
        pull: has("read"),
        triage: has("triage"),
        push: has("write"),
        maintain: has("maintain"),
        admin: has("admin"),
      };
      return {
        status: 200,
        body: {
          permission: legacyPermission(role),
          role_name: role,
          user: { ...userView(world, user), role_name: role, permissions },
        },
      };
    },
  },
};
