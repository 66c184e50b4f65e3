import {
  type Effect,
  type Happening,
  type LeaseEnd,
  type LeaseStore,
  type NewLease,
  type NewOverride,
  type Reasoned,
  subjectOf,
} from "../core/ledger.ts";
import type { Queries } from "../database/database.ts";
import { readCommand } from "./comment-commands.ts";

/** Carries out what happened and writes it down, in the transaction of the caller. */
export async function record(queries: Queries, happening: Happening): ReturnType<LeaseStore["record"]> {
  const { comment, repository, effects } = happening;
  const epoch = await openBook(queries, happening);
  if (comment !== undefined && (await readCommand(queries, repository.id, comment.id)) !== undefined) return "repeated";
  if (epoch !== happening.epoch) return "stale";
  for (const [index, effect] of effects.entries()) {
    await carryOut(queries, happening, effect, epoch + 1 + index);
    await writeDown(queries, happening, effect, epoch + 1 + index);
  }
  await rememberComment(queries, happening);
  const turned = queries.updateTable("lease_book").set({ epoch: epoch + effects.length });
  await turned.where("repository_id", "=", repository.id).execute();
  return "done";
}

/** Its epoch. Writing to the row keeps everybody else from the book until the transaction ends. */
async function openBook(queries: Queries, { repository, installationId }: Happening): Promise<number> {
  const known = { installation_id: installationId, owner: repository.owner, name: repository.name };
  const { epoch } = await queries
    .insertInto("lease_book")
    .values({ repository_id: repository.id, ...known, epoch: 0 })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(known))
    .returning("epoch")
    .executeTakeFirstOrThrow();
  return epoch;
}

async function rememberComment(queries: Queries, { repository, number, at, comment }: Happening): Promise<void> {
  if (comment === undefined) return;
  const { text: reply, refused } = comment.reply;
  const answer = { at, refused: refused ? 1 : 0, reply, state: reply === "" ? "none" : "owed" };
  await queries
    .insertInto("comment_command")
    .values({ repository_id: repository.id, comment_id: comment.id, number: number ?? 0, ...answer })
    .execute();
}

async function carryOut(queries: Queries, happening: Happening, effect: Effect, epoch: number): Promise<void> {
  switch (effect.action) {
    case "claimed":
    case "handed-off":
      return insertLease(queries, happening, effect.lease, epoch, "active");
    case "requested":
      return insertLease(queries, happening, effect.lease, epoch, "requested");
    case "renewed":
      return renew(queries, happening, effect.epoch, effect.expires);
    case "declared":
      return say(queries, happening, { kind: "agent", value: effect.agent, epoch });
    case "preferred":
      return prefer(queries, happening, effect.first, epoch);
    case "overridden":
      return insertOverride(queries, happening, effect.override, epoch);
    case "override-ended":
      return endOverride(queries, happening, effect.id);
    case "refused":
      return;
    default:
      return end(queries, happening, effect.epoch, effect.action);
  }
}

async function insertLease(
  queries: Queries,
  { repository, by, number }: Happening,
  lease: NewLease,
  epoch: number,
  state: "active" | "requested",
): Promise<void> {
  const { agent, mode, paths, starts, expires, ttlMs, baseRef, standsBefore, reason } = lease;
  await queries
    .insertInto("lease")
    .values({
      repository_id: repository.id,
      epoch,
      agent,
      mode,
      paths: JSON.stringify(paths),
      state,
      starts_at: starts,
      expires_at: expires,
      ttl_ms: ttlMs,
      number: number ?? 0,
      base_ref: baseRef,
      stands_before: JSON.stringify(standsBefore),
      reason,
      by_id: by.id,
      by_login: by.login,
    })
    .execute();
}

async function renew(queries: Queries, { repository }: Happening, epoch: number, expires: number): Promise<void> {
  const renewed = queries.updateTable("lease").set({ expires_at: expires });
  await renewed.where("repository_id", "=", repository.id).where("epoch", "=", epoch).execute();
}

async function end(queries: Queries, { repository }: Happening, epoch: number, state: LeaseEnd): Promise<void> {
  const ended = queries.updateTable("lease").set({ state });
  await ended.where("repository_id", "=", repository.id).where("epoch", "=", epoch).execute();
}

/** Of two pull requests of which each was to go before the other, what was said last counts. */
async function prefer(queries: Queries, happening: Happening, first: number, epoch: number): Promise<void> {
  const opposite = queries.deleteFrom("pull_statement").where("repository_id", "=", happening.repository.id);
  const ofFirst = opposite.where("kind", "=", "prefer").where("number", "=", first);
  await ofFirst.where("value", "=", String(happening.number ?? 0)).execute();
  await say(queries, happening, { kind: "prefer", value: String(first), epoch });
}

async function say(
  queries: Queries,
  { repository, number = 0 }: Happening,
  said: { readonly kind: "agent" | "prefer"; readonly value: string; readonly epoch: number },
): Promise<void> {
  await queries
    .insertInto("pull_statement")
    .values({ repository_id: repository.id, number, ...said })
    .onConflict((conflict) =>
      conflict.columns(["repository_id", "number", "kind", "value"]).doUpdateSet({ epoch: said.epoch }),
    )
    .execute();
}

async function insertOverride(
  queries: Queries,
  { repository, number = 0, by, at }: Happening,
  override: NewOverride,
  id: number,
): Promise<void> {
  const { gate, finding, rule, paths, other, what, headSha, reason } = override;
  const place = { paths: JSON.stringify(paths), other_number: other?.number ?? null, other_head: other?.head ?? null };
  const about = { gate, finding, rule, ...place, what, head_sha: headSha, reason };
  await queries
    .insertInto("gate_override")
    .values({ repository_id: repository.id, id, number, ...about, by_id: by.id, by_login: by.login, at, ended: 0 })
    .execute();
}

async function endOverride(queries: Queries, { repository }: Happening, id: number): Promise<void> {
  const ended = queries.updateTable("gate_override").set({ ended: 1 });
  await ended.where("repository_id", "=", repository.id).where("id", "=", id).execute();
}

async function writeDown(queries: Queries, happening: Happening, reasoned: Reasoned, epoch: number): Promise<void> {
  const { repository, at, by, number, comment } = happening;
  const { why, ...effect } = reasoned;
  await queries
    .insertInto("ledger")
    .values({
      repository_id: repository.id,
      epoch,
      at,
      by_id: by.id,
      by_login: by.login,
      tier: by.tier,
      action: effect.action,
      subject: subjectOf(effect, epoch),
      why,
      number: number ?? null,
      comment_id: comment?.id ?? null,
      details: JSON.stringify(effect),
    })
    .execute();
}
