import type { WrittenHunk } from "./hunks.ts";

/** A shorter block is the same by chance; the number is that of git's `--color-moved`. */
const fewestCharacters = 20;

/**
 * Which added lines were only moved: blocks of neighbouring lines that the change removes elsewhere, whatever their
 * indentation, with at least 20 letters or digits together. By file. A removed line accounts for one added line.
 */
export function movedLines(files: readonly (readonly WrittenHunk[])[]): readonly (readonly MovedTo[])[] {
  const removed = removedLines(files);
  const used = new Set<RemovedLine>();
  return files.map((hunks) => hunks.flatMap((hunk) => movedIn(hunk, removed, used)));
}

/** A line of the new version, and where it was in the old one: the file by its place in the list. */
export interface MovedTo {
  readonly line: number;
  readonly from: { readonly file: number; readonly line: number };
}

interface RemovedLine {
  readonly text: string;
  readonly from: MovedTo["from"];
  next: RemovedLine | undefined;
}

function removedLines(files: readonly (readonly WrittenHunk[])[]): ReadonlyMap<string, readonly RemovedLine[]> {
  const byText = new Map<string, RemovedLine[]>();
  for (const [file, hunks] of files.entries()) {
    for (const { removed, before } of hunks) {
      let previous: RemovedLine | undefined;
      for (const [offset, line] of removed.entries()) {
        const one: RemovedLine = { text: line.trim(), from: { file, line: before.first + offset }, next: undefined };
        if (previous !== undefined) previous.next = one;
        previous = one;
        const known = byText.get(one.text);
        if (known === undefined) byText.set(one.text, [one]);
        else known.push(one);
      }
    }
  }
  return byText;
}

/** So many places of one text are tried: a line such as `}` may stand in thousands. */
const maxTried = 20;

function movedIn(
  { added, after }: WrittenHunk,
  removed: ReadonlyMap<string, readonly RemovedLine[]>,
  used: Set<RemovedLine>,
): readonly MovedTo[] {
  const texts = added.map((line) => line.trim());
  const moved: MovedTo[] = [];
  for (let start = 0; start < texts.length; ) {
    const candidates = (removed.get(texts[start] ?? "") ?? []).filter((line) => !used.has(line)).slice(0, maxTried);
    const blocks = candidates.map((line) => blockFrom(line, texts, start, used));
    const longest = blocks.reduce((best, block) => (block.length > best.length ? block : best), []);
    if (charactersOf(longest) < fewestCharacters) {
      start += 1;
      continue;
    }
    for (const [offset, line] of longest.entries()) {
      used.add(line);
      moved.push({ line: after.first + start + offset, from: line.from });
    }
    start += longest.length;
  }
  return moved;
}

function blockFrom(
  first: RemovedLine,
  texts: readonly string[],
  start: number,
  used: ReadonlySet<RemovedLine>,
): readonly RemovedLine[] {
  const block: RemovedLine[] = [];
  for (let line: RemovedLine | undefined = first; line !== undefined && !used.has(line); line = line.next) {
    if (texts[start + block.length] !== line.text) break;
    block.push(line);
  }
  return block;
}

function charactersOf(block: readonly RemovedLine[]): number {
  return block.reduce((sum, { text }) => sum + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0), 0);
}
