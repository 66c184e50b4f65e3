import { sql } from "kysely";
import type { Delivery, Wish } from "../core/queue.ts";
import { type Target, targetKey } from "../core/target.ts";
import type { Queries } from "../database/database.ts";
import type { TargetTable } from "../database/tables.ts";

/** Rows of one statement: far below what either engine takes as parameters, and enough to share the cost. */
const rowsAtOnce = 200;

/** Stores deliveries and wishes for their targets; a delivery that is known already wishes nothing again. */
export async function storeDeliveries(queries: Queries, deliveries: readonly Delivery[]): Promise<void> {
  const byGuid = new Map<string, Delivery>();
  for (const delivery of deliveries) if (!byGuid.has(delivery.guid)) byGuid.set(delivery.guid, delivery);
  // In one order everywhere, so that two processes with the same ids wait for each other and never in a circle.
  const ordered = [...byGuid.values()].toSorted((a, b) => compare(a.guid, b.guid));
  const fresh: Delivery[] = [];
  for (const part of partsOf(ordered)) {
    const stored = await queries
      .insertInto("delivery")
      .values(part.map(({ guid, event, receivedAt }) => ({ guid, event, received_at: receivedAt })))
      .onConflict((conflict) => conflict.column("guid").doNothing())
      .returning("guid")
      .execute();
    const guids = new Set(stored.map(({ guid }) => guid));
    fresh.push(...part.filter(({ guid }) => guids.has(guid)));
  }
  await storeWishes(
    queries,
    fresh.flatMap(({ wishes }) => wishes),
  );
}

/**
 * Counts every wish on its target. A pending target keeps the earlier time, so that a burst of events cannot postpone
 * it for ever; one that is done, under way or dead takes the new time. A dead one comes to life again.
 */
export async function storeWishes(queries: Queries, wishes: readonly Wish[]): Promise<void> {
  for (const part of partsOf(rowsOf(wishes))) {
    await queries
      .insertInto("target")
      .values(part)
      .onConflict((conflict) =>
        conflict.column("key").doUpdateSet({
          target: sql`excluded.target`,
          installation_id: sql`excluded.installation_id`,
          wanted: sql`target.wanted + excluded.wanted`,
          run_at: sql`case when ${isPending} and target.run_at < excluded.run_at then target.run_at else excluded.run_at end`,
          attempts: sql`case when target.died_at is null then target.attempts else 0 end`,
          last_error: sql`case when target.died_at is null then target.last_error end`,
          died_at: null,
          touched_at: sql`excluded.touched_at`,
        }),
      )
      .execute();
  }
}

/** The same for a target that is stored already. False when it is not. */
export async function wishStored(queries: Queries, key: string, notBefore: number): Promise<boolean> {
  const { numUpdatedRows } = await queries
    .updateTable("target")
    .set({
      wanted: sql`wanted + 1`,
      run_at: sql`case when ${isPending} and run_at < ${notBefore} then run_at else ${notBefore} end`,
      attempts: sql`case when died_at is null then attempts else 0 end`,
      last_error: sql`case when died_at is null then last_error end`,
      died_at: null,
      touched_at: notBefore,
    })
    .where("key", "=", key)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Something is wanted that no worker has taken up yet. */
const isPending = sql`target.wanted > target.seen and target.died_at is null`;

/** One row a key, in the order of keys: no statement may name a row twice, and all lock rows in the same order. */
function rowsOf(wishes: readonly Wish[]): readonly TargetTable[] {
  const rows = new Map<string, TargetTable>();
  for (const { target, notBefore } of wishes) {
    const key = targetKey(target);
    const earlier = rows.get(key);
    const row = rowOf(key, target, notBefore);
    if (earlier === undefined) rows.set(key, row);
    else {
      const time = Math.min(earlier.run_at, notBefore);
      rows.set(key, { ...row, wanted: earlier.wanted + 1, run_at: time, touched_at: time });
    }
  }
  return [...rows.values()].toSorted((a, b) => compare(a.key, b.key));
}

function rowOf(key: string, target: Target, notBefore: number): TargetTable {
  return {
    key,
    target: JSON.stringify(target),
    installation_id: target.installationId,
    urgency: urgencyOf(target),
    wanted: 1,
    seen: 0,
    done: 0,
    run_at: notBefore,
    lease_until: 0,
    token: 0,
    attempts: 0,
    last_error: null,
    died_at: null,
    touched_at: notBefore,
  };
}

const background: readonly Target["kind"][] = ["installation", "watch", "leases", "base"];

/** A queue waits for a merge group, a person for a pull request, and nobody for a sweep. */
function urgencyOf({ kind }: Target): number {
  if (kind === "merge-group") return 0;
  return background.includes(kind) ? 2 : 1;
}

function* partsOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += rowsAtOnce) yield items.slice(start, start + rowsAtOnce);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
