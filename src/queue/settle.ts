import { sql } from "kysely";
import type { Claim } from "../core/queue.ts";
import type { Queries } from "../database/database.ts";

/** An error's text is foreign and may be long; this is enough to find the cause in the log. */
const maxErrorLength = 2_000;

/** Each answers false, and changes nothing, when the lease is no longer this claim's. */
export async function renewLease(queries: Queries, claim: Claim, until: number): Promise<boolean> {
  const { numUpdatedRows } = await held(queries, claim).set({ lease_until: until }).executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function finishTarget(queries: Queries, claim: Claim, now: number): Promise<boolean> {
  const { numUpdatedRows } = await held(queries, claim)
    .set({ ...noLease, done: claim.wanted, attempts: 0, last_error: null, touched_at: now })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function releaseTarget(
  queries: Queries,
  claim: Claim,
  at: number,
  failed: { readonly error: string } | undefined,
): Promise<boolean> {
  const failure =
    failed === undefined ? {} : { attempts: sql<number>`attempts + 1`, last_error: boundedText(failed.error) };
  const { numUpdatedRows } = await held(queries, claim)
    // What was under way is pending again.
    .set({ ...noLease, seen: sql`done`, run_at: at, ...failure })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** A wish that came while the last attempt was under way is a wish after the burial: it keeps the target alive. */
export async function buryTarget(queries: Queries, claim: Claim, now: number, error: string): Promise<boolean> {
  const text = boundedText(error);
  const { numUpdatedRows } = await held(queries, claim)
    .set({
      ...noLease,
      died_at: sql`case when wanted > ${claim.wanted} then null else ${wholeNumber(now)} end`,
      done: sql`case when wanted > ${claim.wanted} then ${wholeNumber(claim.wanted)} else done end`,
      attempts: sql`case when wanted > ${claim.wanted} then 0 else attempts + 1 end`,
      last_error: text,
      touched_at: now,
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const noLease = { lease_until: 0, token: 0 };

function held(queries: Queries, claim: Claim) {
  return queries.updateTable("target").where("key", "=", claim.key).where("token", "=", claim.token);
}

/** PostgreSQL takes a parameter between two branches for text unless told otherwise. */
function wholeNumber(value: number) {
  return sql<number>`cast(${value} as bigint)`;
}

/** PostgreSQL's text cannot hold the character NUL. */
function boundedText(text: string): string {
  return text.slice(0, maxErrorLength).replaceAll("\0", "");
}
