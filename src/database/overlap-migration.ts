import type { ColumnDataType, CreateTableBuilder, Kysely } from "kysely";

interface Dialect {
  readonly whole: ColumnDataType;
  create<T extends string, C extends string>(table: CreateTableBuilder<T, C>): Promise<void>;
}

/** Open pull requests that are compared with each other, and what was told of those that meet. */
export async function createOverlapTables(db: Kysely<unknown>, { whole, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("open_head")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("base_ref", "text", (column) => column.notNull())
      .addColumn("head_sha", "text", (column) => column.notNull())
      .addColumn("draft", whole, (column) => column.notNull())
      .addColumn("ready_since", whole, (column) => column.notNull())
      .addColumn("touched_at", whole, (column) => column.notNull())
      .addColumn("acting", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("open_head_key", ["repository_id", "number"]),
  );
  await db.schema
    .createIndex("open_head_base")
    .on("open_head")
    .columns(["repository_id", "base_ref", "touched_at"])
    .execute();
  await create(
    db.schema
      .createTable("overlap_pair")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("one", whole, (column) => column.notNull())
      .addColumn("other", whole, (column) => column.notNull())
      .addColumn("yields", whole, (column) => column.notNull())
      .addColumn("rule", "text", (column) => column.notNull())
      .addColumn("told_one", "text", (column) => column.notNull())
      .addColumn("told_other", "text", (column) => column.notNull())
      .addColumn("asked_by_one", "text", (column) => column.notNull())
      .addColumn("asked_by_other", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("overlap_pair_key", ["repository_id", "one", "other"]),
  );
  await db.schema.createIndex("overlap_pair_other").on("overlap_pair").columns(["repository_id", "other"]).execute();
}
