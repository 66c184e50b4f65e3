import { type ColumnDataType, type CreateTableBuilder, type Kysely, sql } from "kysely";
import type { Engine } from "./migrations.ts";

interface Dialect {
  readonly whole: ColumnDataType;
  create<T extends string, C extends string>(table: CreateTableBuilder<T, C>): Promise<void>;
}

/** Leases, overrides and what else was said in comments, and the ledger of it, of which no entry changes. */
export async function createLeaseTables(db: Kysely<unknown>, engine: Engine, dialect: Dialect): Promise<void> {
  await createBook(db, dialect);
  await createStatements(db, dialect);
  await createLedger(db, dialect);
  for (const statement of engine === "sqlite" ? sqliteGuards : postgresGuards) await sql.raw(statement).execute(db);
}

async function createBook(db: Kysely<unknown>, { whole, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("lease_book")
      .addColumn("repository_id", whole, (column) => column.primaryKey().notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("epoch", whole, (column) => column.notNull()),
  );
  await db.schema.createIndex("lease_book_installation").on("lease_book").column("installation_id").execute();
  await create(
    db.schema
      .createTable("lease")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("epoch", whole, (column) => column.notNull())
      .addColumn("agent", "text", (column) => column.notNull())
      .addColumn("mode", "text", (column) => column.notNull())
      .addColumn("paths", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addColumn("starts_at", whole, (column) => column.notNull())
      .addColumn("expires_at", whole, (column) => column.notNull())
      .addColumn("ttl_ms", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addColumn("base_ref", "text", (column) => column.notNull())
      .addColumn("stands_before", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("by_id", whole, (column) => column.notNull())
      .addColumn("by_login", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("lease_key", ["repository_id", "epoch"]),
  );
  await db.schema.createIndex("lease_state").on("lease").columns(["repository_id", "state"]).execute();
}

async function createStatements(db: Kysely<unknown>, { whole, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("gate_override")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("id", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addColumn("gate", "text", (column) => column.notNull())
      .addColumn("finding", "text", (column) => column.notNull())
      .addColumn("rule", "text", (column) => column.notNull())
      .addColumn("paths", "text", (column) => column.notNull())
      .addColumn("other_number", whole)
      .addColumn("other_head", "text")
      .addColumn("what", "text", (column) => column.notNull())
      .addColumn("head_sha", "text", (column) => column.notNull())
      .addColumn("reason", "text", (column) => column.notNull())
      .addColumn("by_id", whole, (column) => column.notNull())
      .addColumn("by_login", "text", (column) => column.notNull())
      .addColumn("at", whole, (column) => column.notNull())
      .addColumn("ended", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("gate_override_key", ["repository_id", "id"]),
  );
  await db.schema
    .createIndex("gate_override_number")
    .on("gate_override")
    .columns(["repository_id", "number"])
    .execute();
  await create(
    db.schema
      .createTable("pull_statement")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("value", "text", (column) => column.notNull())
      .addColumn("epoch", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("pull_statement_key", ["repository_id", "number", "kind", "value"]),
  );
  await create(
    db.schema
      .createTable("comment_command")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("comment_id", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addColumn("at", whole, (column) => column.notNull())
      .addColumn("refused", whole, (column) => column.notNull())
      .addColumn("reply", "text", (column) => column.notNull())
      .addColumn("state", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("comment_command_key", ["repository_id", "comment_id"]),
  );
  await db.schema
    .createIndex("comment_command_number")
    .on("comment_command")
    .columns(["repository_id", "number", "at"])
    .execute();
}

async function createLedger(db: Kysely<unknown>, { whole, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("ledger")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("epoch", whole, (column) => column.notNull())
      .addColumn("at", whole, (column) => column.notNull())
      .addColumn("by_id", whole, (column) => column.notNull())
      .addColumn("by_login", "text", (column) => column.notNull())
      .addColumn("tier", "text", (column) => column.notNull())
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("subject", "text", (column) => column.notNull())
      .addColumn("why", "text", (column) => column.notNull())
      .addColumn("number", whole)
      .addColumn("comment_id", whole)
      .addColumn("details", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("ledger_key", ["repository_id", "epoch"]),
  );
}

/** An entry goes only with all that is known of its repository, which begins with its book. */
const sqliteGuards = [
  `create trigger ledger_keeps before update on ledger begin select raise(abort, 'an entry of the ledger does not change'); end`,
  `create trigger ledger_stays before delete on ledger
     when exists (select 1 from lease_book where lease_book.repository_id = old.repository_id)
     begin select raise(abort, 'an entry of the ledger stays'); end`,
];

const postgresGuards = [
  `create function ledger_keeps() returns trigger language plpgsql as $$
   begin raise exception 'an entry of the ledger does not change'; end $$`,
  `create function ledger_stays() returns trigger language plpgsql as $$
   begin
     if exists (select 1 from lease_book where lease_book.repository_id = old.repository_id) then
       raise exception 'an entry of the ledger stays';
     end if;
     return old;
   end $$`,
  "create trigger ledger_keeps before update on ledger for each row execute function ledger_keeps()",
  "create trigger ledger_stays before delete on ledger for each row execute function ledger_stays()",
  "create trigger ledger_whole before truncate on ledger for each statement execute function ledger_keeps()",
];
