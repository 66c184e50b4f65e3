import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { TreeExtractor } from "../../core/tree-extractor.ts";
import { buildPathGraph, type PathFile } from "../../formats/imports/graph/path-graph.ts";
import { pythonPaths } from "../../formats/imports/graph/python-paths.ts";
import { languages } from "../../formats/imports/languages.ts";
import { type LinkedSources, linkSources } from "./linked-sources.ts";
import type { PathModules, Unresolved } from "./model.ts";
import { type PythonOptions, type PythonTree, readPythonTree } from "./python-tree.ts";

/** Everything that one commit imports: by the names of Python's modules and, where contracts want it, by path. */
interface SourceTree {
  readonly python: PythonTree;
  readonly paths: PathTree | undefined;
}

interface PathTree extends PathModules {
  readonly languages: readonly LinkedSources[];
  readonly missing: number;
}

type Reading = Pick<RepositorySource, "blobs" | "derive">;

/** Reads the sources of a commit; of a similar commit, only what differs. */
export function sourceTree(options: PythonOptions, withPaths: boolean): TreeExtractor<SourceTree> {
  return {
    key: JSON.stringify(["source-tree", options, withPaths]),
    isLasting: ({ python, paths }) => python.missing === 0 && (paths?.missing ?? 0) === 0,
    async extract(entries, repository, near) {
      const python = await readPythonTree(entries, repository, near?.value.python, options);
      const paths = withPaths ? await readPathTree(entries, repository, near?.value.paths, python) : undefined;
      return { python, paths };
    },
  };
}

async function readPathTree(
  entries: readonly TreeEntry[],
  repository: Reading,
  near: PathTree | undefined,
  python: PythonTree,
): Promise<PathTree> {
  const linked: LinkedSources[] = [];
  for (const [index, load] of Object.values(languages).entries()) {
    const next = near?.languages[index]?.next(entries, repository);
    linked.push(await (next ?? linkSources(await load(), entries, repository)));
  }
  const pythonFiles = pythonPaths(python.files, python.graph).map((file, index) => {
    const { id = "", problems = [], unreadDynamic = [] } = python.files[index] ?? {};
    return { ...file, id, problems, unreadDynamic };
  });
  const files = [pythonFiles, ...linked.map((one) => one.files)].flat().sort(byPath);
  const missing = linked.reduce((sum, one) => sum + one.missing, 0);
  const graph = { ...buildPathGraph(files), tooDeep: python.graph.tooDeep };
  const configurations = linked.flatMap((one) => one.configurations);
  const unresolved = linked.flatMap((one) => one.files.flatMap(unresolvedIn));
  return { files, graph, unresolved, configurations, languages: linked, missing };
}

function unresolvedIn({ path, links }: LinkedSources["files"][number]): readonly Unresolved[] {
  return links.flatMap(({ target, line }) =>
    target.kind === "unresolved" ? [{ path, line, specifier: target.specifier }] : [],
  );
}

function byPath(left: PathFile, right: PathFile): number {
  return left.path < right.path ? -1 : 1;
}
