import type { LeaseStore } from "../core/ledger.ts";
import type { Database } from "../database/database.ts";
import { countCommands, markReply, pruneCommands, readCommand } from "./comment-commands.ts";
import { readBook, readBooks, readLeases, readOverrides, readOverridesAbout } from "./lease-book.ts";
import { readLedger } from "./ledger.ts";
import { record } from "./record.ts";

/** Leases, overrides and the ledger in the database. */
export function createLeaseStore({ run, transaction }: Database): LeaseStore {
  return {
    book: (repositoryId) => run((queries) => readBook(queries, repositoryId)),
    leases: (repositoryId, limit) => run((queries) => readLeases(queries, repositoryId, limit)),
    overrides: (repositoryId, number) => run((queries) => readOverrides(queries, repositoryId, number)),
    overridesAbout: (repositoryId, other) => run((queries) => readOverridesAbout(queries, repositoryId, other)),
    record: (happening) => transaction((queries) => record(queries, happening)),
    command: (repositoryId, commentId) => run((queries) => readCommand(queries, repositoryId, commentId)),
    markReply: (repositoryId, commentId, state) => run((queries) => markReply(queries, repositoryId, commentId, state)),
    commandsSince: (repositoryId, number, since) =>
      run((queries) => countCommands(queries, repositoryId, number, since)),
    ledger: (page) => run((queries) => readLedger(queries, page)),
    repositories: () => run(readBooks),
    pruneCommands: (before) => run((queries) => pruneCommands(queries, before)),
  };
}
