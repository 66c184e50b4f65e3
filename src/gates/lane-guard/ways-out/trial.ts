import { rowOf } from "../../../formats/imports/graph/links.ts";
import { withImportsOf } from "../../../formats/imports/graph/replace-links.ts";
import type { Cause } from "../causes.ts";
import type { Scene } from "../contracts/scene.ts";
import type { Violations } from "../contracts/violations.ts";
import { violationsOf } from "../contracts/violations-of.ts";
import { pairKey } from "../introduced.ts";
import type { Contract } from "../settings/contract.ts";

/**
 * Whether the finding would be gone, and the contract broken nowhere else, if the importer imported the holders instead
 * of what it imports now. The contract itself is asked, so the answer is right for every type.
 */
export function isSolvedBy(
  scene: Scene,
  contract: Contract,
  before: Violations,
  cause: Cause,
  holders: readonly number[],
): boolean {
  const kept = [...rowOf(scene.links.imported, cause.importer)].filter((id) => id !== cause.imported);
  const imported = [...new Set([...kept, ...holders])].filter((id) => id !== cause.importer);
  const links = withImportsOf(
    scene.links,
    cause.importer,
    imported.toSorted((left, right) => left - right),
  );
  const after = violationsOf({ ...scene, links }, contract);
  const known = new Set(before.direct.map(pairKey));
  if (after.direct.some((link) => !known.has(pairKey(link)))) return false;
  return isNothingReached(before, after) && isCauseGone(after, cause);
}

function isNothingReached(before: Violations, after: Violations): boolean {
  const reachedBefore = sourcesByTarget(before);
  for (const [target, sources] of sourcesByTarget(after)) {
    const known = reachedBefore.get(target);
    if (known === undefined || [...sources].some((source) => !known.has(source))) return false;
  }
  return true;
}

function isCauseGone(after: Violations, { reach: reaching }: Cause): boolean {
  const reached = sourcesByTarget(after);
  return reaching.every(({ source, reach }) => reached.get(reach.target)?.has(source) !== true);
}

function sourcesByTarget({ reach }: Violations): ReadonlyMap<string, ReadonlySet<number>> {
  const byTarget = new Map<string, Set<number>>();
  for (const { target, sources } of reach) {
    const known = byTarget.get(target) ?? new Set();
    byTarget.set(target, known);
    for (const source of sources) known.add(source);
  }
  return byTarget;
}
