import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Claim } from "../core/queue.ts";
import { Target } from "../core/target.ts";
import type { Database, Queries } from "../database/database.ts";
import type { Tables, TargetTable } from "../database/tables.ts";

/** Leases the most urgent ready target. A lease that ran out counts as a failed attempt: its holder died over it. */
export async function claimTarget(database: Database, now: number, leaseMs: number): Promise<Claim | undefined> {
  const row = await database.transaction((queries) => leaseNext(queries, database.engine, now, leaseMs));
  if (row === undefined) return undefined;
  const { key, token, wanted, attempts } = row;
  return { key, target: Target.parse(JSON.parse(row.target)), token, wanted, attempts };
}

type Leased = Pick<TargetTable, "key" | "target" | "token" | "wanted" | "attempts">;

async function leaseNext(
  queries: Queries,
  engine: Database["engine"],
  now: number,
  leaseMs: number,
): Promise<Leased | undefined> {
  const next = queries
    .selectFrom("target")
    .select("key")
    .where((row) => isReady(row, now))
    .where((row) => isNotPaused(row, now))
    .orderBy("urgency")
    .orderBy("run_at")
    .orderBy("key")
    .limit(1);
  // SQLite has one writer at a time, so nobody else can look at the row meanwhile.
  const found = await (engine === "postgres" ? next.forUpdate().skipLocked() : next).executeTakeFirst();
  if (found === undefined) return undefined;
  return queries
    .updateTable("target")
    .set({
      token: await nextToken(queries),
      attempts: sql`case when lease_until > 0 then attempts + 1 else attempts end`,
      last_error: sql`case when lease_until > 0 then 'The worker stopped before it was done.' else last_error end`,
      seen: sql`wanted`,
      lease_until: now + leaseMs,
    })
    .where("key", "=", found.key)
    .returning(["key", "target", "token", "wanted", "attempts"])
    .executeTakeFirstOrThrow();
}

type TargetRow = ExpressionBuilder<Tables, "target">;

/** Wanted, and due or left behind by a worker whose lease ran out. */
export function isReady(row: TargetRow, now: number): Expression<SqlBool> {
  return row.and([
    isWanted(),
    row("lease_until", "<=", now),
    row.or([row("lease_until", ">", 0), row("run_at", "<=", now)]),
  ]);
}

/** Word for word the condition of the index on pending targets, which is used for nothing else. */
export function isWanted(): Expression<SqlBool> {
  return sql<SqlBool>`wanted > done and died_at is null`;
}

/** GitHub has not asked its installation to wait. */
export function isNotPaused(row: TargetRow, now: number): Expression<SqlBool> {
  const pause = row
    .selectFrom("pause")
    .select("pause.installation_id")
    .whereRef("pause.installation_id", "=", "target.installation_id")
    .where("pause.until_at", ">", now);
  return row.not(row.exists(pause));
}

/** One number for all keys, so that a key's token grows even when its row was forgotten in between. */
async function nextToken(queries: Queries): Promise<number> {
  const { value } = await queries
    .updateTable("counter")
    .set({ value: sql`value + 1` })
    .where("name", "=", "lease-token")
    .returning("value")
    .executeTakeFirstOrThrow();
  return value;
}
