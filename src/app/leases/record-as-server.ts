import { Fault } from "../../core/fault.ts";
import { type Book, type Reasoned, server } from "../../core/ledger.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Services } from "../services.ts";

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly number: number | undefined;
}

const maxRounds = 8;

/** Writes down what the clock or GitHub has brought about. Answers the effects that this call has carried out. */
export async function recordAsServer(
  { leases, clock }: Services,
  place: Place,
  effectsOf: (book: Book, now: number) => readonly Reasoned[] | Promise<readonly Reasoned[]>,
): Promise<readonly Reasoned[]> {
  for (let round = 0; round < maxRounds; round += 1) {
    const at = clock();
    const book = await leases.book(place.repository.id);
    const effects = await effectsOf(book, at);
    if (effects.length === 0) return [];
    const recorded = await leases.record({ ...place, at, by: server, epoch: book.epoch, effects });
    if (recorded === "done") return effects;
  }
  throw new Fault("LEASE_LOST", "Others kept writing to the ledger of this repository.", { retry: true });
}
