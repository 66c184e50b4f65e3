import { configurationPath } from "../../core/configuration-path.ts";
import type { Blob, Change, ChangedLines, RepositorySource, TreeEntry } from "../../core/repository.ts";
import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { SensitiveFact } from "./facts.ts";
import { leavesTree } from "./link-target.ts";
import type { PatchSafetySettings } from "./model.ts";

/** So many files are in memory at a time. */
const filesAtOnce = 50;
/** So many bytes are looked through; what comes after them is told to be left out. */
const maxSearchedBytes = 256_000_000;
/** So many lines of a file are told. */
const toldLines = 10;

export interface Sensitive {
  readonly found: readonly SensitiveFact[];
  /** Files that are too large to be looked through. */
  readonly unsearched: readonly string[];
}

/** Looks for what deserves a second look in any change. */
export async function gatherSensitive(
  settings: PatchSafetySettings,
  repository: Pick<RepositorySource, "blobs">,
  changes: readonly Change[],
  changedLines: readonly ChangedLines[],
): Promise<Sensitive> {
  const isConfiguration = matcherOf([configurationPath, ...settings.configuration]);
  const found = changes.flatMap((change) => foundByPath(change, isConfiguration));
  const { found: inside, unsearched } = await searchFiles(repository, changes, changedLines);
  return { found: [...found, ...inside], unsearched };
}

const hiddenDirection = /[\u202a-\u202e\u2066-\u2069]/;

function foundByPath(change: Change, isConfiguration: (path: string) => boolean): readonly SensitiveFact[] {
  const { path } = change;
  const paths = change.status === "renamed" ? [path, change.before.path] : [path];
  const entries = entriesOf(change);
  const fact = (kind: SensitiveFact["kind"], what: string): SensitiveFact => ({
    kind,
    path,
    what,
    there: change.status !== "deleted",
    lines: [],
  });
  return [
    ...(paths.some((each) => /^\.github\/(?:workflows|actions)\//i.test(each))
      ? [fact("workflows", `A workflow is ${verbOf(change)}.`)]
      : []),
    ...(paths.some(isConfiguration) ? [fact("configuration", `Lanekeeper's configuration is ${verbOf(change)}.`)] : []),
    ...(entries.some(({ kind }) => kind === "submodule") ? [fact("submodules", submoduleText(change))] : []),
    ...(paths.some((each) => /(?:^|\/)\.gitmodules$/.test(each))
      ? [fact("submodules", "Where submodules come from is changed.")]
      : []),
    ...(hiddenDirection.test(path)
      ? [fact("bidirectional-text", "The path has control characters that change the direction of text.")]
      : []),
  ];
}

function entriesOf(change: Change): readonly TreeEntry[] {
  if (change.status === "added") return [change.after];
  return change.status === "deleted" ? [change.before] : [change.before, change.after];
}

function verbOf({ status }: Change): string {
  return status === "modified" ? "changed" : status;
}

function submoduleText(change: Change): string {
  const id = (entry: TreeEntry) => (entry.kind === "submodule" ? entry.id.slice(0, 12) : "a file");
  if (change.status === "added") return `A submodule is added at ${id(change.after)}.`;
  if (change.status === "deleted") return `A submodule is removed, which was at ${id(change.before)}.`;
  return `A submodule moves from ${id(change.before)} to ${id(change.after)}.`;
}

/** What only the content tells: where links lead, and what added lines hide. */
async function searchFiles(
  repository: Pick<RepositorySource, "blobs">,
  changes: readonly Change[],
  changedLines: readonly ChangedLines[],
): Promise<Sensitive> {
  const linesOf = new Map(changedLines.map((changed) => [changed.path, changed]));
  const entries = changes.flatMap((change) => (change.status === "deleted" ? [] : [change.after]));
  const wanted = entries.filter(({ kind }) => kind !== "submodule");
  const found: SensitiveFact[] = [];
  const unsearched: string[] = [];
  let left = maxSearchedBytes;
  for (let from = 0; from < wanted.length; from += filesAtOnce) {
    const some = wanted.slice(from, from + filesAtOnce);
    const blobs = await repository.blobs(some.map(({ id }) => id));
    for (const entry of some) {
      const blob: Blob = blobs.get(entry.id) ?? { kind: "missing" };
      left -= blob.kind === "bytes" ? blob.bytes.length : 0;
      if (blob.kind !== "bytes" || left < 0) unsearched.push(entry.path);
      else found.push(...foundInside(entry, blob.bytes, linesOf.get(entry.path)));
    }
  }
  return { found, unsearched };
}

function foundInside(
  { path, kind }: TreeEntry,
  bytes: Uint8Array,
  changed: ChangedLines | undefined,
): readonly SensitiveFact[] {
  const text = new TextDecoder().decode(bytes);
  if (kind === "symlink") {
    if (!leavesTree(path, text)) return [];
    const shown = JSON.stringify(text.slice(0, 200));
    return [
      {
        kind: "symlinks",
        path,
        what: `A symbolic link leads out of the repository: ${shown}.`,
        there: true,
        lines: [],
      },
    ];
  }
  if (!hiddenDirection.test(text)) return [];
  const lines = text.split("\n").flatMap((line, index) => (hiddenDirection.test(line) ? [index + 1] : []));
  const isAdded = (line: number) =>
    changed === undefined ||
    changed.unread ||
    changed.hunks.some(({ after: { first, count } }) => line >= first && line < first + count);
  const added = lines.filter(isAdded);
  if (added.length === 0) return [];
  const what =
    "Added lines have control characters that change the direction of text, so that it reads other than it is.";
  return [{ kind: "bidirectional-text", path, what, there: true, lines: added.slice(0, toldLines) }];
}
