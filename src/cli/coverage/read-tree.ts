import { Fault } from "../../core/fault.ts";
import type { RepositorySource, Side } from "../../core/repository.ts";
import {
  type FoundPath,
  type PathSurroundings,
  type Prefix,
  pathFinder,
} from "../../formats/coverage/paths/find-paths.ts";
import { goModulePrefix } from "../../formats/coverage/paths/go-modules.ts";

/** The files of a commit, and how to find them by the paths that reports give them. */
export interface CommitTree {
  readonly paths: ReadonlySet<string>;
  readonly find: (reported: string, around: PathSurroundings) => FoundPath;
  readonly prefixesOf: (flag: string) => readonly Prefix[];
}

/** So many `go.mod` are read. */
const maxGoModules = 500;

/** Looks paths up as the gate does. `declared` has prefixes by flag. */
export async function readTree(
  repository: RepositorySource,
  side: Side,
  declared: ReadonlyMap<string, readonly string[]>,
): Promise<CommitTree> {
  const { items, complete } = await repository.tree(side);
  if (!complete) throw new Fault("LIST_CUT_SHORT", "The tree has too many files to list.", { retry: false });
  const files = items.filter(({ kind }) => kind === "file" || kind === "executable");
  const goFiles = items
    .filter(({ kind, path }) => kind === "file" && /(^|\/)go\.mod$/.test(path))
    .slice(0, maxGoModules);
  const blobs = await repository.blobs(goFiles.map(({ id }) => id));
  const goModules = goFiles.flatMap(({ path, id }) => {
    const blob = blobs.get(id);
    const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
    return blob?.kind === "bytes" ? goModulePrefix(folder, new TextDecoder().decode(blob.bytes)) : [];
  });
  const paths = files.map(({ path }) => path);
  return {
    paths: new Set(paths),
    find: pathFinder(paths),
    prefixesOf: (flag) => [...goModules, ...(declared.get(flag) ?? []).map((prefix) => ({ prefix, folder: "" }))],
  };
}
