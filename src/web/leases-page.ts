import type { KeptRepository, LedgerEntry } from "../core/ledger.ts";
import { momentText } from "../core/moment.ts";
import { leaseStateAt, type RecordedLease } from "../core/recorded-lease.ts";
import { type Html, html } from "./html.ts";
import { page } from "./page.ts";

export interface LeasesPage {
  readonly repository: KeptRepository;
  /** The youngest first. */
  readonly leases: readonly RecordedLease[];
  /** The newest first. */
  readonly ledger: readonly LedgerEntry[];
  readonly now: number;
  /** Where the entries before these are; undefined when there are none. */
  readonly olderUrl: string | undefined;
}

/** The leases of a repository and one page of its ledger. Everything in it is foreign text. */
export function leasesPage({ repository, leases, ledger, now, olderUrl }: LeasesPage): string {
  const name = `${repository.owner}/${repository.name}`;
  const older = olderUrl === undefined ? html`` : html`<p><a href="${olderUrl}">Older entries</a></p>`;
  return page(
    `Leases of ${name}`,
    html`<h1>Leases of ${name}</h1>
<p class="soft">As of ${new Date(now).toISOString()}. Commands in comments change them; nobody changes the ledger.</p>
${table(
  ["lease", "state", "agent", "mode", "until", "in", "for", "paths", "why"],
  leases.map((lease) => leaseRow(lease, now)),
  "There are no leases.",
)}
<h2>Ledger</h2>
${table(["epoch", "when", "who", "trust", "what", "about", "in", "why"], ledger.map(entryRow), "There are no entries here.")}
${older}`,
  );
}

function table(columns: readonly string[], rows: readonly Html[], none: string): Html {
  if (rows.length === 0) return html`<p>${none}</p>`;
  return html`<table><tr>${columns.map((column) => html`<th>${column}</th>`)}</tr>${rows}</table>`;
}

function leaseRow(lease: RecordedLease, now: number): Html {
  const { id, agent, mode, expires, number, baseRef, paths, reason } = lease;
  return html`<tr><td>${id}</td><td>${leaseStateAt(lease, now)}</td><td>${agent}</td><td>${mode}</td>
<td>${momentText(expires)}</td><td>#${number}</td><td>${baseRef}</td><td><code>${paths.join(" ")}</code></td><td>${reason}</td></tr>`;
}

function entryRow({ epoch, at, by, action, subject, number, why }: LedgerEntry): Html {
  return html`<tr><td>${epoch}</td><td>${momentText(at)}</td><td>${by.login}</td><td>${by.tier}</td><td>${action}</td>
<td><code>${subject}</code></td><td>${number === undefined ? "" : `#${number}`}</td><td>${why}</td></tr>`;
}
