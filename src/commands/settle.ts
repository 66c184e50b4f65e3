import type { Book, Reasoned } from "../core/ledger.ts";
import type { RecordedLease } from "../core/recorded-lease.ts";

/** Leases whose time is over and that nobody has written down as over yet. */
export function expiries({ leases }: Pick<Book, "leases">, now: number): readonly Reasoned[] {
  return leases
    .filter(({ expires }) => expires <= now)
    .map(({ epoch }) => ({ action: "expired", epoch, why: "Its time is over." }));
}

/** What ends with a pull request. */
export function fulfilments({ leases }: Pick<Book, "leases">, number: number, merged: boolean): readonly Reasoned[] {
  const why = `#${number} was ${merged ? "merged" : "closed"}.`;
  return leases.filter((lease) => lease.number === number).map(({ epoch }) => ({ action: "fulfilled", epoch, why }));
}

/** When the next lease ends; undefined when none will. */
export function nextExpiry(leases: readonly Pick<RecordedLease, "expires">[]): number | undefined {
  return leases.length === 0 ? undefined : Math.min(...leases.map(({ expires }) => expires));
}
