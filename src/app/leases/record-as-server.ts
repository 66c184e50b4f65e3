import { type Book, type Reasoned, server } from "../../core/ledger.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Services } from "../services.ts";
import { untilRecorded } from "./until-recorded.ts";

interface Place {
  readonly installationId: number;
  readonly repository: RepositoryName;
  readonly number: number | undefined;
}

/** Writes down what the clock or GitHub has brought about. Answers the effects that this call has carried out. */
export async function recordAsServer(
  { leases, clock }: Services,
  place: Place,
  effectsOf: (book: Book, now: number) => readonly Reasoned[] | Promise<readonly Reasoned[]>,
): Promise<readonly Reasoned[]> {
  return untilRecorded(async () => {
    const at = clock();
    const book = await leases.book(place.repository.id);
    const effects = await effectsOf(book, at);
    if (effects.length === 0) return [];
    const recorded = await leases.record({ ...place, at, by: server, epoch: book.epoch, effects });
    return recorded === "done" ? effects : "stale";
  });
}
