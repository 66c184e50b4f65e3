import { Fault } from "../../core/fault.ts";
import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { ListedGraph } from "../../formats/imports/graph/list-graph.ts";
import type { FileImports, Language, SourceImports } from "../../formats/imports/language.ts";
import { listLinks } from "../../formats/imports/list-links.ts";

export interface ReadGraph {
  readonly graph: ListedGraph;
  /** Files that could not be read to the end, with the line where that shows. */
  readonly unread: readonly string[];
}

/** Reads the import graph of a commit in a language. */
export async function readLinks<T extends FileImports>(
  repository: RepositorySource,
  language: Language<T>,
): Promise<ReadGraph> {
  const tree = await repository.tree("head");
  if (!tree.complete) throw new Fault("LIST_CUT_SHORT", "The tree has too many files to list.", { retry: false });
  // A symbolic link is another name for a file that is read under its own.
  const entries = tree.items.filter(({ kind }) => kind === "file" || kind === "executable");
  const unread: string[] = [];
  const sources = await readSources(repository, language, entries, unread);
  const contents = await readContents(repository, language, entries, unread);
  const links = language.link(sources, { paths: entries.map(({ path }) => path), contents });
  const paths = sources.map(({ path }) => path);
  return { graph: listLinks(paths, links, language.moduleName), unread };
}

async function readSources<T extends FileImports>(
  repository: RepositorySource,
  { extractorFor }: Language<T>,
  entries: readonly TreeEntry[],
  unread: string[],
): Promise<readonly SourceImports<T>[]> {
  const read = new Map<string, T>();
  for (const [extractor, wanted] of Map.groupBy(entries, ({ path }) => extractorFor(path))) {
    if (extractor === undefined) continue;
    const derived = await repository.derive(
      extractor,
      wanted.map(({ id }) => id),
    );
    for (const { path, id } of wanted) {
      const found = derived.get(id);
      read.set(path, found?.kind === "value" ? found.value : extractor.extract(new Uint8Array()));
      if (found?.kind !== "value") unread.push(path);
    }
  }
  return entries.flatMap(({ path }) => {
    const imports = read.get(path);
    const [problem] = imports?.problems ?? [];
    if (problem !== undefined) unread.push(`${path}:${problem.line}`);
    return imports === undefined ? [] : [{ path, imports }];
  });
}

async function readContents<T extends FileImports>(
  repository: RepositorySource,
  { isResolutionFile }: Language<T>,
  entries: readonly TreeEntry[],
  unread: string[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const wanted = entries.filter(({ path }) => isResolutionFile(path));
  const blobs = await repository.blobs(wanted.map(({ id }) => id));
  const contents = new Map<string, Uint8Array>();
  for (const { path, id } of wanted) {
    const blob = blobs.get(id);
    if (blob?.kind === "bytes") contents.set(path, blob.bytes);
    else unread.push(path);
  }
  return contents;
}
