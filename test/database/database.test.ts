import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { sql } from "kysely";
import { openDatabase } from "../../src/database/database.ts";
import { parseWholeNumber } from "../../src/database/postgres-dialect.ts";
import { onBothEngines } from "../support/databases.ts";

const run = promisify(execFile);

onBothEngines((databases) => {
  it("lets several processes open the same new database at once", async () => {
    const address = await databases.address();
    const module = new URL("../../src/database/database.ts", import.meta.url).href;
    const script = `const { openDatabase } = await import(process.argv[1]); await (await openDatabase(JSON.parse(process.argv[2]))).close();`;
    const exits = Array.from({ length: 4 }, () =>
      run(process.execPath, ["--input-type=module", "--eval", script, module, JSON.stringify(address)]),
    );
    for (const { stderr } of await Promise.all(exits)) expect(stderr).toBe("");
    const database = await databases.open(address);
    expect(await database.run((queries) => queries.selectFrom("counter").selectAll().execute())).toEqual([
      { name: "lease-token", value: 0 },
    ]);
  });

  it("undoes a transaction that fails, and throws a fault", async () => {
    const database = await databases.open();
    const failing = database.transaction(async (queries) => {
      await queries.insertInto("named_value").values({ name: "a", value: "1" }).execute();
      await queries.insertInto("named_value").values({ name: "a", value: "2" }).execute();
    });
    await expect(failing).rejects.toMatchObject({ code: "DATABASE_FAILED", retry: false });
    expect(await database.run((queries) => queries.selectFrom("named_value").selectAll().execute())).toEqual([]);
  });

  it("refuses a fraction where a whole number belongs", async () => {
    const database = await databases.open();
    const writing = database.run((queries) =>
      queries.insertInto("pause").values({ installation_id: 1, until_at: 0.5 }).execute(),
    );
    await expect(writing).rejects.toMatchObject({ code: "DATABASE_FAILED" });
  });

  it("gives numbers back as numbers, up to the largest exact one", async () => {
    const database = await databases.open();
    await database.run((queries) =>
      queries.insertInto("pause").values({ installation_id: 1, until_at: Number.MAX_SAFE_INTEGER }).execute(),
    );
    const row = await database.run((queries) =>
      queries
        .selectFrom("pause")
        .select((pause) => ["until_at", pause.fn.countAll<number>().over().as("rows")])
        .executeTakeFirst(),
    );
    expect(row).toEqual({ until_at: Number.MAX_SAFE_INTEGER, rows: 1 });
  });
});

describe("opening", () => {
  onBothEngines((databases) => {
    it("waits for the disk with every commit", async () => {
      const database = await databases.open();
      const setting = await database.run(async (queries) => {
        if (database.engine === "postgres")
          return sql<{ value: string }>`select current_setting('synchronous_commit') as value`.execute(queries);
        return sql<{ value: number }>`select synchronous as value from pragma_synchronous`.execute(queries);
      });
      expect(setting.rows[0]?.value).toBe(database.engine === "postgres" ? "on" : 2);
    });

    it("names the trouble of a file that is none of ours, locked or in no folder", async () => {
      const address = await databases.address();
      if (address.kind === "postgres") return;
      writeFileSync(`${address.file}.txt`, "This is no database at all.".repeat(100));
      await expect(openDatabase({ kind: "sqlite", file: `${address.file}.txt` })).rejects.toMatchObject({
        code: "DATABASE_FAILED",
        retry: false,
      });
      await expect(openDatabase({ kind: "sqlite", file: `${address.file}.txt/x/y.db` })).rejects.toMatchObject({
        code: "DATABASE_FAILED",
        message: expect.stringContaining("y.db could not be opened"),
      });
      const holder = new DatabaseSync(address.file);
      holder.exec("pragma locking_mode = exclusive; begin exclusive; create table t (a)");
      await expect(openDatabase(address)).rejects.toMatchObject({
        code: "DATABASE_FAILED",
        retry: true,
        message: expect.stringContaining("locked"),
      });
      holder.close();
    });
  });
});

describe("opening a server", () => {
  it("refuses an address that is none, without repeating it", async () => {
    const opening = openDatabase({ kind: "postgres", url: "mysql://root:hunter2@localhost/x" });
    await expect(opening).rejects.toMatchObject({ code: "DATABASE_FAILED", retry: false });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("hunter2") });
  });

  it("says that a retry may help when nobody listens", async () => {
    // Port 1 is reserved; nothing listens on it.
    const opening = openDatabase({ kind: "postgres", url: "postgres://root:hunter2@127.0.0.1:1/x" });
    await expect(opening).rejects.toMatchObject({ code: "DATABASE_FAILED", retry: true });
    await expect(opening).rejects.not.toMatchObject({ message: expect.stringContaining("hunter2") });
  });

  it("refuses a number that JavaScript cannot hold exactly", () => {
    expect(parseWholeNumber("9007199254740991")).toBe(9_007_199_254_740_991);
    expect(() => parseWholeNumber("9007199254740992")).toThrow(RangeError);
  });
});
