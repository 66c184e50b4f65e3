/** What keeps two pull requests from being merged in any order. */
export interface OrderedPair {
  readonly a: string;
  readonly b: string;
  readonly orders: { readonly aThenB: "clean" | "conflict"; readonly bThenA: "clean" | "conflict" };
}

/** `child` stands on the commits of `parent`. */
export interface StackEdge {
  readonly parent: string;
  readonly child: string;
}

/** `together` merge one after another without a conflict; each of `later` has to be rebased first. */
export interface MergeOrderPlan {
  readonly together: readonly string[];
  readonly later: readonly string[];
}

/**
 * In which order to merge a whole set. `refs` come in the order that is wanted where nothing else decides; parents of a
 * stack go before their children. Then each one is taken that merges cleanly behind all that were taken; whoever does
 * not, and whatever stands on it, comes later. `stuck` ones merge with nobody.
 */
export function planMergeOrder(
  refs: readonly string[],
  pairs: readonly OrderedPair[],
  edges: readonly StackEdge[],
  stuck: ReadonlySet<string>,
): MergeOrderPlan {
  const sorted = parentsFirst(refs, edges);
  const conflicts = new Set(pairs.flatMap(conflictsOf));
  const parents = groupParents(edges);
  const together: string[] = [];
  const taken = new Set<string>();
  const later: string[] = [];
  for (const ref of sorted) {
    const standsOnLater = (parents.get(ref) ?? []).some((parent) => !taken.has(parent));
    const collides = together.some((earlier) => conflicts.has(key(earlier, ref)));
    if (stuck.has(ref) || standsOnLater || collides) later.push(ref);
    else {
      together.push(ref);
      taken.add(ref);
    }
  }
  return { together, later: [...later.filter((ref) => !stuck.has(ref)), ...later.filter((ref) => stuck.has(ref))] };
}

function conflictsOf({ a, b, orders }: OrderedPair): readonly string[] {
  return [...(orders.aThenB === "conflict" ? [key(a, b)] : []), ...(orders.bThenA === "conflict" ? [key(b, a)] : [])];
}

function key(first: string, second: string): string {
  return `${first}\0${second}`;
}

/** Stable: whoever may go next and stands first in the list goes. A circle, which commits cannot have, is passed as it is. */
function parentsFirst(refs: readonly string[], edges: readonly StackEdge[]): readonly string[] {
  const parents = groupParents(edges);
  const known = new Set(refs);
  const placed = new Set<string>();
  const sorted: string[] = [];
  for (const ref of refs) {
    // Depth first, with a list of our own: a stack may be as high as there are pull requests.
    const open = [{ ref, next: 0 }];
    while (open.length > 0) {
      const top = open.at(-1);
      if (top === undefined || placed.has(top.ref)) {
        open.pop();
        continue;
      }
      const parent = (parents.get(top.ref) ?? [])[top.next];
      top.next += 1;
      if (parent === undefined) {
        placed.add(top.ref);
        sorted.push(top.ref);
      } else if (known.has(parent) && !open.some((entry) => entry.ref === parent)) open.push({ ref: parent, next: 0 });
    }
  }
  return sorted;
}

function groupParents(edges: readonly StackEdge[]): ReadonlyMap<string, readonly string[]> {
  const parents = new Map<string, string[]>();
  for (const { parent, child } of edges) parents.set(child, [...(parents.get(child) ?? []), parent]);
  return parents;
}
