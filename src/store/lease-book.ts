import { Lease } from "../core/lease.ts";
import type { Book, KeptRepository } from "../core/ledger.ts";
import type { Override } from "../core/override.ts";
import { LeaseState, leaseId, type RecordedLease } from "../core/recorded-lease.ts";
import type { Queries } from "../database/database.ts";
import type { GateOverrideTable, LeaseTable } from "../database/lease-tables.ts";

/** The epoch is read first: what changes meanwhile makes whatever rests on it stale. */
export async function readBook(queries: Queries, repositoryId: number): Promise<Book> {
  const book = await queries
    .selectFrom("lease_book")
    .select("epoch")
    .where("repository_id", "=", repositoryId)
    .executeTakeFirst();
  const leases = await queries
    .selectFrom("lease")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("state", "in", ["requested", "active"])
    .orderBy("epoch")
    .execute();
  const statements = await queries
    .selectFrom("pull_statement")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .orderBy("number")
    .orderBy("value")
    .execute();
  const ofKind = (wanted: "agent" | "prefer") => statements.filter(({ kind }) => kind === wanted);
  return {
    epoch: book?.epoch ?? 0,
    leases: leases.map(leaseOf),
    declarations: ofKind("agent").map(({ number, value }) => ({ number, agent: value })),
    preferences: ofKind("prefer").map(({ number, value, epoch }) => ({ number, first: Number(value), epoch })),
  };
}

export async function readLeases(
  queries: Queries,
  repositoryId: number,
  limit: number,
): Promise<readonly RecordedLease[]> {
  const rows = await queries
    .selectFrom("lease")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .orderBy("epoch", "desc")
    .limit(limit)
    .execute();
  return rows.map(leaseOf);
}

export async function readOverrides(
  queries: Queries,
  repositoryId: number,
  number: number,
): Promise<readonly Override[]> {
  const rows = await openOverrides(queries, repositoryId).where("number", "=", number).execute();
  return rows.map(overrideOf);
}

export async function readOverridesAbout(
  queries: Queries,
  repositoryId: number,
  other: number,
): Promise<readonly Override[]> {
  const rows = await openOverrides(queries, repositoryId).where("other_number", "=", other).execute();
  return rows.map(overrideOf);
}

function openOverrides(queries: Queries, repositoryId: number) {
  const all = queries.selectFrom("gate_override").selectAll().where("repository_id", "=", repositoryId);
  return all.where("ended", "=", 0).orderBy("id");
}

export async function readBooks(queries: Queries): Promise<readonly KeptRepository[]> {
  const rows = await queries.selectFrom("lease_book").selectAll().orderBy("repository_id").execute();
  return rows.map(({ repository_id: id, installation_id: installationId, owner, name, epoch }) => ({
    id,
    owner,
    name,
    installationId,
    epoch,
  }));
}

function leaseOf(row: LeaseTable): RecordedLease {
  return {
    id: leaseId(row.epoch),
    epoch: row.epoch,
    agent: row.agent,
    mode: Lease.shape.mode.parse(row.mode),
    paths: Lease.shape.paths.parse(JSON.parse(row.paths)),
    state: LeaseState.parse(row.state),
    starts: row.starts_at,
    expires: row.expires_at,
    ttlMs: row.ttl_ms,
    number: row.number,
    baseRef: row.base_ref,
    standsBefore: Lease.shape.standsBefore.parse(JSON.parse(row.stands_before)),
    reason: row.reason,
    grantedBy: { id: row.by_id, login: row.by_login },
  };
}

function overrideOf(row: GateOverrideTable): Override {
  return {
    id: row.id,
    number: row.number,
    gate: row.gate,
    finding: row.finding,
    rule: row.rule,
    paths: Lease.shape.paths.parse(JSON.parse(row.paths)),
    other:
      row.other_number === null || row.other_head === null
        ? undefined
        : { number: row.other_number, head: row.other_head },
    what: row.what,
    headSha: row.head_sha,
    by: { id: row.by_id, login: row.by_login },
    reason: row.reason,
    at: row.at,
  };
}
