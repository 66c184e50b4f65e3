import { z } from "zod";
import { type RecordedCommand, type ReplyState, replyStates } from "../core/ledger.ts";
import type { Queries } from "../database/database.ts";

const State = z.enum(replyStates);

export async function readCommand(
  queries: Queries,
  repositoryId: number,
  commentId: number,
): Promise<RecordedCommand | undefined> {
  const row = await queries
    .selectFrom("comment_command")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("comment_id", "=", commentId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { number: row.number, at: row.at, refused: row.refused === 1, text: row.reply, state: State.parse(row.state) };
}

export async function markReply(
  queries: Queries,
  repositoryId: number,
  commentId: number,
  state: ReplyState,
): Promise<void> {
  await queries
    .updateTable("comment_command")
    .set({ state })
    .where("repository_id", "=", repositoryId)
    .where("comment_id", "=", commentId)
    .execute();
}

export async function countCommands(queries: Queries, repositoryId: number, number: number, since: number) {
  const rows = await queries
    .selectFrom("comment_command")
    .select(["refused", "state"])
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .where("at", ">=", since)
    .execute();
  const replies = rows.filter(({ state }) => state !== "none");
  return {
    commands: rows.length,
    replies: replies.length,
    refusals: replies.filter(({ refused }) => refused === 1).length,
  };
}

export async function pruneCommands(queries: Queries, before: number): Promise<void> {
  await queries.deleteFrom("comment_command").where("at", "<", before).execute();
}
