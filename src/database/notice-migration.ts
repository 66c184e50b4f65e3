import type { ColumnDataType, CreateTableBuilder, Kysely } from "kysely";

interface Dialect {
  readonly whole: ColumnDataType;
  create<T extends string, C extends string>(table: CreateTableBuilder<T, C>): Promise<void>;
}

/** Repositories whose default branch is watched, and the issues of what was seen there. */
export async function createNoticeTables(db: Kysely<unknown>, { whole, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("watched_repository")
      .addColumn("repository_id", whole, (column) => column.primaryKey().notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("default_branch", "text", (column) => column.notNull())
      .addColumn("wished_at", whole, (column) => column.notNull())
      .addColumn("listed", whole, (column) => column.notNull())
      .addColumn("refusal", "text", (column) => column.notNull()),
  );
  await db.schema
    .createIndex("watched_repository_installation")
    .on("watched_repository")
    .column("installation_id")
    .execute();
  await create(
    db.schema
      .createTable("notice_issue")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("gate", "text", (column) => column.notNull())
      .addColumn("notice", "text", (column) => column.notNull())
      .addColumn("issue", whole, (column) => column.notNull())
      .addColumn("digest", "text", (column) => column.notNull())
      .addColumn("open", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("notice_issue_key", ["repository_id", "gate", "notice"]),
  );
}
