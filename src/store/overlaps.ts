import type { Selectable } from "kysely";
import { z } from "zod";
import type { KnownHead, KnownPair, OverlapStore } from "../core/overlap-store.ts";
import { TrustTier } from "../core/trust-tier.ts";
import type { Database, Queries } from "../database/database.ts";
import type { OpenHeadTable, OverlapPairTable } from "../database/overlap-tables.ts";

export function createOverlapStore({ run, transaction }: Database): OverlapStore {
  return {
    saveHeads: (heads) =>
      transaction(async (queries) => {
        for (const head of heads) await saveHead(queries, head);
      }),
    headsAgainst: (repositoryId, baseRef, limit) =>
      run((queries) => readHeadsAgainst(queries, repositoryId, baseRef, limit)),
    head: (repositoryId, number) => run((queries) => readHead(queries, repositoryId, number)),
    removeHead: (repositoryId, number) => transaction((queries) => removeHead(queries, repositoryId, number)),
    pairsOf: (repositoryId, number) => run((queries) => readPairs(queries, repositoryId, number)),
    savePairs: (repositoryId, number, pairs) =>
      transaction((queries) => savePairs(queries, repositoryId, number, pairs)),
  };
}

const Acting = z.strictObject({ agent: z.string().nullable(), trust: TrustTier, priority: z.number() });

async function saveHead(queries: Queries, head: KnownHead): Promise<void> {
  const row = {
    installation_id: head.installationId,
    base_ref: head.baseRef,
    head_sha: head.headSha,
    draft: head.draft ? 1 : 0,
    ready_since: head.readySince,
    touched_at: head.touchedAt,
  };
  const acting = head.acting === undefined ? undefined : JSON.stringify(head.acting);
  await queries
    .insertInto("open_head")
    .values({ ...row, repository_id: head.repositoryId, number: head.number, acting: acting ?? "" })
    .onConflict((conflict) =>
      conflict
        .columns(["repository_id", "number"])
        .doUpdateSet({ ...row, ...(acting === undefined ? {} : { acting }) }),
    )
    .execute();
}

async function readHeadsAgainst(
  queries: Queries,
  repositoryId: number,
  baseRef: string,
  limit: number,
): Promise<readonly KnownHead[]> {
  const rows = await queries
    .selectFrom("open_head")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("base_ref", "=", baseRef)
    .orderBy("touched_at", "desc")
    .orderBy("number", "desc")
    .limit(limit)
    .execute();
  return rows.map(knownHeadOf);
}

async function readHead(queries: Queries, repositoryId: number, number: number): Promise<KnownHead | undefined> {
  const row = await queries
    .selectFrom("open_head")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row === undefined ? undefined : knownHeadOf(row);
}

async function removeHead(queries: Queries, repositoryId: number, number: number): Promise<void> {
  await queries
    .deleteFrom("open_head")
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .execute();
  await removePairs(queries, repositoryId, number);
}

async function readPairs(queries: Queries, repositoryId: number, number: number): Promise<readonly KnownPair[]> {
  const rows = await queries
    .selectFrom("overlap_pair")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where((pair) => pair.or([pair("one", "=", number), pair("other", "=", number)]))
    .orderBy("one")
    .orderBy("other")
    .execute();
  return rows.map(knownPairOf);
}

/** So many rows go in one statement; SQLite takes some ten thousand values in one. */
const rowsAtOnce = 500;

/** What the other one of a pair has told and asked meanwhile stays. */
async function savePairs(
  queries: Queries,
  repositoryId: number,
  number: number,
  pairs: readonly KnownPair[],
): Promise<void> {
  const kept = new Set(pairs.map(nameOf));
  for (const gone of (await readPairs(queries, repositoryId, number)).filter((pair) => !kept.has(nameOf(pair)))) {
    await queries
      .deleteFrom("overlap_pair")
      .where("repository_id", "=", repositoryId)
      .where("one", "=", gone.one)
      .where("other", "=", gone.other)
      .execute();
  }
  for (const side of ["one", "other"] as const) {
    const rows = pairs.filter((pair) => pair[side] === number).map((pair) => rowOf(repositoryId, pair));
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      await queries
        .insertInto("overlap_pair")
        .values(rows.slice(start, start + rowsAtOnce))
        .onConflict((conflict) =>
          conflict.columns(["repository_id", "one", "other"]).doUpdateSet((row) => ({
            yields: row.ref("excluded.yields"),
            rule: row.ref("excluded.rule"),
            [`told_${side}`]: row.ref(`excluded.told_${side}`),
            [`asked_by_${side}`]: row.ref(`excluded.asked_by_${side}`),
          })),
        )
        .execute();
    }
  }
}

function nameOf({ one, other }: KnownPair): string {
  return `${one} ${other}`;
}

function rowOf(repositoryId: number, pair: KnownPair) {
  return {
    repository_id: repositoryId,
    one: pair.one,
    other: pair.other,
    yields: pair.yields,
    rule: pair.rule,
    told_one: pair.toldOne,
    told_other: pair.toldOther,
    asked_by_one: pair.askedByOne,
    asked_by_other: pair.askedByOther,
  };
}

async function removePairs(queries: Queries, repositoryId: number, number: number): Promise<void> {
  await queries
    .deleteFrom("overlap_pair")
    .where("repository_id", "=", repositoryId)
    .where((pair) => pair.or([pair("one", "=", number), pair("other", "=", number)]))
    .execute();
}

function knownHeadOf(row: Selectable<OpenHeadTable>): KnownHead {
  return {
    installationId: row.installation_id,
    repositoryId: row.repository_id,
    number: row.number,
    baseRef: row.base_ref,
    headSha: row.head_sha,
    draft: row.draft === 1,
    readySince: row.ready_since,
    touchedAt: row.touched_at,
    acting: row.acting === "" ? undefined : Acting.parse(JSON.parse(row.acting)),
  };
}

function knownPairOf(row: Selectable<OverlapPairTable>): KnownPair {
  return {
    one: row.one,
    other: row.other,
    yields: row.yields,
    rule: row.rule,
    toldOne: row.told_one,
    toldOther: row.told_other,
    askedByOne: row.asked_by_one,
    askedByOther: row.asked_by_other,
  };
}
