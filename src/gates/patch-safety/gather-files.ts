import type { Blob, Change, ChangedLines, RepositorySource, TreeEntry } from "../../core/repository.ts";
import { type PatchLanguage, patchLanguageOf, readSource } from "../../formats/patches/languages.ts";
import type { SourceFacts } from "../../formats/patches/source-facts.ts";
import type { FileFact, SourceFact } from "./facts.ts";
import { countKinds, kindsOfLines, type LineRange } from "./line-counts.ts";
import type { KindName } from "./rule-settings.ts";

/** So many files are in memory at a time. */
const filesAtOnce = 50;
/** So many bytes are read as programs; what comes after them counts as unread. */
const maxSourceBytes = 64_000_000;

/** Reads every changed file before and after. */
export async function gatherFiles(
  repository: Pick<RepositorySource, "blobs">,
  changes: readonly Change[],
  changedLines: readonly ChangedLines[],
): Promise<readonly FileFact[]> {
  const linesOf = new Map(changedLines.map((changed) => [changed.path, changed]));
  const facts: FileFact[] = [];
  let left = maxSourceBytes;
  for (let from = 0; from < changes.length; from += filesAtOnce) {
    const some = changes.slice(from, from + filesAtOnce);
    const blobs = await repository.blobs(some.flatMap((change) => entriesOf(change).map(({ id }) => id)));
    const readable = new Map<string, Blob>();
    for (const [id, blob] of blobs) {
      left -= blob.kind === "bytes" ? blob.bytes.length : 0;
      readable.set(id, left < 0 ? { kind: "missing" } : blob);
    }
    facts.push(...some.map((change) => fileFact(change, linesOf.get(change.path), readable)));
  }
  return facts;
}

function entriesOf(change: Change): readonly TreeEntry[] {
  const before = change.status === "added" ? [] : [change.before];
  const after = change.status === "deleted" ? [] : [change.after];
  return [...before, ...after].filter(isFile);
}

function isFile({ kind }: TreeEntry): boolean {
  return kind === "file" || kind === "executable";
}

function fileFact(change: Change, lines: ChangedLines | undefined, blobs: ReadonlyMap<string, Blob>): FileFact {
  const { path, status } = change;
  const before = change.status === "added" ? undefined : sideOf(change.before, blobs);
  const after = change.status === "deleted" ? undefined : sideOf(change.after, blobs);
  const unread = unreadBecause(change, lines, before, after);
  const hunks = lines?.hunks ?? [];
  const deletedRanges = change.status === "deleted" ? wholeFile(before) : hunks.map((hunk) => hunk.before);
  const addedRanges = hunks.map((hunk) => hunk.after).filter(({ count }) => count > 0);
  const language = after?.language ?? before?.language;
  return {
    path,
    ...(change.status === "renamed" ? { pathBefore: change.before.path } : {}),
    status,
    ...(language === undefined ? {} : { language }),
    ...(before?.source === undefined ? {} : { before: summaryOf(before.source) }),
    ...(after?.source === undefined ? {} : { after: summaryOf(after.source) }),
    added: countKinds(after?.kinds ?? [], addedRanges),
    deleted: countKinds(before?.kinds ?? [], deletedRanges),
    addedRanges,
    ...(unread === undefined ? {} : { unread }),
  };
}

interface ReadSide {
  readonly read: boolean;
  readonly language: PatchLanguage | undefined;
  readonly source: SourceFacts | undefined;
  readonly kinds: readonly KindName[];
}

function sideOf({ path, id, kind }: TreeEntry, blobs: ReadonlyMap<string, Blob>): ReadSide {
  const blob = blobs.get(id);
  const language = patchLanguageOf(path);
  if (blob?.kind !== "bytes" || (kind !== "file" && kind !== "executable")) {
    return { read: false, language, source: undefined, kinds: [] };
  }
  const source = language === undefined ? undefined : readSource(language, blob.bytes);
  return { read: true, language, source, kinds: kindsOfLines(path, blob.bytes, language, source) };
}

/** A text for the sentence "its lines cannot be judged: it …". */
function unreadBecause(
  change: Change,
  lines: ChangedLines | undefined,
  before: ReadSide | undefined,
  after: ReadSide | undefined,
): string | undefined {
  const entries = [
    ...(change.status === "added" ? [] : [change.before]),
    ...(change.status === "deleted" ? [] : [change.after]),
  ];
  if (entries.some((entry) => !isFile(entry))) return "is or was no regular file";
  if (new Set(entries.map(({ kind }) => kind)).size > 1) return "became executable, or no longer is";
  if (before?.read === false || after?.read === false) return "is too large, or not there";
  if (change.lines.kind === "binary" || lines?.unread === true) return "is binary";
  if (before !== undefined && after !== undefined && before.language !== after.language) return "changed its language";
  return undefined;
}

function wholeFile(side: ReadSide | undefined): readonly LineRange[] {
  return side === undefined || side.kinds.length === 0 ? [] : [{ first: 1, count: side.kinds.length }];
}

function summaryOf({ definitions, imports, problems }: SourceFacts): SourceFact {
  return {
    definitions: definitions.map(({ name, qualifiedName, firstLine, fingerprint }) => ({
      name,
      qualifiedName,
      firstLine,
      fingerprint,
    })),
    imports: imports.map(({ name, ...rest }) => ({ ...rest, ...(name === undefined ? {} : { name }) })),
    problems,
  };
}
