import { z } from "zod";
import type { OverlapComment, OverlapCommentStore } from "../core/overlap-comment-store.ts";
import type { Database, Queries } from "../database/database.ts";

/** Comments about overlaps, in the database. */
export function createOverlapCommentStore({ run }: Database): OverlapCommentStore {
  return {
    overlapComment: (repositoryId, number) => run((queries) => readComment(queries, repositoryId, number)),
    saveOverlapComment: (repositoryId, number, comment) =>
      run((queries) => saveComment(queries, repositoryId, number, comment)),
    askForOverlapComment: (repositoryId, number) => run((queries) => ask(queries, repositoryId, number)),
    isOverlapCommentAsked: (repositoryId, number) => run((queries) => isAsked(queries, repositoryId, number)),
  };
}

/** GitHub's numbers begin at 1. */
const noComment = 0;

const Partners = z.array(z.int().positive());

async function readComment(
  queries: Queries,
  repositoryId: number,
  number: number,
): Promise<OverlapComment | undefined> {
  const row = await queries
    .selectFrom("overlap_comment")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    comment: row.comment === noComment ? undefined : row.comment,
    pending: row.pending === 1,
    digest: row.digest,
    createdAt: row.created_at,
    open: row.open === 1,
    blocked: row.blocked === 1,
    partners: Partners.parse(JSON.parse(row.partners)),
  };
}

async function saveComment(
  queries: Queries,
  repositoryId: number,
  number: number,
  saved: OverlapComment,
): Promise<void> {
  const row = {
    comment: saved.comment ?? noComment,
    pending: Number(saved.pending),
    digest: saved.digest,
    created_at: saved.createdAt,
    open: Number(saved.open),
    blocked: Number(saved.blocked),
    partners: JSON.stringify(saved.partners),
  };
  await queries
    .insertInto("overlap_comment")
    .values({ repository_id: repositoryId, number, ...row })
    .onConflict((conflict) => conflict.columns(["repository_id", "number"]).doUpdateSet(row))
    .execute();
}

async function ask(queries: Queries, repositoryId: number, number: number): Promise<void> {
  await queries
    .insertInto("overlap_comment_asked")
    .values({ repository_id: repositoryId, number })
    .onConflict((conflict) => conflict.columns(["repository_id", "number"]).doNothing())
    .execute();
}

async function isAsked(queries: Queries, repositoryId: number, number: number): Promise<boolean> {
  const row = await queries
    .selectFrom("overlap_comment_asked")
    .select("number")
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row !== undefined;
}
