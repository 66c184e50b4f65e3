import { badUsage } from "../../core/bad-usage.ts";
import type { KeptRepository, LeaseStore } from "../../core/ledger.ts";
import { momentText } from "../../core/moment.ts";
import type { Table } from "../../core/verdict.ts";
import { openDatabase } from "../../database/database.ts";
import { createLeaseStore } from "../../store/leases.ts";
import type { LeasesOptions } from "../commands/leases.ts";
import { readSettings } from "../read-settings.ts";
import { paintFor } from "../render/paint.ts";
import { tableText } from "../render/table-text.ts";
import type { Terminal } from "../terminal.ts";
import { type LeasesOutput, type ShownEntry, type ShownLease, shownEntry, shownLease } from "./leases-output.ts";

type ShownRepository = LeasesOutput["repositories"][number];

/** Lists leases, or the ledger, out of the server's database. */
export async function showLeases(options: LeasesOptions, terminal: Terminal): Promise<void> {
  const database = await openDatabase(readSettings(terminal, options.env).database);
  try {
    const store = createLeaseStore(database);
    const repositories: ShownRepository[] = [];
    for (const repository of await chosen(store, options)) {
      repositories.push(await shownRepository(store, repository, options));
    }
    terminal.out(
      options.format === "json" ? json({ schemaVersion: 1, repositories }) : pretty(repositories, terminal.color),
    );
  } finally {
    await database.close();
  }
}

async function chosen(store: LeaseStore, { repository: wanted }: LeasesOptions): Promise<readonly KeptRepository[]> {
  const all = await store.repositories();
  if (wanted === undefined) return all;
  const found = all.filter((repository) => nameOf(repository).toLowerCase() === wanted.toLowerCase());
  if (found.length > 0) return found;
  const known = all.length === 0 ? "It knows none yet." : `It knows ${all.slice(0, 10).map(nameOf).join(", ")}.`;
  const message = `--repository: the server knows no commands of ${JSON.stringify(wanted.slice(0, 200))}. ${known}`;
  throw badUsage(message);
}

async function shownRepository(
  store: LeaseStore,
  repository: KeptRepository,
  { ledger, all, limit }: LeasesOptions,
): Promise<ShownRepository> {
  const about = { repository: nameOf(repository), id: repository.id };
  if (ledger === true) {
    return { ...about, ledger: (await store.ledger({ repositoryId: repository.id, limit })).map(shownEntry) };
  }
  const now = Date.now();
  const leases = all === true ? await store.leases(repository.id, limit) : (await store.book(repository.id)).leases;
  const shown = leases.map((lease) => shownLease(lease, now));
  return {
    ...about,
    leases: (all === true ? shown : shown.filter(({ state }) => state !== "expired")).slice(0, limit),
  };
}

function nameOf({ owner, name }: KeptRepository): string {
  return `${owner}/${name}`;
}

function json(output: LeasesOutput): string {
  return `${JSON.stringify(output, null, 2)}\n`;
}

function pretty(repositories: readonly ShownRepository[], color: boolean): string {
  const paint = paintFor(color);
  const tables = repositories.flatMap(({ repository, leases = [], ledger = [] }): readonly Table[] => {
    if (ledger.length > 0) return [ledgerTable(repository, ledger)];
    return leases.length > 0 ? [leaseTable(repository, leases)] : [];
  });
  if (tables.length === 0) return `${paint.green("✓ No leases.")}\n`;
  return `${tables.map((table) => tableText(table, paint)).join("\n\n")}\n`;
}

function leaseTable(title: string, leases: readonly ShownLease[]): Table {
  const rows = leases.map(({ id, state, agent, mode, until, number, base, paths }) => [
    id,
    state,
    agent,
    mode,
    momentText(Date.parse(until)),
    `#${number}`,
    base,
    paths.join(" "),
  ]);
  return { title, columns: ["lease", "state", "agent", "mode", "until", "in", "for", "paths"], rows };
}

function ledgerTable(title: string, entries: readonly ShownEntry[]): Table {
  const rows = entries.map(({ epoch, at, by, tier, action, subject, number, why }) => [
    String(epoch),
    momentText(Date.parse(at)),
    by.login,
    tier,
    action,
    subject,
    number === undefined ? "" : `#${number}`,
    why,
  ]);
  return { title, columns: ["epoch", "when", "who", "trust", "what", "about", "in", "why"], rows };
}
