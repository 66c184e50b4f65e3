import { Fault } from "../../core/fault.ts";
import { textsNamed } from "../../core/named-texts.ts";
import type { RepositorySource, Side } from "../../core/repository.ts";
import { type PathFinder, type Prefix, pathFinder } from "../../formats/coverage/paths/find-paths.ts";
import { goModulePrefixes } from "../../formats/coverage/paths/go-modules.ts";

/** The files of a commit, and how to find them by the paths that reports give them. */
export interface CommitTree {
  readonly find: PathFinder;
  readonly prefixesOf: (flag: string) => readonly Prefix[];
}

/** Looks paths up as the gate does. `declared` has prefixes by flag. */
export async function readTree(
  repository: RepositorySource,
  side: Side,
  declared: ReadonlyMap<string, readonly Prefix[]>,
): Promise<CommitTree> {
  const { items, complete } = await repository.tree(side);
  if (!complete) throw new Fault("LIST_CUT_SHORT", "The tree has too many files to list.", { retry: false });
  const files = items.filter(({ kind }) => kind === "file" || kind === "executable");
  const { texts: goMods } = await textsNamed("go.mod", repository, items);
  const goModules = goModulePrefixes(goMods);
  const paths = files.map(({ path }) => path);
  return {
    find: pathFinder(paths),
    prefixesOf: (flag) => [...goModules, ...(declared.get(flag) ?? [])],
  };
}
