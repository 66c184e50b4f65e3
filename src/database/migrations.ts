import { type ColumnDataType, type CreateTableBuilder, type Kysely, sql } from "kysely";
import type { Migration, MigrationProvider } from "kysely/migration";
import { createEvidence } from "./evidence-migration.ts";
import { addEvidenceSizes } from "./evidence-sizes-migration.ts";
import { createLeaseTables } from "./lease-migration.ts";
import { createNoticeTables } from "./notice-migration.ts";
import { createOverlapCommentTables } from "./overlap-comment-migration.ts";
import { createOverlapTables } from "./overlap-migration.ts";
import { createSpentTokenTable } from "./spent-token-migration.ts";

export type Engine = "sqlite" | "postgres";

/** Every change of the tables, oldest first. A migration that was released is never edited: add another one. */
export function migrationsFor(engine: Engine): MigrationProvider {
  const migrations: Record<string, Migration> = {
    "0001-queue": { up: (db) => createQueueTables(db, engine) },
    "0002-store": { up: (db) => createStoreTables(db, engine) },
    "0003-derived-values": { up: (db) => createDerivedValues(db, engine) },
    "0004-evidence": { up: (db) => createEvidence(db, dialectOf(engine)) },
    "0005-spent-tokens": { up: (db) => createSpentTokenTable(db, dialectOf(engine)) },
    "0006-approved-head": { up: addApprovedHead },
    "0007-evidence-sizes": { up: (db) => addEvidenceSizes(db, dialectOf(engine)) },
    "0008-notices": { up: (db) => createNoticeTables(db, dialectOf(engine)) },
    "0009-leases": { up: (db) => createLeaseTables(db, engine, dialectOf(engine)) },
    "0010-overlaps": { up: (db) => createOverlapTables(db, dialectOf(engine)) },
    "0011-overlap-comments": { up: (db) => createOverlapCommentTables(db, dialectOf(engine)) },
  };
  return { getMigrations: () => Promise.resolve(migrations) };
}

type Schema = Kysely<unknown>;

async function createQueueTables(db: Schema, engine: Engine): Promise<void> {
  const { whole, create } = dialectOf(engine);
  await create(
    db.schema
      .createTable("delivery")
      .addColumn("guid", "text", (column) => column.primaryKey().notNull())
      .addColumn("event", "text", (column) => column.notNull())
      .addColumn("received_at", whole, (column) => column.notNull()),
  );
  await db.schema.createIndex("delivery_received").on("delivery").column("received_at").execute();
  await create(
    db.schema
      .createTable("target")
      .addColumn("key", "text", (column) => column.primaryKey().notNull())
      .addColumn("target", "text", (column) => column.notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("urgency", whole, (column) => column.notNull())
      .addColumn("wanted", whole, (column) => column.notNull())
      .addColumn("seen", whole, (column) => column.notNull())
      .addColumn("done", whole, (column) => column.notNull())
      .addColumn("run_at", whole, (column) => column.notNull())
      .addColumn("lease_until", whole, (column) => column.notNull())
      .addColumn("token", whole, (column) => column.notNull())
      .addColumn("attempts", whole, (column) => column.notNull())
      .addColumn("last_error", "text")
      .addColumn("died_at", whole)
      .addColumn("touched_at", whole, (column) => column.notNull()),
  );
  // Only what is still to do, in the order in which it is taken: small, however many targets are known.
  await sql`create index target_pending on target (urgency, run_at) where wanted > done and died_at is null`.execute(
    db,
  );
  await db.schema.createIndex("target_installation").on("target").column("installation_id").execute();
  await create(
    db.schema
      .createTable("pause")
      .addColumn("installation_id", whole, (column) => column.primaryKey().notNull())
      .addColumn("until_at", whole, (column) => column.notNull()),
  );
  await create(
    db.schema
      .createTable("counter")
      .addColumn("name", "text", (column) => column.primaryKey().notNull())
      .addColumn("value", whole, (column) => column.notNull()),
  );
  await sql`insert into counter (name, value) values ('lease-token', 0)`.execute(db);
}

async function createStoreTables(db: Schema, engine: Engine): Promise<void> {
  const { whole, create } = dialectOf(engine);
  await create(
    db.schema
      .createTable("report")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("target_key", "text", (column) => column.notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("head_sha", "text", (column) => column.notNull())
      .addColumn("saved_at", whole, (column) => column.notNull())
      .addColumn("report", "text", (column) => column.notNull())
      .addUniqueConstraint("report_of_target", ["target_key", "head_sha"]),
  );
  await db.schema.createIndex("report_head").on("report").columns(["repository_id", "head_sha"]).execute();
  await db.schema.createIndex("report_saved").on("report").column("saved_at").execute();
  await db.schema.createIndex("report_installation").on("report").column("installation_id").execute();
  await create(
    db.schema
      .createTable("pull_request")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("head_sha", "text", (column) => column.notNull())
      .addColumn("base_ref", "text", (column) => column.notNull())
      .addColumn("open", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("pull_request_key", ["repository_id", "number"]),
  );
  await db.schema.createIndex("pull_request_head").on("pull_request").columns(["repository_id", "head_sha"]).execute();
  await db.schema.createIndex("pull_request_installation").on("pull_request").column("installation_id").execute();
  await create(
    db.schema
      .createTable("published_check")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("head_sha", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("run_id", whole, (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("published_check_key", ["repository_id", "head_sha", "name"]),
  );
  await create(
    db.schema
      .createTable("head_lock")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("head_sha", "text", (column) => column.notNull())
      .addColumn("holder", "text", (column) => column.notNull())
      .addColumn("until_at", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("head_lock_key", ["repository_id", "head_sha"]),
  );
  await create(
    db.schema
      .createTable("named_value")
      .addColumn("name", "text", (column) => column.primaryKey().notNull())
      .addColumn("value", "text", (column) => column.notNull()),
  );
}

async function createDerivedValues(db: Schema, engine: Engine): Promise<void> {
  const { whole, create } = dialectOf(engine);
  await create(
    db.schema
      .createTable("derived_value")
      .addColumn("extractor", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("size", whole, (column) => column.notNull())
      .addColumn("written_at", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("derived_value_key", ["extractor", "id"]),
  );
  // Covers the look for what to forget, which then reads no value.
  await db.schema.createIndex("derived_value_written").on("derived_value").columns(["written_at", "size"]).execute();
}

async function addApprovedHead(db: Schema): Promise<void> {
  await db.schema
    .alterTable("pull_request")
    .addColumn("approved_head", "text", (column) => column.notNull().defaultTo(""))
    .execute();
}

/** SQLite's STRICT tables refuse a value of another type, as PostgreSQL does; a whole number is an `integer` there. */
function dialectOf(engine: Engine) {
  const whole: ColumnDataType = engine === "sqlite" ? "integer" : "bigint";
  const create = <T extends string, C extends string>(table: CreateTableBuilder<T, C>): Promise<void> =>
    (engine === "sqlite" ? table.modifyEnd(sql`strict`) : table).execute();
  const bytes: ColumnDataType = engine === "sqlite" ? "blob" : "bytea";
  return { whole, bytes, create };
}
