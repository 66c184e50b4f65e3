import { sql } from "kysely";
import type { DeadLetter, QueueDepth } from "../core/queue.ts";
import { Target } from "../core/target.ts";
import type { Queries } from "../database/database.ts";
import { isNotPaused, isReady, isWanted } from "./claim.ts";

/** The newest ones; a flood of them is one trouble, and the count of all is in the depth. */
const maxDeadLetters = 1_000;
const idsAtOnce = 500;

export async function readDeadLetters(queries: Queries): Promise<readonly DeadLetter[]> {
  const rows = await queries
    .selectFrom("target")
    .select(["key", "target", "attempts", "last_error", "died_at"])
    .where("died_at", "is not", null)
    .orderBy("died_at", "desc")
    .orderBy("key")
    .limit(maxDeadLetters)
    .execute();
  return rows.map(({ key, target, attempts, last_error: error, died_at: diedAt }) => ({
    key,
    target: Target.parse(JSON.parse(target)),
    attempts,
    error: error ?? "",
    diedAt: diedAt ?? 0,
  }));
}

export async function knownGuids(queries: Queries, guids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (let start = 0; start < guids.length; start += idsAtOnce) {
    const part = guids.slice(start, start + idsAtOnce);
    const rows = await queries.selectFrom("delivery").select("guid").where("guid", "in", part).execute();
    for (const { guid } of rows) known.add(guid);
  }
  return known;
}

export async function readDepth(queries: Queries, now: number): Promise<QueueDepth> {
  const { ready, delayed, leased, oldest } = await queries
    .selectFrom("target")
    .where(isWanted())
    .select((row) => [
      row.fn
        .countAll<number>()
        .filterWhere((each) => each.and([isReady(each, now), isNotPaused(each, now)]))
        .as("ready"),
      row.fn.countAll<number>().filterWhere(sql<boolean>`lease_until = 0 and run_at > ${now}`).as("delayed"),
      row.fn.countAll<number>().filterWhere("lease_until", ">", now).as("leased"),
      row.fn
        .min<number | null>("run_at")
        .filterWhere((each) => each.and([isReady(each, now), isNotPaused(each, now)]))
        .as("oldest"),
    ])
    .executeTakeFirstOrThrow();
  const { dead } = await queries
    .selectFrom("target")
    .where("died_at", "is not", null)
    .select((row) => row.fn.countAll<number>().as("dead"))
    .executeTakeFirstOrThrow();
  const { last } = await queries
    .selectFrom("delivery")
    .select((row) => row.fn.max<number | null>("received_at").as("last"))
    .executeTakeFirstOrThrow();
  return { ready, delayed, leased, dead, oldestReadyAt: oldest ?? undefined, lastDeliveryAt: last ?? undefined };
}
