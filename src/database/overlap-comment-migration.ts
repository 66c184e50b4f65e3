import type { ColumnDataType, CreateTableBuilder, Kysely } from "kysely";

interface Dialect {
  readonly whole: ColumnDataType;
  create<T extends string, C extends string>(table: CreateTableBuilder<T, C>): Promise<void>;
}

/** The comments that tell of overlaps, and where somebody has asked for one. */
export async function createOverlapCommentTables(db: Kysely<unknown>, { whole, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("overlap_comment")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addColumn("comment", whole, (column) => column.notNull())
      .addColumn("pending", whole, (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addColumn("created_at", whole, (column) => column.notNull())
      .addColumn("open", whole, (column) => column.notNull())
      .addColumn("blocked", whole, (column) => column.notNull())
      .addColumn("partners", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("overlap_comment_key", ["repository_id", "number"]),
  );
  await create(
    db.schema
      .createTable("overlap_comment_asked")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("number", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("overlap_comment_asked_key", ["repository_id", "number"]),
  );
}
