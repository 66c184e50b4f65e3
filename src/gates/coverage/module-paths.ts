import { matcherOf } from "../../formats/globs/path-globs.ts";

/** One path of a module: a folder, a file or a glob. */
export interface ModulePath {
  readonly fits: (path: string) => boolean;
  /** Of two paths that fit a file, the one with the greater number at the first place where they differ is meant. */
  readonly rank: readonly number[];
}

/** A path without wildcards stands for itself and for everything below it. */
export function modulePath(text: string): ModulePath {
  const segments = text.split("/").filter((segment) => segment !== "" && segment !== ".");
  const isLiteral = (segment: string) => !/[*?[{]/.test(segment);
  const wild = segments.findIndex((segment) => !isLiteral(segment));
  const rank = rankOf(segments, wild === -1 ? segments.length : wild, wild !== -1);
  if (wild !== -1) return { fits: matcherOf([text]), rank };
  const folder = segments.join("/");
  return { fits: folder === "" ? () => true : (path) => path === folder || path.startsWith(`${folder}/`), rank };
}

/**
 * How specific a path is: the folders before its first wildcard; among as many a glob, since it takes some of what the folder
 * takes; then what it spells out beside wildcards; then no `**`.
 */
function rankOf(segments: readonly string[], folders: number, isGlob: boolean): readonly number[] {
  const spelled = segments.join("").replace(/\{[^}]*\}|\[[^\]]*\]|[*?]/g, "").length;
  return [folders, isGlob ? 1 : 0, spelled, -segments.filter((segment) => segment === "**").length];
}

/** Sorts the most specific one first; those of the same rank stay in their order. */
export function bySpecificity(one: Pick<ModulePath, "rank">, other: Pick<ModulePath, "rank">): number {
  const place = one.rank.findIndex((value, index) => value !== other.rank[index]);
  return place === -1 ? 0 : (other.rank[place] ?? 0) - (one.rank[place] ?? 0);
}
