import type { FileImports, ImportExtractor, Language, ResolutionFlaw, SourceImports } from "./language.ts";

/** A path of a tree, as `core` lists it. */
interface TreeFile {
  readonly path: string;
  readonly kind: string;
  readonly id: string;
}

type NotHad = { readonly kind: "too-large" } | { readonly kind: "missing" };

/** What a repository answers, as `core` asks it: this folder knows nobody of ours. */
interface Reading {
  blobs(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly kind: "bytes"; readonly bytes: Uint8Array } | NotHad>>;
  derive<T>(
    extractor: ImportExtractor<T>,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly kind: "value"; readonly value: T } | NotHad>>;
}

/** Paths of files that are above the limit, and of those that this clone does not have. */
export interface LeftOut {
  readonly tooLarge: readonly string[];
  readonly missing: readonly string[];
}

/** A symbolic link is another name for a file that is read under its own. */
export function ownFiles<F extends TreeFile>(entries: readonly F[]): readonly F[] {
  return entries.filter(({ kind }) => kind === "file" || kind === "executable");
}

interface SourcesRead<T> extends LeftOut {
  /** In the order of the files. One that is left out imports nothing, and its problem says so. */
  readonly sources: readonly SourceImports<T>[];
}

/** Reads what the sources of a language import; other files are passed over. */
export async function readSources<T extends FileImports>(
  { extractorFor }: Language<T>,
  files: readonly TreeFile[],
  repository: Reading,
): Promise<SourcesRead<T>> {
  const read = new Map<string, T>();
  const [tooLarge, missing]: [string[], string[]] = [[], []];
  for (const [extractor, wanted] of Map.groupBy(files, ({ path }) => extractorFor(path))) {
    if (extractor === undefined) continue;
    const ids = wanted.map(({ id }) => id);
    const derived = await repository.derive(extractor, ids);
    const nothing = { ...extractor.extract(new Uint8Array()), problems: [{ kind: "too-large", line: 1 }] };
    for (const { path, id } of wanted) {
      const found = derived.get(id);
      read.set(path, found?.kind === "value" ? found.value : nothing);
      if (found?.kind !== "value") (found?.kind === "too-large" ? tooLarge : missing).push(path);
    }
  }
  const sources = files.flatMap(({ path }) => {
    const imports = read.get(path);
    return imports === undefined ? [] : [{ path, imports }];
  });
  return { sources, tooLarge, missing };
}

interface ResolutionRead extends LeftOut {
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Files that others name, and that their own names would not tell. */
  readonly named: readonly string[];
  readonly flaws: readonly ResolutionFlaw[];
}

/** Files that are named by files that are named, so many times over: people write fewer. */
const maxRounds = 10;

/** Reads the files that linking needs besides the sources, and all that those name. */
export async function readResolution<T extends FileImports>(
  language: Language<T>,
  files: readonly TreeFile[],
  repository: Reading,
): Promise<ResolutionRead> {
  const paths = files.map(({ path }) => path);
  const contents = new Map<string, Uint8Array>();
  const [tooLarge, missing, named]: [string[], string[], string[]] = [[], [], []];
  let flaws: readonly ResolutionFlaw[] = [];
  let wanted = files.filter(({ path }) => language.isResolutionFile(path));
  for (let round = 0; round < maxRounds && (round === 0 || wanted.length > 0); round += 1) {
    const blobs = await repository.blobs(wanted.map(({ id }) => id));
    for (const { path, id } of wanted) {
      const blob = blobs.get(id);
      if (blob?.kind === "bytes") contents.set(path, blob.bytes);
      else (blob?.kind === "too-large" ? tooLarge : missing).push(path);
    }
    const check = language.checkResolution?.({ paths, contents }) ?? { named: [], flaws };
    const asked = new Set([...tooLarge, ...missing]);
    const further = new Set(check.named.filter((path) => !asked.has(path)));
    wanted = further.size === 0 ? [] : files.filter(({ path }) => further.has(path));
    named.push(...further);
    flaws = check.flaws;
  }
  const left = wanted.map(({ path }) => ({ path, kind: "unreadable-configuration", line: 1 }));
  return { contents, named, flaws: [...flaws, ...left], tooLarge, missing };
}
