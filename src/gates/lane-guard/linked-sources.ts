import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { FileImports, Language, Link, SourceImports, SourceTree } from "../../formats/imports/language.ts";
import type { UnreadImport } from "../../formats/imports/unread-import.ts";
import type { SourcePath } from "./model.ts";

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
  /** Manifests and configurations that cannot be read, so that imports may lead elsewhere than is thought. */
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
  readonly files: ReadonlyMap<string, LinkedFile>;
  readonly configurations: readonly SourcePath[];
}

async function linkAfter<T extends FileImports>(
  language: Language<T>,
  entries: readonly TreeEntry[],
  repository: Reading,
  before: Before | undefined,
): Promise<LinkedSources> {
  // A symbolic link is another name for a file that is read under its own.
  const files = entries.filter(({ kind }) => kind === "file" || kind === "executable");
  const wanted = files.filter(({ path }) => language.extractorFor(path) !== undefined);
  const resolutionFiles = files.filter(({ path }) => language.isResolutionFile(path));
  const around = [files.map(({ path }) => path), resolutionFiles.map(({ id }) => id)];
  // Most repositories do without most languages.
  const surroundings = wanted.length === 0 ? "" : JSON.stringify(around);
  const isKept = language.linksAlone && before?.surroundings === surroundings;
  const known: Before["files"] = isKept ? before.files : new Map();
  const { sources, missing } = await readSources(
    language,
    wanted.filter(({ path, id }) => known.get(path)?.id !== id),
    repository,
  );
  const contents = sources.length === 0 ? new Map() : await readContents(resolutionFiles, repository);
  const linked = linkFiles(language, sources, { paths: files.map(({ path }) => path), contents });
  const all = wanted.flatMap(({ path, id }): readonly LinkedFile[] => {
    const [fresh, kept] = [linked.get(path), known.get(path)];
    return fresh === undefined ? (kept === undefined ? [] : [kept]) : [{ ...fresh, id }];
  });
  const configurations =
    sources.length === 0 ? (before?.configurations ?? []) : brokenIn(language, resolutionFiles, contents);
  const after = { surroundings, configurations, files: new Map(all.map((file) => [file.path, file])) };
  return {
    files: all,
    configurations,
    missing,
    next: (others, reading) => linkAfter(language, others, reading, after),
  };
}

function linkFiles<T extends FileImports>(
  language: Language<T>,
  sources: readonly SourceImports<T>[],
  tree: SourceTree,
): ReadonlyMap<string, Omit<LinkedFile, "id">> {
  const links = sources.length === 0 ? [] : language.link(sources, tree);
  const byImporter = Map.groupBy(links, ({ importer }) => importer);
  return new Map(
    sources.map(({ path, imports: { problems, computed = [] } }) => {
      const inPackage = language.isInPackage?.(path) === true;
      return [path, { path, links: byImporter.get(path) ?? [], problems, unreadDynamic: computed, inPackage }];
    }),
  );
}

async function readSources<T extends FileImports>(
  { extractorFor }: Language<T>,
  wanted: readonly TreeEntry[],
  repository: Reading,
) {
  const sources: SourceImports<T>[] = [];
  let missing = 0;
  for (const [extractor, entries] of Map.groupBy(wanted, ({ path }) => extractorFor(path))) {
    if (extractor === undefined) continue;
    const derived = await repository.derive(
      extractor,
      entries.map(({ id }) => id),
    );
    const nothing = { ...extractor.extract(new Uint8Array()), problems: [{ kind: "too-large", line: 1 }] };
    for (const { path, id } of entries) {
      const read = derived.get(id);
      sources.push({ path, imports: read?.kind === "value" ? read.value : nothing });
      if (read === undefined || read.kind === "missing") missing += 1;
    }
  }
  return { sources, missing };
}

function brokenIn<T extends FileImports>(
  language: Language<T>,
  entries: readonly TreeEntry[],
  contents: ReadonlyMap<string, Uint8Array>,
): readonly SourcePath[] {
  return entries.flatMap(({ path, id }) => {
    const bytes = contents.get(path);
    const isBroken = bytes !== undefined && language.isBroken?.(path, bytes) === true;
    return isBroken ? [{ path, id, problems: [{ kind: "unreadable-configuration", line: 1 }], unreadDynamic: [] }] : [];
  });
}

/** What cannot be had is as if it were not there: links that need it are unresolved. */
async function readContents(
  files: readonly TreeEntry[],
  repository: Reading,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const blobs = await repository.blobs(files.map(({ id }) => id));
  return new Map(
    files.flatMap(({ path, id }) => {
      const blob = blobs.get(id);
      return blob?.kind === "bytes" ? [[path, blob.bytes] as const] : [];
    }),
  );
}
