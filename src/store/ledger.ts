import { z } from "zod";
import { type LedgerEntry, type LedgerPage, ledgerActions, writerTiers } from "../core/ledger.ts";
import type { Queries } from "../database/database.ts";
import type { LedgerTable } from "../database/lease-tables.ts";

export async function readLedger(
  queries: Queries,
  { repositoryId, limit, before }: LedgerPage,
): Promise<readonly LedgerEntry[]> {
  const rows = await queries
    .selectFrom("ledger")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .$if(before !== undefined, (query) => query.where("epoch", "<", before ?? 0))
    .orderBy("epoch", "desc")
    .limit(limit)
    .execute();
  return rows.map(entryOf);
}

const Tier = z.enum(writerTiers);
const Action = z.enum(ledgerActions);

function entryOf(row: LedgerTable): LedgerEntry {
  return {
    epoch: row.epoch,
    at: row.at,
    by: { id: row.by_id, login: row.by_login, tier: Tier.parse(row.tier) },
    action: Action.parse(row.action),
    subject: row.subject,
    why: row.why,
    number: row.number ?? undefined,
    commentId: row.comment_id ?? undefined,
    details: row.details,
  };
}
