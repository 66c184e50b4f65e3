import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { FileImports, Language, Link, SourceImports, SourceTree } from "../../formats/imports/language.ts";
import { ownFiles, readResolution, readSources } from "../../formats/imports/read-files.ts";
import type { UnreadImport } from "../../formats/imports/unread-import.ts";
import type { SourcePath } from "./model.ts";
import { isTooLarge, symbolicLink, tooLarge } from "./too-large.ts";

/** A source of a language whose modules are known by their paths, and what it imports. */
interface LinkedFile {
  readonly path: string;
  /** Of its content. */
  readonly id: string;
  readonly links: readonly Link[];
  readonly problems: FileImports["problems"];
  readonly unreadDynamic: readonly UnreadImport[];
  readonly inPackage: boolean;
}

/** Every source of one language in one tree. */
export interface LinkedSources {
  /** In the order of the tree. */
  readonly files: readonly LinkedFile[];
  /** Manifests and configurations that cannot be read or followed, so that imports may lead elsewhere than is thought. */
  readonly configurations: readonly SourcePath[];
  /** Files that this clone does not have. */
  readonly missing: number;
  /** Those of another tree, out of these: what both have in common is not linked again. */
  next(entries: readonly TreeEntry[], repository: Reading): Promise<LinkedSources>;
}

type Reading = Pick<RepositorySource, "blobs" | "derive">;

/** Reads every source of the language in a tree and finds out what each import leads to. */
export function linkSources<T extends FileImports>(
  language: Language<T>,
  entries: readonly TreeEntry[],
  repository: Reading,
): Promise<LinkedSources> {
  return linkAfter(language, entries, repository, undefined);
}

interface Before {
  /** Everything but the sources that links depend on. */
  readonly surroundings: string;
  /** Files that resolution files name, and that their own names would not tell. */
  readonly named: ReadonlySet<string>;
  /** Those of which something is known. */
  readonly files: ReadonlyMap<string, LinkedFile>;
  readonly configurations: readonly SourcePath[];
}

async function linkAfter<T extends FileImports>(
  language: Language<T>,
  entries: readonly TreeEntry[],
  repository: Reading,
  before: Before | undefined,
): Promise<LinkedSources> {
  const files = ownFiles(entries);
  const wanted = files.filter(({ path }) => language.extractorFor(path) !== undefined);
  // Most repositories do without most languages.
  if (wanted.length === 0)
    return linkedSources(language, [], { surroundings: "", named: new Set(), configurations: [] });
  const namedBefore = before?.named ?? new Set();
  const linked = entries.filter(({ kind, path }) => kind === "symlink" && language.isResolutionFile(path));
  const around = [...files, ...linked];
  const surroundings = surroundingsOf(language, around, namedBefore);
  const similar = before?.surroundings === surroundings ? before : undefined;
  const known = similar === undefined ? new Map() : keptOf(language, wanted, similar.files);
  const unknown = wanted.filter(({ path, id }) => known.get(path)?.id !== id);
  if (similar !== undefined && unknown.length === 0) {
    return linkedSources(language, inOrder(wanted, known, new Map()), similar);
  }
  const read = await readSources(language, unknown, repository);
  const { contents, ...resolution } = await readResolution(language, files, repository);
  const links = linkFiles(language, read.sources, { paths: files.map(({ path }) => path), contents });
  const named = new Set(resolution.named);
  const now = {
    surroundings: named.size + namedBefore.size === 0 ? surroundings : surroundingsOf(language, around, named),
    named,
    configurations: configurationsIn(around, { ...resolution, linked: linked.map(({ path }) => path) }),
  };
  const missing = read.missing.length + resolution.missing.length;
  return linkedSources(language, inOrder(wanted, known, links), now, missing);
}

function linkedSources<T extends FileImports>(
  language: Language<T>,
  files: readonly LinkedFile[],
  around: Omit<Before, "files">,
  missing = 0,
): LinkedSources {
  const known = new Map(files.filter((file) => !isTooLarge(file)).map((file) => [file.path, file]));
  // What was missing may be there by then, and say where everything leads.
  const after = missing > 0 ? undefined : { ...around, files: known };
  return {
    files,
    configurations: around.configurations,
    missing,
    next: (entries, repository) => linkAfter(language, entries, repository, after),
  };
}

function surroundingsOf<T extends FileImports>(
  language: Language<T>,
  files: readonly TreeEntry[],
  named: ReadonlySet<string>,
): string {
  const resolutionFiles = files.filter(({ path }) => language.isResolutionFile(path) || named.has(path));
  return JSON.stringify([files.map(({ path }) => path), resolutionFiles.map(({ id }) => id)]);
}

/** What need not be linked again. Where sources do not link alone, one that differs concerns all of them. */
function keptOf<T extends FileImports>(
  { linksAlone }: Language<T>,
  wanted: readonly TreeEntry[],
  files: Before["files"],
): Before["files"] {
  const isSame = () => wanted.length === files.size && wanted.every(({ path, id }) => files.get(path)?.id === id);
  return linksAlone || isSame() ? files : new Map();
}

function inOrder(
  wanted: readonly TreeEntry[],
  known: Before["files"],
  linked: ReadonlyMap<string, Omit<LinkedFile, "id">>,
): readonly LinkedFile[] {
  return wanted.flatMap(({ path, id }) => {
    const [fresh, kept] = [linked.get(path), known.get(path)];
    return fresh === undefined ? (kept === undefined ? [] : [kept]) : [{ ...fresh, id }];
  });
}

function linkFiles<T extends FileImports>(
  language: Language<T>,
  sources: readonly SourceImports<T>[],
  tree: SourceTree,
): ReadonlyMap<string, Omit<LinkedFile, "id">> {
  const links = language.link(sources, tree);
  const byImporter = Map.groupBy(links, ({ importer }) => importer);
  return new Map(
    sources.map(({ path, imports: { problems, computed = [] } }) => {
      const inPackage = language.isInPackage?.(path) === true;
      return [path, { path, links: byImporter.get(path) ?? [], problems, unreadDynamic: computed, inPackage }];
    }),
  );
}

interface Unusable extends Pick<Awaited<ReturnType<typeof readResolution>>, "flaws" | "tooLarge"> {
  /** Symbolic links under the names of such files: nothing is read through them. */
  readonly linked: readonly string[];
}

/** Without what they say, imports lead elsewhere or out of the tree, where no contract looks. */
function configurationsIn(
  files: readonly TreeEntry[],
  { flaws, tooLarge: left, linked }: Unusable,
): readonly SourcePath[] {
  const links = linked.map((path) => ({ path, ...symbolicLink }));
  const all = [...left.map((path) => ({ path, ...tooLarge })), ...links, ...flaws];
  const byPath = Map.groupBy(all, ({ path }) => path);
  return files.flatMap(({ path, id }) => {
    const problems = byPath.get(path)?.map(({ path: _path, ...problem }) => problem);
    return problems === undefined ? [] : [{ path, id, problems, unreadDynamic: [] }];
  });
}
