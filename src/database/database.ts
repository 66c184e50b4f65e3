import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { Fault } from "../core/fault.ts";
import { type Engine, migrationsFor } from "./migrations.ts";
import { postgresDialect } from "./postgres-dialect.ts";
import { openSqliteFile, sqliteDialect } from "./sqlite-dialect.ts";
import type { Tables } from "./tables.ts";
import { databaseFault, wasUndone } from "./trouble.ts";

export type DatabaseAddress =
  | { readonly kind: "sqlite"; readonly file: string }
  | { readonly kind: "postgres"; readonly url: string };

export type Queries = Kysely<Tables>;

/** An open database with its tables in place. Whatever fails in it is thrown as a DATABASE_FAILED fault. */
export interface Database {
  readonly engine: Engine;
  /** Runs queries each on its own: a single statement is a transaction by itself. */
  run<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Runs all or nothing. The work may be run again when it collided with another one. */
  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens the database and brings its tables up to date. Safe when several processes start at once. */
export async function openDatabase(address: DatabaseAddress): Promise<Database> {
  const queries = connect(address);
  try {
    await migrate(queries, address.kind);
  } catch (error) {
    await queries.destroy();
    throw databaseFault(error, `The ${nameOf(address)} could not be opened${reasonOf(error)}.`);
  }
  return databaseOf(queries, address.kind);
}

function connect(address: DatabaseAddress): Queries {
  try {
    if (address.kind === "postgres") return new Kysely({ dialect: postgresDialect(checkedUrl(address.url)) });
    mkdirSync(dirname(address.file), { recursive: true });
    return new Kysely({ dialect: sqliteDialect(openSqliteFile(address.file)) });
  } catch (error) {
    throw databaseFault(error, `The ${nameOf(address)} could not be opened${reasonOf(error)}.`);
  }
}

function checkedUrl(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.protocol === "postgres:" || parsed?.protocol === "postgresql:") return url;
  throw new Fault("DATABASE_FAILED", "The database's address is not of the form postgres://user@host/name.", {
    retry: false,
  });
}

/** A code such as ECONNREFUSED, EACCES or 28P01 holds no secret and tells what to look at. */
function reasonOf(error: unknown): string {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : undefined;
  return typeof code === "string" && /^\w{1,32}$/.test(code) ? ` (${code})` : "";
}

function nameOf(address: DatabaseAddress): string {
  // The address of a server may hold a password, so it is not named.
  return address.kind === "sqlite" ? `database file ${address.file}` : "PostgreSQL database of DATABASE_URL";
}

async function migrate(queries: Queries, engine: Engine): Promise<void> {
  const migrator = new Migrator({ db: queries, provider: migrationsFor(engine) });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

const maxRuns = 5;

function databaseOf(queries: Queries, engine: Engine): Database {
  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    for (let run = 1; ; run += 1) {
      try {
        return await work();
      } catch (error) {
        if (!wasUndone(error) || run === maxRuns) throw databaseFault(error);
      }
    }
  }
  return {
    engine,
    run: (work) => attempt(() => work(queries)),
    transaction: (work) => attempt(() => queries.transaction().execute(work)),
    close: () => queries.destroy(),
  };
}
