import type { Queries } from "../database/database.ts";

export async function readValue(queries: Queries, name: string): Promise<string | undefined> {
  const row = await queries.selectFrom("named_value").select("value").where("name", "=", name).executeTakeFirst();
  return row?.value;
}

export async function writeValue(queries: Queries, name: string, value: string): Promise<void> {
  await queries
    .insertInto("named_value")
    .values({ name, value })
    .onConflict((conflict) => conflict.column("name").doUpdateSet({ value }))
    .execute();
}
