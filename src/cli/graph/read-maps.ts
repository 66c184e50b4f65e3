import { Fault } from "../../core/fault.ts";
import type { RepositorySource, Side } from "../../core/repository.ts";
import { derivations } from "../../engine/derivations.ts";
import { buildImportGraph } from "../../formats/imports/graph/build-graph.ts";
import { type ModuleMap, mapModules } from "../../formats/imports/graph/picture/module-map.ts";
import { pythonImports } from "../../formats/imports/python/extractor.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { extractInThreads } from "../../workers/extract-in-bulk.ts";

const sourceRoots = ["", "src"];

interface ReadMap {
  readonly map: ModuleMap;
  /** Places from where on a file could not be read, so that imports may be missing. */
  readonly unread: readonly string[];
}

export interface ReadMaps {
  readonly head: ReadMap;
  /** The same as the head where nothing is compared. */
  readonly base: ReadMap;
}

/** The import graphs of two commits, or of one that is given twice. Nothing is fetched or checked out. */
export async function readMaps(
  clone: GitDirectory,
  commits: { readonly base: string; readonly head: string },
): Promise<ReadMaps> {
  const cache = openDeskCache(clone.commonDir);
  try {
    const repository = openRepositorySource(clone, {
      mergeBase: commits.base,
      head: commits.head,
      deriving: derivations(cache, { extractInBulk: extractInThreads() }),
    });
    const head = await readMap(repository, "head");
    const base = commits.base === commits.head ? head : await readMap(repository, "base");
    return { head, base };
  } finally {
    cache.close();
  }
}

async function readMap(repository: RepositorySource, side: Side): Promise<ReadMap> {
  const { files, unread } = await readFiles(repository, side);
  const graph = buildImportGraph(files, sourceRoots);
  const tooDeep = graph.tooDeep.map(({ path, line }) => `${path}:${line}`);
  return { map: mapModules(graph, files), unread: [...new Set([...unread, ...tooDeep])] };
}

async function readFiles(repository: RepositorySource, side: Side) {
  const tree = await repository.tree(side);
  if (!tree.complete) throw new Fault("LIST_CUT_SHORT", "The tree has too many files to list.", { retry: false });
  const entries = tree.items.filter(
    ({ kind, path }) => path.endsWith(".py") && (kind === "file" || kind === "executable"),
  );
  const derived = await repository.derive(
    pythonImports,
    entries.map((entry) => entry.id),
  );
  const unread: string[] = [];
  const files = entries.map(({ path, id }) => {
    const read = derived.get(id);
    if (read?.kind !== "value") {
      unread.push(path);
      return { path, imports: [] };
    }
    const [problem] = read.value.problems;
    if (problem !== undefined) unread.push(`${path}:${problem.line}`);
    // Calls that import are no statements; the graph shows only what stands in the text.
    return { path, imports: read.value.imports.filter(({ dynamic }) => !dynamic) };
  });
  return { files, unread };
}
