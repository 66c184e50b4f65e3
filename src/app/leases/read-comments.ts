import type { FromComments } from "../../core/gate.ts";
import { isHeldAt } from "../../core/recorded-lease.ts";
import type { Services } from "../services.ts";

/** What commands have brought about, as gates may ask it of a pull request against this branch. */
export async function readComments(
  { leases }: Pick<Services, "leases">,
  repositoryId: number,
  { number, baseRef }: { readonly number: number; readonly baseRef: string },
  now: number,
): Promise<FromComments> {
  const book = await leases.book(repositoryId);
  return {
    leases: book.leases.filter((lease) => lease.baseRef === baseRef && isHeldAt(lease, now)),
    declared: book.declarations.filter((each) => each.number === number).map(({ agent }) => agent),
  };
}
