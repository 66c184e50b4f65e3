import type { TreeEntry } from "../../core/repository.ts";

/** Paths that may hold source: neither links nor submodules. */
export function filesOf(entries: readonly TreeEntry[]): readonly string[] {
  return entries.filter(({ kind }) => kind === "file" || kind === "executable").map(({ path }) => path);
}

/** Paths of an earlier tree that a later one has not. */
export function deletedPaths(earlier: readonly TreeEntry[], later: readonly TreeEntry[]): readonly string[] {
  const kept = new Set(later.map(({ path }) => path));
  return earlier.map(({ path }) => path).filter((path) => !kept.has(path));
}
