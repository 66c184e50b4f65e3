import type { HeadFacts, OverlapChange, OverlapFile } from "../../../core/overlap.ts";
import type { ContestedFile, DefinitionChange, HeadLines } from "../../../core/pull-request-overlaps.ts";
import { type ChangesByPath, changesByPath } from "./compare.ts";
import { definitionChanges } from "./definition-changes.ts";
import type { EvaluatedPair } from "./evaluate.ts";
import { headLines } from "./head-lines.ts";
import type { ReadBlobs, Sources } from "./read-sources.ts";
import { contestedHunks } from "./touch.ts";

/** What is told of a pair besides its level, as one of the two sees it. */
export interface DescribedPair {
  readonly files: readonly ContestedFile[];
  readonly mineChange: readonly DefinitionChange[];
  readonly otherChange: readonly DefinitionChange[];
}

/** Files of the base and of heads merged into it, and what they define. */
export interface OverlapReader {
  readonly sources: Sources;
  readonly blobs: ReadBlobs;
}

/** So many files of one pair are told. */
const maxFiles = 50;

interface Side {
  readonly head: HeadFacts;
  readonly paths: ChangesByPath;
}

/**
 * Where heads meet, in lines of each of them, and what each does to definitions there, for each pair as its first head sees
 * it. Git is asked for the files of all pairs at once.
 */
export async function describePairs(
  reader: OverlapReader,
  pairs: readonly EvaluatedPair[],
  ownersOf: (path: string) => readonly string[],
): Promise<ReadonlyMap<EvaluatedPair, DescribedPair>> {
  const scenes = pairs.map(sidesOf);
  const all = scenes.flatMap(({ sides, paths }) => sides.map((side) => ({ side, paths })));
  const texts = await movedTexts(reader, all);
  await reader.sources.read(all.flatMap(({ side, paths }) => paths.flatMap((path) => entriesOf(side, path))));
  const described = scenes.map(async ({ pair, sides: [mine, theirs], files, paths }) => {
    const told: DescribedPair = {
      files: files.map((file) => contestedFile(file, mine, theirs, texts, ownersOf)),
      mineChange: await definitionChanges(mine.head, paths, reader.sources),
      otherChange: await definitionChanges(theirs.head, paths, reader.sources),
    };
    return [pair, told] as const;
  });
  return new Map(await Promise.all(described));
}

/** What is told of a pair, as this head of it sees it. */
export function describedFor(
  ref: string,
  pair: EvaluatedPair,
  described: DescribedPair | undefined,
): DescribedPair | undefined {
  if (described === undefined || pair.a === ref) return described;
  const { files, mineChange, otherChange } = described;
  return {
    files: files.map(({ pathInMine, pathInTheirs, mine, theirs, ...file }) => ({
      ...file,
      pathInMine: pathInTheirs,
      pathInTheirs: pathInMine,
      mine: theirs,
      theirs: mine,
    })),
    mineChange: otherChange,
    otherChange: mineChange,
  };
}

function sidesOf(pair: EvaluatedPair) {
  const { one, other } = pair.view;
  const side = (head: HeadFacts): Side => ({ head, paths: changesByPath(head) });
  const files = pair.files.slice(0, maxFiles);
  return { pair, sides: [side(one), side(other)] as const, files, paths: files.map(({ path }) => path) };
}

function entriesOf({ paths }: Side, path: string) {
  const change = paths.changes.get(path);
  return change === undefined ? [] : [change.before, change.after];
}

type Texts = ReadonlyMap<string, readonly string[]>;

/** The files of heads whose lines the base has moved meanwhile, by the ids of their blobs. */
async function movedTexts(
  { blobs: read }: OverlapReader,
  places: readonly { readonly side: Side; readonly paths: readonly string[] }[],
): Promise<Texts> {
  const ids = places.flatMap(({ side, paths }) => paths.flatMap((path) => movedBlob(side.paths, path) ?? []));
  if (ids.length === 0) return new Map();
  const blobs = await read(ids);
  return new Map(
    [...blobs].flatMap(([id, blob]) =>
      blob.kind === "bytes" ? [[id, Buffer.from(blob.bytes).toString("latin1").split("\n")] as const] : [],
    ),
  );
}

/** The head's own blob, where merging it into the base makes another one. */
function movedBlob({ changes, own }: ChangesByPath, path: string): string | undefined {
  const [merged, before] = [changes.get(path)?.after, own.get(path)?.after];
  return merged === undefined || before === undefined || merged.id === before.id ? undefined : before.id;
}

function contestedFile(
  { path, kind }: OverlapFile,
  mine: Side,
  theirs: Side,
  texts: Texts,
  ownersOf: (path: string) => readonly string[],
): ContestedFile {
  const [left, right] = [mine.paths.changes.get(path), theirs.paths.changes.get(path)];
  const contested = contestedHunks(left?.hunks ?? [], right?.hunks ?? []);
  return {
    path,
    kind,
    pathInMine: pathIn(mine, path, left),
    pathInTheirs: pathIn(theirs, path, right),
    mine: linesOf(mine, path, contested.mine, texts),
    theirs: linesOf(theirs, path, contested.theirs, texts),
    owners: ownersOf(path),
  };
}

/** Who does not touch a path, where it stands in no list of changes, may have it or not. */
function pathIn({ paths }: Side, path: string, change: OverlapChange | undefined): string | undefined {
  return (paths.own.get(path)?.after ?? change?.after)?.path;
}

function linesOf(
  { paths }: Side,
  path: string,
  hunks: NonNullable<OverlapChange["hunks"]>,
  texts: Texts,
): readonly HeadLines[] {
  // What is gone has no lines.
  return paths.changes.get(path)?.after === undefined ? [] : headLines(hunks, texts.get(movedBlob(paths, path) ?? ""));
}
