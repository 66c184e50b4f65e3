import { Fault } from "../../core/fault.ts";
import type { RepositorySource, Side } from "../../core/repository.ts";
import type { ListedGraph } from "../../formats/imports/graph/list-graph.ts";
import type { FileImports, Language, SourceImports } from "../../formats/imports/language.ts";
import { listLinks } from "../../formats/imports/list-links.ts";
import { type LeftOut, ownFiles, readResolution, readSources } from "../../formats/imports/read-files.ts";

export interface ReadGraph {
  readonly graph: ListedGraph;
  /** Files that could not be read to the end, with the line where that shows. */
  readonly unread: readonly string[];
}

/** Reads the import graph of a commit in a language. */
export async function readLinks<T extends FileImports>(
  repository: RepositorySource,
  side: Side,
  language: Language<T>,
): Promise<ReadGraph> {
  const tree = await repository.tree(side);
  if (!tree.complete) throw new Fault("LIST_CUT_SHORT", "The tree has too many files to list.", { retry: false });
  const files = ownFiles(tree.items);
  const [read, { contents, ...resolution }] = await Promise.all([
    readSources(language, files, repository),
    readResolution(language, files, repository),
  ]);
  const links = language.link(read.sources, { paths: files.map(({ path }) => path), contents });
  const paths = read.sources.map(({ path }) => path);
  const unread = [...placesUnread(read.sources, read), ...leftOut(resolution), ...resolution.flaws.map(placeOf)];
  return { graph: listLinks(paths, links, language.moduleName), unread };
}

/** Of a source that is left out, the path alone; of one that was not read to its end, the line where that shows. */
function placesUnread(sources: readonly SourceImports<FileImports>[], read: LeftOut): readonly string[] {
  const left = new Set(leftOut(read));
  return sources.flatMap(({ path, imports: { problems } }) => {
    const [problem] = problems;
    if (left.has(path)) return [path];
    return problem === undefined ? [] : [placeOf({ path, line: problem.line })];
  });
}

function leftOut({ tooLarge, missing }: LeftOut): readonly string[] {
  return [...tooLarge, ...missing];
}

function placeOf({ path, line }: { readonly path: string; readonly line: number }): string {
  return `${path}:${line}`;
}
