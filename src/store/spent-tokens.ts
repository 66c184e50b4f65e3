import type { SpentTokens } from "../core/spent-tokens.ts";
import type { Database } from "../database/database.ts";

export function createSpentTokens({ run }: Database): SpentTokens {
  return {
    async spend(id, until) {
      const row = await run((queries) =>
        queries
          .insertInto("spent_token")
          .values({ id, until_at: until })
          .onConflict((conflict) => conflict.column("id").doNothing())
          .returning("id")
          .executeTakeFirst(),
      );
      return row !== undefined;
    },
    async prune(now) {
      await run((queries) => queries.deleteFrom("spent_token").where("until_at", "<", now).execute());
    },
  };
}
