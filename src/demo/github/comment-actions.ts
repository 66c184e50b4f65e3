import { badUsage } from "../../core/bad-usage.ts";
import type { Scene } from "./actions.ts";
import { commentsOn, conversationWith, deleteComment, editComment, writeComment } from "./comments.ts";
import type { Comment } from "./conversation-types.ts";
import { userNamed } from "./look-up.ts";
import type { StandIn } from "./stand-in-types.ts";
import { fullName, type Repository } from "./world.ts";

type CommentActions = Pick<StandIn, "comment" | "editComment" | "deleteComment" | "commentsOf" | "grantRole">;

/** What people and bots say below issues and pull requests. */
export function commentActions({ world, emitter, oneByOne, stored }: Scene): CommentActions {
  return {
    comment: (repository, number, { as, body, throughApp = false }) =>
      oneByOne(async () => {
        const on = conversationWith(stored(repository), number);
        if (on === undefined) throw badUsage(`${fullName(stored(repository))} has no conversation ${number}.`);
        const about = { author: userNamed(world, as), throughApp, body };
        return { id: writeComment(world, emitter, stored(repository), on, about).id };
      }),
    editComment: (repository, id, { as, body }) =>
      oneByOne(async () => {
        const comment = commentWith(stored(repository), id);
        editComment(world, emitter, stored(repository), comment, { body, by: userNamed(world, as) });
      }),
    deleteComment: (repository, id, as) =>
      oneByOne(async () => {
        const comment = commentWith(stored(repository), id);
        deleteComment(world, emitter, stored(repository), comment, userNamed(world, as));
      }),
    commentsOf: (repository, number) =>
      commentsOn(stored(repository), number).map(({ id, author, body }) => ({ id, author: author.login, body })),
    grantRole(repository, login, role) {
      const { id } = userNamed(world, login);
      if (role === "none") stored(repository).roles.delete(id);
      else stored(repository).roles.set(id, role);
    },
  };
}

function commentWith(repository: Repository, id: number): Comment {
  const comment = repository.comments.get(id);
  if (comment === undefined) throw badUsage(`There is no comment ${id}.`);
  return comment;
}
