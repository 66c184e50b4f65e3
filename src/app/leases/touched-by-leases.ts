import type { RecordedLease } from "../../core/recorded-lease.ts";
import type { KnownPullRequest } from "../../core/store.ts";
import { namesOf, type OwnershipPattern, readPattern } from "../../formats/ownership/pattern.ts";
import { type Effort, TooMuchEffort } from "../../formats/ownership/segment.ts";
import type { OverlapBooks } from "../overlaps/books.ts";

type LeasedPaths = Pick<RecordedLease, "paths" | "baseRef">;

/** Comparing paths with patterns takes some tenths of a second at most; then the rest counts as touched. */
const mostSteps = 5_000_000;

/**
 * Those of these open pull requests that change a leased path of the branch that they go into: nobody else is told anything new
 * when the leases begin or end. Of whom it is not known what they change at this head, it counts as touched.
 */
export function touchedByLeases(
  books: Pick<OverlapBooks, "changedPaths">,
  open: readonly KnownPullRequest[],
  leases: readonly LeasedPaths[],
): readonly KnownPullRequest[] {
  const effort = { steps: 0, most: mostSteps };
  const patterns = new Map<string, readonly OwnershipPattern[]>();
  for (const { baseRef, paths } of leases) {
    const read = paths.map(readPattern).flatMap((each) => (each.kind === "pattern" ? [each.pattern] : []));
    patterns.set(baseRef, [...(patterns.get(baseRef) ?? []), ...read]);
  }
  return open.filter(({ repositoryId, number, headSha, baseRef }) => {
    const leased = patterns.get(baseRef);
    if (leased === undefined) return false;
    const changed = books.changedPaths({ repositoryId, baseRef }, number, headSha);
    return changed === undefined || isTouched(leased, changed, effort);
  });
}

function isTouched(leased: readonly OwnershipPattern[], changed: ReadonlySet<string>, effort: Effort): boolean {
  try {
    return [...changed].some((path) => leased.some((pattern) => pattern.matches(namesOf(path), effort)));
  } catch (error) {
    if (error instanceof TooMuchEffort) return true;
    throw error;
  }
}
