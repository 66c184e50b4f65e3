import type { ColumnDataType, CreateTableBuilder, Kysely } from "kysely";

interface Dialect {
  readonly whole: ColumnDataType;
  readonly bytes: ColumnDataType;
  create<T extends string, C extends string>(table: CreateTableBuilder<T, C>): Promise<void>;
}

export async function createEvidence(db: Kysely<unknown>, { whole, bytes, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("evidence_upload")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("commit_sha", "text", (column) => column.notNull())
      .addColumn("reader", "text", (column) => column.notNull())
      .addColumn("upload", "text", (column) => column.notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("artifact_id", whole, (column) => column.notNull())
      .addColumn("saved_at", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("evidence_upload_key", ["repository_id", "commit_sha", "reader", "upload"]),
  );
  await db.schema.createIndex("evidence_upload_saved").on("evidence_upload").column("saved_at").execute();
  await db.schema.createIndex("evidence_upload_installation").on("evidence_upload").column("installation_id").execute();
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
      .addColumn("content", bytes, (column) => column.notNull())
      .addPrimaryKeyConstraint("evidence_key", ["repository_id", "commit_sha", "reader", "upload", "path"]),
  );
  await create(
    db.schema
      .createTable("seen_head")
      .addColumn("repository_id", whole, (column) => column.notNull())
      .addColumn("head_sha", "text", (column) => column.notNull())
      .addColumn("installation_id", whole, (column) => column.notNull())
      .addColumn("seen_at", whole, (column) => column.notNull())
      .addPrimaryKeyConstraint("seen_head_key", ["repository_id", "head_sha"]),
  );
  await db.schema.createIndex("seen_head_seen").on("seen_head").column("seen_at").execute();
}
