import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { DerivedValues } from "../core/extractor.ts";
import { isDamage } from "./sqlite-damage.ts";

/** Values of every extractor together. A value of a Python file takes about 300 bytes. */
const defaultMaxRows = 400_000;

export interface DeskCache extends DerivedValues {
  close(): void;
}

/**
 * Derived values in a file beside the clone's objects, shared by its work trees and by several processes. A place that
 * cannot be written means no cache and a damaged file is replaced, never an error: a lost value costs time only.
 */
export function openDeskCache(commonDir: string, maxRows: number = defaultMaxRows): DeskCache {
  const database = openDatabase(join(commonDir, "lanekeeper"));
  if (database === undefined) return noCache;
  const forgiving = <T>(work: () => T, otherwise: T): T => {
    try {
      return work();
    } catch {
      // Locked for too long, disk full, file damaged meanwhile.
      return otherwise;
    }
  };
  return {
    read: async (extractor, ids) => forgiving(() => readRows(database, extractor, ids), new Map()),
    write: async (extractor, values) => forgiving(() => writeRows(database, extractor, values, maxRows), undefined),
    close: () => forgiving(() => database.close(), undefined),
  };
}

const noCache: DeskCache = {
  read: async () => new Map(),
  write: async () => undefined,
  close: () => undefined,
};

function openDatabase(directory: string): DatabaseSync | undefined {
  const file = join(directory, "derived.sqlite");
  try {
    mkdirSync(directory, { recursive: true });
    return prepareDatabase(file);
  } catch (cause) {
    // Anything else, such as a file that another process holds, is left alone.
    return isDamage(cause) ? replaceDatabase(file) : undefined;
  }
}

function replaceDatabase(file: string): DatabaseSync | undefined {
  try {
    for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    return prepareDatabase(file);
  } catch {
    return undefined;
  }
}

/** Rows are numbered as they come, so that the oldest can be found without counting. */
function prepareDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 2_000 });
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF");
    database.exec(
      "CREATE TABLE IF NOT EXISTS derived (number INTEGER PRIMARY KEY, extractor TEXT NOT NULL, id TEXT NOT NULL, " +
        "value TEXT NOT NULL, UNIQUE (extractor, id)) STRICT",
    );
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

function readRows(database: DatabaseSync, extractor: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const select = database.prepare(
    "SELECT id, value FROM derived WHERE extractor = ? AND id IN (SELECT value FROM json_each(?))",
  );
  const values = new Map<string, string>();
  for (const { id, value } of select.iterate(extractor, JSON.stringify(ids))) {
    if (typeof id === "string" && typeof value === "string") values.set(id, value);
  }
  return values;
}

function writeRows(
  database: DatabaseSync,
  extractor: string,
  values: ReadonlyMap<string, string>,
  maxRows: number,
): void {
  const insert = database.prepare("INSERT OR REPLACE INTO derived (extractor, id, value) VALUES (?, ?, ?)");
  database.exec("BEGIN IMMEDIATE");
  try {
    for (const [id, value] of values) insert.run(extractor, id, value);
    database.prepare("DELETE FROM derived WHERE number <= (SELECT max(number) FROM derived) - ?").run(maxRows);
    database.exec("COMMIT");
  } catch (cause) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw cause;
  }
}
