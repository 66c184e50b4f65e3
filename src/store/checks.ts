import { sql } from "kysely";
import type { PublishedCheck } from "../core/store.ts";
import type { Queries } from "../database/database.ts";

export async function readChecks(
  queries: Queries,
  repositoryId: number,
  headSha: string,
): Promise<readonly PublishedCheck[]> {
  const rows = await queries
    .selectFrom("published_check")
    .select(["name", "run_id", "digest"])
    .where("repository_id", "=", repositoryId)
    .where("head_sha", "=", headSha)
    .orderBy("name")
    .execute();
  return rows.map(({ name, run_id: runId, digest }) => ({
    name,
    runId: runId === unknownRun ? undefined : runId,
    digest,
  }));
}

/** GitHub's ids begin at 1. */
const unknownRun = 0;

export async function forgetCheck(
  queries: Queries,
  repositoryId: number,
  headSha: string,
  name: string,
): Promise<void> {
  await queries
    .deleteFrom("published_check")
    .where("repository_id", "=", repositoryId)
    .where("head_sha", "=", headSha)
    .where("name", "=", name)
    .execute();
}

export async function saveCheck(
  queries: Queries,
  repositoryId: number,
  headSha: string,
  check: PublishedCheck,
): Promise<void> {
  const row = { run_id: check.runId ?? unknownRun, digest: check.digest };
  await queries
    .insertInto("published_check")
    .values({ ...row, repository_id: repositoryId, head_sha: headSha, name: check.name })
    .onConflict((conflict) => conflict.columns(["repository_id", "head_sha", "name"]).doUpdateSet(row))
    .execute();
}

export async function markUnpublished(queries: Queries, repositoryId: number, headSha: string): Promise<void> {
  await queries
    .updateTable("published_check")
    .set({ digest: "" })
    .where("repository_id", "=", repositoryId)
    .where("head_sha", "=", headSha)
    .execute();
}

/** The holder's own lock is prolonged; another's is taken over only when its time has run out. */
export async function lockHead(
  queries: Queries,
  repositoryId: number,
  headSha: string,
  holder: string,
  times: { readonly now: number; readonly until: number },
): Promise<boolean> {
  const taken = await queries
    .insertInto("head_lock")
    .values({ repository_id: repositoryId, head_sha: headSha, holder, until_at: times.until })
    .onConflict((conflict) =>
      conflict
        .columns(["repository_id", "head_sha"])
        .doUpdateSet({ holder: sql`excluded.holder`, until_at: sql`excluded.until_at` })
        .where((row) => row.or([row("head_lock.holder", "=", holder), row("head_lock.until_at", "<=", times.now)])),
    )
    .returning("holder")
    .execute();
  return taken.length > 0;
}

export async function unlockHead(
  queries: Queries,
  repositoryId: number,
  headSha: string,
  holder: string,
): Promise<void> {
  await queries
    .deleteFrom("head_lock")
    .where("repository_id", "=", repositoryId)
    .where("head_sha", "=", headSha)
    .where("holder", "=", holder)
    .execute();
}
