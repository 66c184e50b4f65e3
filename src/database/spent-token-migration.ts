import type { ColumnDataType, CreateTableBuilder, Kysely } from "kysely";

interface Dialect {
  readonly whole: ColumnDataType;
  readonly create: <T extends string, C extends string>(table: CreateTableBuilder<T, C>) => Promise<void>;
}

/** Ids of tokens that were used, for as long as anybody could use them again. */
export async function createSpentTokenTable(db: Kysely<unknown>, { whole, create }: Dialect): Promise<void> {
  await create(
    db.schema
      .createTable("spent_token")
      .addColumn("id", "text", (column) => column.primaryKey().notNull())
      .addColumn("until_at", whole, (column) => column.notNull()),
  );
  await db.schema.createIndex("spent_token_until").on("spent_token").column("until_at").execute();
}
