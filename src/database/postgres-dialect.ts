import { CompiledQuery, type Dialect, PostgresDialect } from "kysely";
import pg from "pg";

const connectTimeoutMs = 5_000;
const statementTimeoutMs = 30_000;
const maxConnections = 10;

/** Kysely over a pool of connections. Every commit has reached the server's disk when it returns. */
export function postgresDialect(url: string): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: "lanekeeper",
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    types: { getTypeParser },
  });
  // A connection that breaks while idle is replaced by the pool; the next query meets the trouble, if it lasts.
  pool.on("error", () => undefined);
  return new PostgresDialect({
    pool,
    async onCreateConnection(connection) {
      // A server may be set to answer before the disk has the commit; the intake's promise needs the disk.
      await connection.executeQuery(
        CompiledQuery.raw(
          "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'",
        ),
      );
    },
  });
}

/** The type id of `bigint`, which is also that of `count(*)`. Source: PostgreSQL's catalogue `pg_type`. */
const bigintTypeId = 20;

function getTypeParser(id: number, format?: "text" | "binary") {
  return id === bigintTypeId ? parseWholeNumber : pg.types.getTypeParser(id, format ?? "text");
}

/** Every number that we store is an exact one in JavaScript; another one was not written by us. */
export function parseWholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError("A stored number is too large.");
  return number;
}
