import { expect, it } from "@jest/globals";
import { sql } from "kysely";
import type { Database } from "../../src/database/database.ts";
import { createLeaseStore } from "../../src/store/leases.ts";
import { createStore } from "../../src/store/store.ts";
import { leasesSuite } from "../ports/leases-suite.ts";
import { onBothEngines } from "../support/databases.ts";

async function withOneEntry(database: Database, id: number): Promise<void> {
  await createLeaseStore(database).record({
    installationId: 5,
    repository: { id, owner: "acme", name: "platform" },
    at: 1,
    by: { id: 1, login: "ada", tier: "none" },
    number: 1,
    epoch: 0,
    effects: [{ action: "declared", agent: "codex", why: "" }],
  });
}

onBothEngines((databases) => {
  leasesSuite(async () => createLeaseStore(await databases.open()));

  it.each(["update ledger set why = 'other'", "delete from ledger", "delete from ledger where epoch = 1"])(
    "lets nobody change the ledger: %s",
    async (statement) => {
      const database = await databases.open();
      await withOneEntry(database, 7);
      await expect(database.run((queries) => sql.raw(statement).execute(queries))).rejects.toThrow();
      expect(await createLeaseStore(database).ledger({ repositoryId: 7, limit: 9 })).toMatchObject([{ why: "" }]);
    },
  );

  it("forgets all of a repository that is gone, the ledger, too, and nothing of another", async () => {
    const database = await databases.open();
    for (const id of [7, 8]) await withOneEntry(database, id);
    expect(await createStore(database).forgetRepositories(5, [8])).toEqual([7]);
    const leases = createLeaseStore(database);
    expect(await leases.book(7)).toMatchObject({ epoch: 0, declarations: [] });
    expect(await leases.ledger({ repositoryId: 7, limit: 9 })).toEqual([]);
    expect(await leases.ledger({ repositoryId: 8, limit: 9 })).toHaveLength(1);
    expect((await leases.repositories()).map(({ id }) => id)).toEqual([8]);
  });
});
