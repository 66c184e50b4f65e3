import type { Derived, RepositorySource, TreeEntry } from "../../core/repository.ts";
import { type PythonSources, pythonExtractorFor } from "../../formats/imports/python/file-kinds.ts";
import type { PythonImports } from "../../formats/imports/python/imports.ts";

type ReadEntry = (entry: TreeEntry) => Derived<PythonImports> | undefined;

/** A symbolic link is another name for a file that is read under its own. */
export function isPython({ kind, path }: TreeEntry, sources: PythonSources): boolean {
  return (kind === "file" || kind === "executable") && pythonExtractorFor(path, sources) !== undefined;
}

/** Reads each file as its name says: the same bytes may be a program in one place and a stub in another. */
export async function deriveImports(
  repository: Pick<RepositorySource, "derive">,
  entries: readonly TreeEntry[],
  sources: PythonSources,
): Promise<ReadEntry> {
  const derived = new Map<string, ReadonlyMap<string, Derived<PythonImports>>>();
  for (const [extractor, wanted] of Map.groupBy(entries, ({ path }) => pythonExtractorFor(path, sources))) {
    if (extractor === undefined) continue;
    const ids = new Set(wanted.map(({ id }) => id));
    derived.set(extractor.id, await repository.derive(extractor, [...ids]));
  }
  return ({ path, id }) => derived.get(pythonExtractorFor(path, sources)?.id ?? "")?.get(id);
}
