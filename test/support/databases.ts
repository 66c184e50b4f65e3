import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe } from "@jest/globals";
import { type Database, type DatabaseAddress, openDatabase } from "../../src/database/database.ts";
import { findPostgres, type PostgresCluster, startPostgres } from "./postgres.ts";

/** How a test gets at an empty database. What it opens is closed after the test. */
export interface Databases {
  address(): Promise<DatabaseAddress>;
  open(address?: DatabaseAddress): Promise<Database>;
}

/** Runs the same tests on both engines, PostgreSQL only where a server is installed. */
export function onBothEngines(define: (databases: Databases) => void): void {
  describe("on SQLite", () => {
    const folder = mkdtempSync(join(tmpdir(), "lanekeeper-sqlite-"));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    let files = 0;
    define(closing(() => {
      files += 1;
      return Promise.resolve({ kind: "sqlite", file: join(folder, `${files}.db`) });
    }));
  });
  const binaries = findPostgres();
  (binaries === undefined ? describe.skip : describe)("on PostgreSQL", () => {
    let cluster: PostgresCluster | undefined;
    beforeAll(async () => {
      if (binaries !== undefined) cluster = await startPostgres(binaries);
    });
    afterAll(() => cluster?.stop());
    define(closing(async () => {
      if (cluster === undefined) throw new Error("PostgreSQL is not running.");
      return { kind: "postgres", url: await cluster.createDatabase() };
    }));
  });
}

function closing(address: () => Promise<DatabaseAddress>): Databases {
  let opened: Database[] = [];
  afterEach(async () => {
    const all = opened;
    opened = [];
    for (const database of all) await database.close();
  });
  return {
    address,
    async open(given) {
      const database = await openDatabase(given ?? (await address()));
      opened.push(database);
      return database;
    },
  };
}
