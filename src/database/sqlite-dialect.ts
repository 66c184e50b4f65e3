import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/** How long a write waits for another process that is writing to the same file. */
const busyTimeoutMs = 5_000;
const maxCachedStatements = 200;

/** Opens the file at once, creating it when it is absent. Every commit has reached the disk when it returns. */
export function openSqliteFile(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true });
  try {
    database.exec("pragma journal_mode = wal");
    database.exec("pragma synchronous = full");
  } catch (error) {
    database.close();
    throw error;
  }
  return database;
}

/** Kysely over Node's own SQLite: one connection, which Kysely hands to one user at a time. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => sqliteDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite can undo the making of a table, so that migrations of two processes at once run one after the other. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

function sqliteDriver(database: DatabaseSync): Driver {
  const connection = sqliteConnection(database);
  const run = async (sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql));
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    // A transaction that starts by reading could not become a writer while another process writes.
    beginTransaction: () => run("begin immediate"),
    commitTransaction: () => run("commit"),
    async rollbackTransaction() {
      // SQLite itself rolls back after some failures, such as a full disk.
      if (database.isTransaction) await run("rollback");
    },
    releaseConnection: () => Promise.resolve(),
    async destroy() {
      database.close();
    },
  };
}

function sqliteConnection(database: DatabaseSync): DatabaseConnection {
  const statements = new Map<string, StatementSync>();

  function prepare(sql: string): StatementSync {
    const known = statements.get(sql);
    const statement = known ?? database.prepare(sql);
    statements.delete(sql);
    statements.set(sql, statement);
    const oldest = statements.size > maxCachedStatements ? statements.keys().next() : undefined;
    if (oldest?.done === false) statements.delete(oldest.value);
    return statement;
  }

  return {
    async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
      const statement = prepare(sql);
      const values = parameters.map(toSqlValue);
      if (statement.columns().length > 0) return { rows: rowsOf<R>(statement, values) };
      const { changes } = statement.run(...values);
      return { rows: [], numAffectedRows: BigInt(changes) };
    },
    streamQuery() {
      throw new TypeError("Rows are read at once, never streamed.");
    },
  };
}

/** Kysely says what the rows are; it derived that from the query's own text. */
function rowsOf<R>(statement: StatementSync, values: SQLInputValue[]): R[];
function rowsOf(statement: StatementSync, values: SQLInputValue[]): unknown[] {
  return statement.all(...values);
}

function toSqlValue(value: unknown): SQLInputValue {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "bigint") {
    return value;
  }
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  throw new TypeError(`A ${typeof value} cannot be stored.`);
}
