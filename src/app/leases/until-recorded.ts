import { Fault } from "../../core/fault.ts";

/** So often somebody else may write to the ledger meanwhile. */
const maxRounds = 8;

/** Decides anew by the book of the moment until it is recorded before the book has moved on. Throws LEASE_LOST when it never is. */
export async function untilRecorded<T>(decideAndRecord: () => Promise<T | "stale">): Promise<T> {
  for (let round = 0; round < maxRounds; round += 1) {
    const recorded = await decideAndRecord();
    if (recorded !== "stale") return recorded;
  }
  throw new Fault("LEASE_LOST", "Others kept writing to the ledger of this repository.", { retry: true });
}
