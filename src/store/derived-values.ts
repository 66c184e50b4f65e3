import { sql } from "kysely";
import type { DerivedValues } from "../core/extractor.ts";
import type { Database, Queries } from "../database/database.ts";
import type { DerivedValueTable } from "../database/tables.ts";

export interface DerivedValuesOptions {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Characters of all values and their keys together, about the bytes that they take. */
  readonly maxSize?: number;
}

export interface StoredDerivedValues extends DerivedValues {
  /** Forgets everything. */
  clear(): Promise<void>;
}

const defaultMaxSize = 512 * 1024 * 1024;
const idsAtOnce = 1_000;
const rowsAtOnce = 500;

/**
 * Extracted values in the database. When they grow beyond their size, those written longest ago are forgotten,
 * down to three quarters, so that the next write need not look again.
 */
export function createDerivedValues(database: Database, options: DerivedValuesOptions): StoredDerivedValues {
  const maxSize = options.maxSize ?? defaultMaxSize;
  // The first write of a process looks how much there is; then only every sixteenth part of it.
  let writtenSinceLook = Number.POSITIVE_INFINITY;
  return {
    read: (extractor, ids) => database.run((queries) => readValues(queries, extractor, ids)),
    async write(extractor, values) {
      const rows = rowsOf(extractor, values, options.clock());
      if (rows.length === 0) return;
      await database.transaction((queries) => writeRows(queries, rows));
      writtenSinceLook += rows.reduce((sum, row) => sum + row.size, 0);
      if (writtenSinceLook < maxSize / 16) return;
      writtenSinceLook = 0;
      await database.transaction((queries) => forgetOldest(queries, maxSize));
    },
    async clear() {
      await database.run((queries) => queries.deleteFrom("derived_value").execute());
    },
  };
}

async function readValues(
  queries: Queries,
  extractor: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const rows = await queries
      .selectFrom("derived_value")
      .select(["id", "value"])
      .where("extractor", "=", extractor)
      .where("id", "in", ids.slice(start, start + idsAtOnce))
      .execute();
    for (const { id, value } of rows) found.set(id, value);
  }
  return found;
}

/** In the order of ids, so that two processes that write the same values never wait for each other in a circle. */
function rowsOf(extractor: string, values: ReadonlyMap<string, string>, now: number): readonly DerivedValueTable[] {
  return [...values.keys()].toSorted().map((id) => {
    const value = values.get(id) ?? "";
    return { extractor, id, value, size: extractor.length + id.length + value.length, written_at: now };
  });
}

async function writeRows(queries: Queries, rows: readonly DerivedValueTable[]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    await queries
      .insertInto("derived_value")
      .values(rows.slice(start, start + rowsAtOnce))
      .onConflict((conflict) =>
        conflict.columns(["extractor", "id"]).doUpdateSet({
          value: sql`excluded.value`,
          size: sql`excluded.size`,
          written_at: sql`excluded.written_at`,
        }),
      )
      .execute();
  }
}

async function forgetOldest(queries: Queries, maxSize: number): Promise<void> {
  const { total } = await queries
    .selectFrom("derived_value")
    .select(sql<number>`cast(coalesce(sum(size), 0) as bigint)`.as("total"))
    .executeTakeFirstOrThrow();
  if (total <= maxSize) return;
  const kept = Math.floor(maxSize * 0.75);
  const newestFirst = queries
    .selectFrom("derived_value")
    .select(["written_at", sql<number>`sum(size) over (order by written_at desc)`.as("size_so_far")])
    .as("newest_first");
  const { cut } = await queries
    .selectFrom(newestFirst)
    .select((row) => row.fn.max<number | null>("written_at").as("cut"))
    .where("size_so_far", ">", kept)
    .executeTakeFirstOrThrow();
  if (cut !== null) await queries.deleteFrom("derived_value").where("written_at", "<=", cut).execute();
}
