import { expiries, fulfilments, nextExpiry } from "../../commands/settle.ts";
import type { Reasoned } from "../../core/ledger.ts";
import { leaseId } from "../../core/recorded-lease.ts";
import type { Target } from "../../core/target.ts";
import type { Services } from "../services.ts";
import { recordAsServer } from "./record-as-server.ts";
import { leasesNamed, wishSettling, wishTouched } from "./wish-affected.ts";

type Of<K extends Target["kind"]> = Extract<Target, { kind: K }>;

/** Ends the leases whose time is over, and has the repository looked at again when the next one's is. */
export async function settleLeases(services: Services, target: Of<"leases">): Promise<"swept"> {
  const ended = await recordAsServer(services, { ...target, number: undefined }, expiries);
  if (ended.length > 0) await wishTouched(services, target, await endedLeases(services, target, ended));
  const { leases } = await services.leases.book(target.repository.id);
  const next = nextExpiry(leases);
  if (next !== undefined) await wishSettling(services, target, next);
  return "swept";
}

/** A pull request was merged or closed: its leases have done what they were for. */
export async function fulfilLeases(services: Services, target: Of<"pull-request">, merged: boolean): Promise<void> {
  const ended = await recordAsServer(services, target, (book) => fulfilments(book, target.number, merged));
  if (ended.length > 0) await wishTouched(services, target, await endedLeases(services, target, ended));
}

/** The leases that these effects end. */
function endedLeases(
  services: Services,
  { repository }: Pick<Of<"leases">, "repository">,
  effects: readonly Reasoned[],
) {
  const ids = effects.flatMap((effect) => ("epoch" in effect ? [leaseId(effect.epoch)] : []));
  return leasesNamed(services, repository.id, new Set(ids));
}

/** What a crash may have left: leases whose time is over and that nobody looks at. */
export async function wishOverdue(services: Services): Promise<void> {
  const now = services.clock();
  for (const { installationId, epoch: _epoch, ...repository } of await services.leases.repositories()) {
    const { leases } = await services.leases.book(repository.id);
    if ((nextExpiry(leases) ?? now + 1) <= now) await wishSettling(services, { installationId, repository }, now);
  }
}
