import { sql } from "kysely";
import { Fault } from "../core/fault.ts";
import type { Delivery, Queue, Wish } from "../core/queue.ts";
import type { Database, Queries } from "../database/database.ts";
import { claimTarget } from "./claim.ts";
import { groupCommit } from "./group-commit.ts";
import { knownGuids, readDeadLetters, readDepth } from "./inspect.ts";
import { storeDeliveries, storeWishes, wishStored } from "./intake.ts";
import { buryTarget, finishTarget, releaseTarget, renewLease } from "./settle.ts";

/** Deliveries of one commit: bounds how long the first of them waits for the last. */
const maxGroup = 500;

/** The queue in a database. Any number of processes may use the same one. */
export function createQueue(database: Database): Queue {
  const accept = groupCommit<Delivery>(
    (deliveries) => database.transaction((queries) => storeDeliveries(queries, deliveries)),
    maxGroup,
    (error) => error instanceof Fault && error.retry,
  );
  return {
    async accept(deliveries) {
      if (deliveries.length > 0) await accept(deliveries);
    },
    async wish(wishes: readonly Wish[]) {
      if (wishes.length > 0) await database.transaction((queries) => storeWishes(queries, wishes));
    },
    wishAgain: (key, notBefore) => database.run((queries) => wishStored(queries, key, notBefore)),
    claim: (now, leaseMs) => claimTarget(database, now, leaseMs),
    renew: (claim, now, leaseMs) => database.run((queries) => renewLease(queries, claim, now + leaseMs)),
    finish: (claim, now) => database.run((queries) => finishTarget(queries, claim, now)),
    release: (claim, at, failed) => database.run((queries) => releaseTarget(queries, claim, at, failed)),
    bury: (claim, now, error) => database.run((queries) => buryTarget(queries, claim, now, error)),
    deadLetters: () => database.run(readDeadLetters),
    known: (guids) => database.run((queries) => knownGuids(queries, guids)),
    depth: (now) => database.run((queries) => readDepth(queries, now)),
    pause: (installationId, until) => database.run((queries) => pauseInstallation(queries, installationId, until)),
    pausedUntil: (installationId) => database.run((queries) => readPause(queries, installationId)),
    prune: (before) => database.transaction((queries) => pruneQueue(queries, before)),
    forget: (installationId) => database.transaction((queries) => forgetInstallation(queries, installationId)),
  };
}

async function pauseInstallation(queries: Queries, installationId: number, until: number): Promise<void> {
  await queries
    .insertInto("pause")
    .values({ installation_id: installationId, until_at: until })
    .onConflict((conflict) =>
      conflict
        .column("installation_id")
        .doUpdateSet({ until_at: sql`excluded.until_at` })
        .where("pause.until_at", "<", until),
    )
    .execute();
}

async function readPause(queries: Queries, installationId: number): Promise<number> {
  const row = await queries
    .selectFrom("pause")
    .select("until_at")
    .where("installation_id", "=", installationId)
    .executeTakeFirst();
  return row?.until_at ?? 0;
}

async function pruneQueue(
  queries: Queries,
  before: number,
): Promise<{ readonly deliveries: number; readonly targets: number }> {
  const deliveries = await queries.deleteFrom("delivery").where("received_at", "<", before).executeTakeFirst();
  const targets = await queries
    .deleteFrom("target")
    .whereRef("wanted", "=", "done")
    .where("touched_at", "<", before)
    .executeTakeFirst();
  await queries.deleteFrom("pause").where("until_at", "<", before).execute();
  return { deliveries: Number(deliveries.numDeletedRows), targets: Number(targets.numDeletedRows) };
}

/** A worker that still holds one of these targets finds its lease gone. */
async function forgetInstallation(queries: Queries, installationId: number): Promise<void> {
  await queries.deleteFrom("target").where("installation_id", "=", installationId).execute();
  await queries.deleteFrom("pause").where("installation_id", "=", installationId).execute();
}
