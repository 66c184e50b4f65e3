import type { Listing } from "../core/listing.ts";
import type { TreeEntry } from "../core/repository.ts";
import type { ListedChange } from "../formats/git/diff.ts";

/**
 * The tree of one commit out of that of another and what lies between them, in time that follows the size of the list
 * and not the work of git. Unchanged entries are the same objects. Entries stay in git's order, by path.
 */
export function patchTree(tree: Listing<TreeEntry>, changes: readonly ListedChange[]): Listing<TreeEntry> {
  const gone = new Set<string>();
  const arrived: TreeEntry[] = [];
  for (const change of changes) {
    if (change.status !== "added") gone.add(change.before.path);
    if (change.status !== "deleted") arrived.push(change.after);
  }
  arrived.sort(byPath);
  const items: TreeEntry[] = [];
  let next = 0;
  for (const entry of tree.items) {
    for (let first = arrived[next]; first !== undefined && first.path <= entry.path; first = arrived[next]) {
      items.push(first);
      next += 1;
    }
    if (!gone.has(entry.path)) items.push(entry);
  }
  for (const entry of arrived.slice(next)) items.push(entry);
  return { items, complete: tree.complete };
}

function byPath(one: TreeEntry, other: TreeEntry): number {
  if (one.path === other.path) return 0;
  return one.path < other.path ? -1 : 1;
}
