import type { ChangedPath, HeadFacts, OverlapChange, OverlapFile, OverlapFileKind } from "../../../core/overlap.ts";
import { hunksTouch } from "./touch.ts";

/** How two heads meet at one path, told without a merge. */
export interface Meeting extends OverlapFile {
  /** `unknown` where lines cannot be compared, so that only a merge can tell. */
  readonly touch: "apart" | "touching" | "unknown";
  /**
   * Whether git's merge follows from this alone: the base has not touched the file since either head began, and nothing was
   * renamed. Then changes that are apart are merged without a conflict.
   */
  readonly certain: boolean;
}

/** What a head does to each path, before and after renames. */
export interface ChangesByPath {
  readonly changes: ReadonlyMap<string, OverlapChange>;
  readonly own: ReadonlyMap<string, ChangedPath>;
}

/** Told once of each head, since it meets many. */
const known = new WeakMap<HeadFacts, ChangesByPath>();

export function changesByPath(head: HeadFacts): ChangesByPath {
  const told = known.get(head) ?? { changes: byPath(head.changes), own: byPath(head.ownChanges) };
  known.set(head, told);
  return told;
}

function byPath<C extends ChangedPath>(changes: readonly C[]): ReadonlyMap<string, C> {
  const map = new Map<string, C>();
  for (const change of changes) {
    if (change.after !== undefined) map.set(change.after.path, change);
  }
  // What goes from a path counts more than what comes to it: there is the common base.
  for (const change of changes) if (change.before !== undefined) map.set(change.before.path, change);
  return map;
}

/** How two heads meet at a path that both touch. */
export function meetAt(path: string, one: ChangesByPath, other: ChangesByPath): Meeting {
  const [left, right] = [one.changes.get(path), other.changes.get(path)];
  // Touched only where it began, and the base has it already.
  if (left === undefined || right === undefined) return { path, kind: "content", touch: "unknown", certain: false };
  const kind = kindOf(left, right);
  const certain = kind === "content" && isFresh(path, left, one) && isFresh(path, right, other);
  return { path, kind, touch: touchOf(kind, left, right), certain };
}

function touchOf(kind: OverlapFileKind, left: OverlapChange, right: OverlapChange): Meeting["touch"] {
  if (isSame(left, right)) return "apart";
  if (left.union && right.union && (kind === "content" || kind === "add/add")) return "apart";
  switch (kind) {
    case "content":
    case "rename/rename":
      return left.hunks === undefined || right.hunks === undefined
        ? "unknown"
        : hunksTouch(left.hunks, right.hunks) || kind === "rename/rename"
          ? "touching"
          : "apart";
    case "mode":
      return "apart";
    case "other":
      return "unknown";
    default:
      return "touching";
  }
}

/** The same content and mode at the same path. */
function isSame({ before, after }: OverlapChange, other: OverlapChange): boolean {
  return (
    before?.path === other.before?.path &&
    after?.path === other.after?.path &&
    after?.id === other.after?.id &&
    after?.kind === other.after?.kind
  );
}

function kindOf(left: OverlapChange, right: OverlapChange): OverlapFileKind {
  const [from, to] = [left.before, right.before];
  if (from === undefined && to === undefined) return isAlike(left, right) ? "add/add" : "type";
  // One puts a file where the other renames, edits or deletes one.
  if (from === undefined || to === undefined || from.path !== to.path) return "rename/add";
  if (left.after === undefined || right.after === undefined) {
    if (left.after === right.after) return "content";
    const kept = left.after ?? right.after;
    return kept?.path === from.path ? "modify/delete" : "rename/delete";
  }
  if (!isAlike(left, right)) return "type";
  if (left.after.kind === "submodule") return "submodule";
  const moved = [left.after.path, right.after.path].filter((path) => path !== from.path);
  if (moved.length === 2 && moved[0] !== moved[1]) return "rename/rename";
  if (left.after.id === from.id || right.after.id === from.id) return moved.length > 0 ? "content" : "mode";
  if (left.hunks === undefined || right.hunks === undefined) return "binary";
  return "content";
}

/** Regular files, links and submodules do not merge with each other. */
function isAlike(left: OverlapChange, right: OverlapChange): boolean {
  return typeOf(left) === typeOf(right);
}

function typeOf({ after }: OverlapChange): string {
  return after === undefined || after.kind === "executable" ? "file" : after.kind;
}

/** Whether the head began with the file that the base has now, and leaves it where it is. */
function isFresh(path: string, change: OverlapChange, { own }: ChangesByPath): boolean {
  const began = own.get(path);
  return (
    change.before?.path === path &&
    change.after?.path === path &&
    began?.after?.path === path &&
    began.before?.path === path &&
    began.before.id === change.before.id &&
    began.before.kind === change.before.kind
  );
}
