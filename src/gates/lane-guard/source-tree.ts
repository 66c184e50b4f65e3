import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { TreeExtractor } from "../../core/tree-extractor.ts";
import { buildPathGraph, type PathFile } from "../../formats/imports/graph/path-graph.ts";
import { pythonPaths } from "../../formats/imports/graph/python-paths.ts";
import { languages } from "../../formats/imports/languages.ts";
import { type LinkedSources, linkSources } from "./linked-sources.ts";
import type { PathModules, SourcePath, Unresolved } from "./model.ts";
import { type PythonOptions, type PythonTree, readPythonTree } from "./python-tree.ts";
import { findSymbolicLinks, type SymbolicLinks } from "./symbolic-links.ts";

/** Everything that one commit imports: by the names of Python's modules and, where contracts want it, by path. */
interface SourceTree {
  readonly python: PythonTree;
  readonly paths: PathTree | undefined;
  readonly symbolicLinks: SymbolicLinks;
}

interface PathTree extends PathModules {
  readonly python: readonly PythonPath[];
  readonly languages: readonly LinkedSources[];
  readonly missing: number;
}

/** A Python file, by its path. */
type PythonPath = PathFile & SourcePath;

type Reading = Pick<RepositorySource, "blobs" | "derive">;

/** Reads the sources of a commit; of a similar commit, only what differs. */
export function sourceTree(options: PythonOptions, withPaths: boolean): TreeExtractor<SourceTree> {
  return {
    key: JSON.stringify(["source-tree", options, withPaths]),
    isLasting: (tree) => missingIn(tree) === 0,
    async extract(entries, repository, near) {
      const python = await readPythonTree(entries, repository, near?.value.python, options);
      const paths = withPaths ? await readPathTree(entries, repository, near?.value, python) : undefined;
      const symbolicLinks = await findSymbolicLinks(entries, (paths ?? python).files, repository);
      return { python, paths, symbolicLinks };
    },
  };
}

/** How many files this clone does not have. */
export function missingIn({ python, paths, symbolicLinks }: SourceTree): number {
  return python.missing + (paths?.missing ?? 0) + symbolicLinks.missing;
}

async function readPathTree(
  entries: readonly TreeEntry[],
  repository: Reading,
  near: SourceTree | undefined,
  python: PythonTree,
): Promise<PathTree> {
  const linked: LinkedSources[] = [];
  for (const [index, load] of Object.values(languages).entries()) {
    const next = near?.paths?.languages[index]?.next(entries, repository);
    linked.push(await (next ?? linkSources(await load(), entries, repository)));
  }
  const pythonFiles = pythonPathsAfter(near, python);
  const files = [pythonFiles, ...linked.map((one) => one.files)].flat().sort(byPath);
  const missing = linked.reduce((sum, one) => sum + one.missing, 0);
  const graph = { ...buildPathGraph(files), tooDeep: python.graph.tooDeep };
  const configurations = linked.flatMap((one) => one.configurations);
  const unresolved = linked.flatMap((one) => one.files.flatMap(unresolvedIn));
  return { files, graph, unresolved, configurations, python: pythonFiles, languages: linked, missing };
}

/** Where no file of Python differs, what they import is the same objects, so that a glance tells that nothing changed. */
function pythonPathsAfter(near: SourceTree | undefined, { files, graph }: PythonTree): readonly PythonPath[] {
  const [then, known] = [near?.python.files, near?.paths?.python];
  const isSame = then?.length === files.length && files.every((file, index) => file === then[index]);
  if (isSame && known !== undefined) return known;
  return pythonPaths(files, graph).map((file, index) => {
    const { id = "", problems = [], unreadDynamic = [] } = files[index] ?? {};
    return { ...file, id, problems, unreadDynamic };
  });
}

function unresolvedIn({ path, links }: LinkedSources["files"][number]): readonly Unresolved[] {
  return links.flatMap(({ target, line }) =>
    target.kind === "unresolved" ? [{ path, line, specifier: target.specifier }] : [],
  );
}

function byPath(left: PathFile, right: PathFile): number {
  return left.path < right.path ? -1 : 1;
}
