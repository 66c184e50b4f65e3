import { Fault } from "../../core/fault.ts";
import type { RepositorySource, Side } from "../../core/repository.ts";
import { buildImportGraph } from "../../formats/imports/graph/build-graph.ts";
import { mapModules } from "../../formats/imports/graph/picture/module-map.ts";
import { pythonImports } from "../../formats/imports/python/extractor.ts";
import type { ReadMap } from "./read-maps.ts";

const sourceRoots = ["", "src"];

/** The modules of Python in a commit, and what they import. */
export async function readPython(repository: RepositorySource, side: Side): Promise<ReadMap> {
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
