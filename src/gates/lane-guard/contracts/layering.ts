import type { Place, Scene } from "./scene.ts";
import type { DirectViolation, Sides } from "./violations.ts";

/** Packages of which some must not import some others. */
export interface Layering {
  readonly groups: readonly Place[];
  /** By id, the innermost group that the module is in; -1 for none. */
  readonly groupOf: Int32Array;
  /** Whether the first group must not import the second, which is another one. */
  readonly isForbidden: (importer: number, imported: number) => boolean;
  /** What the first group is to the second, which it must not import. */
  readonly sidesOf: (importer: number, imported: number) => Sides;
}

/** By id, the innermost of these places; a place stands before those inside it. */
export function groupsById(scene: Scene, groups: readonly Place[]): Int32Array {
  const groupOf = new Int32Array(scene.graph.names.length).fill(-1);
  for (const [group, { first, end }] of groups.entries()) groupOf.fill(group, first, end);
  return groupOf;
}

/** Links from a group to one that it must not import. */
export function directBetween(
  { links: { imported: rows } }: Scene,
  { groupOf, isForbidden, sidesOf }: Omit<Layering, "groups">,
): readonly DirectViolation[] {
  const found: DirectViolation[] = [];
  // Many links may break the contract between the same two groups.
  const known: (Sides | "allowed")[][] = [];
  for (let importer = 0; importer < groupOf.length; importer += 1) {
    const from = groupOf[importer] ?? -1;
    if (from === -1) continue;
    known[from] ??= [];
    const sides = known[from];
    const last = rows.starts[importer + 1] ?? 0;
    for (let place = rows.starts[importer] ?? 0; place < last; place += 1) {
      const imported = rows.ids[place] ?? 0;
      const to = groupOf[imported] ?? -1;
      if (to === -1 || to === from) continue;
      const side = sides[to] ?? (isForbidden(from, to) ? sidesOf(from, to) : "allowed");
      sides[to] = side;
      if (side !== "allowed") found.push({ importer, imported, sides: side });
    }
  }
  return found;
}
