import { randomUUID } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { Fault } from "../core/fault.ts";
import { isDamage } from "./sqlite-damage.ts";

/** One writer of a mirror at a time, over all processes of this machine. */
export interface MirrorLock {
  /** Waits for the lock, works, and gives it back; throws GIT_TIMED_OUT when others hold it for `waitMs`. */
  holding<T>(name: string, waitMs: number, work: () => Promise<T>): Promise<T>;
  close(): void;
}

/** A holder that died keeps others waiting no longer than this. */
const leaseMs = 10_000;
const renewEveryMs = 2_000;
const askEveryMs = 50;

/**
 * The lock is a row with an owner and an expiry, because SQLite can compare and replace it in one step; a lock file
 * that has expired cannot be taken over without a race. The directory must be on a local disk.
 */
export function openMirrorLock(root: string): MirrorLock {
  const database = openDatabase(root);
  const acquire = database.prepare(
    "INSERT INTO lock (name, owner, expires) VALUES (?, ?, ?) ON CONFLICT (name) DO UPDATE " +
      "SET owner = excluded.owner, expires = excluded.expires WHERE lock.expires < ?",
  );
  const renew = database.prepare("UPDATE lock SET expires = ? WHERE name = ? AND owner = ?");
  const release = database.prepare("DELETE FROM lock WHERE name = ? AND owner = ?");

  return {
    async holding(name, waitMs, work) {
      const owner = randomUUID();
      const giveUpAt = Date.now() + waitMs;
      while (acquire.run(name, owner, Date.now() + leaseMs, Date.now()).changes === 0) {
        if (Date.now() > giveUpAt) throw busy(waitMs);
        await sleep(askEveryMs);
      }
      const renewal = setInterval(() => mayFail(() => renew.run(Date.now() + leaseMs, name, owner)), renewEveryMs);
      try {
        return await work();
      } finally {
        clearInterval(renewal);
        mayFail(() => release.run(name, owner));
      }
    },
    close: () => database.close(),
  };
}

/** One missed renewal does no harm, and a lock that is not given back expires. */
function mayFail(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** What the file holds is worthless after a crash, so a damaged one is replaced and nothing is synced to disk. */
function openDatabase(root: string): DatabaseSync {
  mkdirSync(root, { recursive: true });
  const file = join(root, "locks.sqlite");
  try {
    return prepareDatabase(file);
  } catch (cause) {
    if (!isDamage(cause)) throw new Fault("GIT_FAILED", `${file} cannot be opened.`, { cause, retry: true });
    rmSync(file, { force: true });
    return prepareDatabase(file);
  }
}

function prepareDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 10_000 });
  try {
    database.exec("PRAGMA synchronous = OFF");
    database.exec(
      "CREATE TABLE IF NOT EXISTS lock (name TEXT PRIMARY KEY, owner TEXT NOT NULL, expires INTEGER NOT NULL) STRICT",
    );
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

function busy(waitMs: number): Fault {
  const message = `Another process has been writing to this mirror for more than ${waitMs} ms.`;
  return new Fault("GIT_TIMED_OUT", message, { retry: true });
}
