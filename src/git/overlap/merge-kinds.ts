import type { OverlapFile, OverlapFileKind } from "../../core/overlap.ts";
import type { ListedMerge, MergeStop } from "../../formats/git/merge-tree.ts";

/** Why git stopped, by path: once a path, the first reason that git gives. */
export function stoppedFiles({ stops, unmerged }: ListedMerge): readonly OverlapFile[] {
  const added = new Set(unmerged.filter(({ inBase }) => !inBase).map(({ path }) => path));
  const files = new Map<string, OverlapFileKind>();
  for (const stop of stops) {
    const [path = ""] = stop.paths;
    if (!files.has(path)) files.set(path, kindOf(stop, added.has(path)));
  }
  for (const { path } of unmerged) if (files.size === 0) files.set(path, "other");
  return [...files].map(([path, kind]) => ({ path, kind }));
}

function kindOf({ type }: MergeStop, isNew: boolean): OverlapFileKind {
  const name = /^CONFLICT \((.*)\)$/.exec(type)?.[1] ?? "";
  if (name === "contents") return isNew ? "add/add" : "content";
  if (name.includes("directory rename")) return "directory-rename";
  if (name.startsWith("submodule")) return "submodule";
  return byName.get(name) ?? "other";
}

const byName: ReadonlyMap<string, OverlapFileKind> = new Map([
  ["binary", "binary"],
  ["modify/delete", "modify/delete"],
  ["rename/delete", "rename/delete"],
  ["rename/rename", "rename/rename"],
  ["rename involved in collision", "rename/add"],
  ["file/directory", "file/directory"],
  ["distinct modes", "type"],
]);
