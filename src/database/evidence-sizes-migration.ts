import { type ColumnDataType, type CreateTableBuilder, type Kysely, sql } from "kysely";

interface Dialect {
  readonly whole: ColumnDataType;
  readonly bytes: ColumnDataType;
  create<T extends string, C extends string>(table: CreateTableBuilder<T, C>): Promise<void>;
}

/**
 * Evidence tells its size before its content is read, and its attempt. The sizes stand before the content, since SQLite
 * reads a row's columns in their order, through everything that lies before. What was stored is not carried over:
 * nobody knows its size, and artifacts are fetched anew.
 */
export async function addEvidenceSizes(db: Kysely<unknown>, { whole, bytes, create }: Dialect): Promise<void> {
  await db.schema.dropTable("evidence").execute();
  await create(
    db.schema
      .createTable("evidence")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("commit_sha", "text", (column) => column.notNull())
      .addColumn("reader", "text", (column) => column.notNull())
      .addColumn("upload", "text", (column) => column.notNull())
      .addColumn("path", "text", (column) => column.notNull())
      .addColumn("origin", "text", (column) => column.notNull())
      .addColumn("trusted", whole, (column) => column.notNull())
      .addColumn("refused", "text", (column) => column.notNull())
      .addColumn("packed_bytes", whole, (column) => column.notNull())
      .addColumn("text_bytes", whole, (column) => column.notNull())
      .addColumn("content", bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint("evidence_key", ["repository_id", "commit_sha", "reader", "upload", "path"]),
  );
  await sql`delete from evidence_upload`.execute(db);
  await db.schema
    .alterTable("evidence_upload")
    .addColumn("attempt", whole, (column) => column.notNull().defaultTo(1))
    .execute();
}
