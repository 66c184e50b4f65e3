import { Fault } from "../core/fault.ts";

/** Two transactions got in each other's way and one was undone; the same one works when it is run again. */
const undoneStates: ReadonlySet<string> = new Set(["40001", "40P01"]);

/**
 * Classes of errors that no retry mends: a value that cannot be stored, a wrong password, no such database, no right
 * to it or no such table. Source: PostgreSQL, appendix A, "PostgreSQL Error Codes".
 */
const lastingClasses: ReadonlySet<string> = new Set(["22", "23", "28", "3D", "42"]);

/** Primary result codes of SQLite: https://www.sqlite.org/rescode.html */
const sqliteBusy = 5;
const sqliteLocked = 6;
const sqliteFull = 13;

export function wasUndone(error: unknown): boolean {
  return undoneStates.has(fieldOf(error, "code"));
}

/** The engine's own text is the cause and never the message: it may hold values, and the address may hold a password. */
export function databaseFault(error: unknown, message = "The database failed."): Fault {
  if (error instanceof Fault) return error;
  if (fieldOf(error, "code") === "ERR_SQLITE_ERROR") return sqliteFault(error, message);
  const lasting = lastingClasses.has(fieldOf(error, "code").slice(0, 2)) || error instanceof TypeError;
  return new Fault("DATABASE_FAILED", message, { cause: error, retry: !lasting });
}

function sqliteFault(error: unknown, message: string): Fault {
  const code = Number(fieldOf(error, "errcode")) & 0xff;
  if (code === sqliteBusy || code === sqliteLocked) {
    return new Fault("DATABASE_FAILED", `${message} Another process keeps the file locked.`, {
      cause: error,
      retry: true,
    });
  }
  if (code === sqliteFull) {
    return new Fault("DATABASE_FAILED", `${message} The disk is full.`, { cause: error, retry: true });
  }
  return new Fault("DATABASE_FAILED", message, { cause: error, retry: false });
}

function fieldOf(error: unknown, name: "code" | "errcode"): string {
  if (typeof error !== "object" || error === null) return "";
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
