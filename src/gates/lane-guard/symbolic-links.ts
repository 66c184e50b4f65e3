import { countOf } from "../../core/count-of.ts";
import type { Extractor } from "../../core/extractor.ts";
import type { Finding } from "../../core/finding.ts";
import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import { folderOf, foldersUp, joined } from "../../formats/imports/paths.ts";
import { laneGuardRules } from "./rules.ts";
import { listOf } from "./wording.ts";

/** Symbolic links of a tree. */
export interface SymbolicLinks {
  /** Those that lead to a source, or to a folder with one. */
  readonly toSources: readonly string[];
  /** How many this clone does not have. */
  readonly missing: number;
}

/** No system takes a longer path. */
const maxBytes = 4_096;
/** As many links as Linux follows one after the other. */
const maxSteps = 40;

/** The path that a link has for its content; empty for what can be none. */
const linkTarget: Extractor<string> = {
  id: "symbolic-link",
  version: 1,
  extract: (bytes) => (bytes.length > maxBytes ? "" : new TextDecoder().decode(bytes)),
  encode: (target) => target,
  decode: (text) => text,
};

/** A link is another name for what is read under its own, and whoever imports by that name is not understood. */
export async function findSymbolicLinks(
  entries: readonly TreeEntry[],
  sources: readonly { readonly path: string }[],
  repository: Pick<RepositorySource, "derive">,
): Promise<SymbolicLinks> {
  const links = entries.filter(({ kind }) => kind === "symlink");
  if (links.length === 0) return { toSources: [], missing: 0 };
  const ids = links.map(({ id }) => id);
  const derived = await repository.derive(linkTarget, ids);
  const targets = new Map<string, string>();
  for (const { path, id } of links) {
    const found = derived.get(id);
    if (found?.kind === "value") targets.set(path, found.value);
  }
  const withSources = new Set(sources.flatMap(({ path }) => [path, ...foldersUp(folderOf(path))]));
  const isToSource = ({ path }: TreeEntry) => {
    const end = endOf(path, targets);
    return end !== undefined && withSources.has(end);
  };
  const missing = ids.filter((id) => (derived.get(id)?.kind ?? "missing") === "missing").length;
  return { toSources: links.filter(isToSource).map(({ path }) => path), missing };
}

/** Where a path leads to when all links on it are followed; undefined when that is not in the tree. */
function endOf(path: string, targets: ReadonlyMap<string, string>): string | undefined {
  let current = path;
  for (let step = 0; step < maxSteps; step += 1) {
    const link = [current, ...foldersUp(folderOf(current))].findLast((above) => targets.has(above));
    if (link === undefined) return current;
    const target = targets.get(link) ?? "";
    if (target === "" || target.startsWith("/")) return undefined;
    const next = joined(folderOf(link), `${target}${current.slice(link.length)}`);
    if (next === undefined) return undefined;
    current = next;
  }
  return undefined;
}

export function symbolicLinkNotes(paths: readonly string[]): readonly Finding[] {
  if (paths.length === 0) return [];
  const count = countOf(paths.length, "symbolic link");
  return [
    {
      rule: "symbolic-link",
      what: `${count} ${paths.length === 1 ? "leads to sources and is" : "lead to sources and are"} not followed: ${listOf(paths)}.`,
      why: "What a link leads to is read under its own name alone, so no contract sees an import by the name of the link.",
      fix: laneGuardRules["symbolic-link"].fix,
    },
  ];
}
