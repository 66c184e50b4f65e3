import { resolve } from "node:path";
import { Fault } from "../../core/fault.ts";
import type { RepositorySource } from "../../core/repository.ts";
import { deriving } from "../../engine/derive.ts";
import { derivedMemory } from "../../engine/derived-memory.ts";
import { buildImportGraph } from "../../formats/imports/graph/graph.ts";
import { listGraph } from "../../formats/imports/graph/list-graph.ts";
import { pythonImports } from "../../formats/imports/python/extractor.ts";
import { openClone } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import type { GraphOptions } from "../commands/graph.ts";
import type { Terminal } from "../terminal.ts";

const sourceRoots = ["", "src"];

/** Prints the import graph of one commit as JSON. Files that could not be read to the end are told on standard error. */
export async function printGraph(options: GraphOptions, terminal: Terminal): Promise<void> {
  const clone = await openClone(resolve(terminal.cwd, options.repo));
  const sha = await clone.resolve(options.ref);
  const cache = openDeskCache(clone.commonDir);
  try {
    const repository = openRepositorySource(clone, {
      mergeBase: sha,
      head: sha,
      deriving: (blobs) => deriving(blobs, cache, derivedMemory()),
    });
    const { files, unread } = await readFiles(repository);
    const graph = buildImportGraph(files, sourceRoots);
    terminal.out(`${JSON.stringify(listGraph(graph, files, options.root ?? []))}\n`);
    const incomplete = new Set([...unread, ...graph.tooDeep.map(({ path, line }) => `${path}:${line}`)]);
    for (const place of incomplete) terminal.err(`Not fully read: ${JSON.stringify(place)}\n`);
  } finally {
    cache.close();
  }
}

async function readFiles(repository: RepositorySource) {
  const tree = await repository.tree("head");
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
    // Calls that import are no statements; the shape of the list says only what stands in the text.
    return { path, imports: read.value.imports.filter(({ dynamic }) => !dynamic) };
  });
  return { files, unread };
}
