import { isPairHeader } from "./tree-pairs.ts";

/** Lines from `first`, 1-based; with a count of 0 the place is behind line `first`. */
interface LineRange {
  readonly first: number;
  readonly count: number;
}

/** One place where a file differs, without context. */
interface Hunk {
  readonly before: LineRange;
  readonly after: LineRange;
}

/** A hunk with what its lines say, in Latin-1, so that bytes of any encoding can be compared. */
export interface WrittenHunk extends Hunk {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

type HunksOfFile = readonly WrittenHunk[];

interface HunkReader {
  push(piece: Uint8Array): void;
  end(): readonly HunksOfFile[];
  pairs(): readonly (readonly HunksOfFile[])[];
}

interface OpenHunk extends WrittenHunk {
  readonly removed: string[];
  readonly added: string[];
}

/**
 * Reads what `git diff-tree -p -U0` prints. `end` gives the hunks of each file, in the order of the output: paths are not
 * read, because git quotes them. A file whose type changed is printed twice, as deleted and as new. `pairs` gives them for
 * each pair of trees where git was asked about many.
 */
export function hunkReader(): HunkReader {
  const latin1 = new TextDecoder("latin1");
  const files: OpenHunk[][] = [];
  const starts: number[] = [];
  let rest = "";
  let hunk: OpenHunk | undefined;

  function take(line: string): void {
    if (line.startsWith("diff --git ")) {
      files.push([]);
      hunk = undefined;
    } else if (line.startsWith("@@ ")) {
      hunk = hunkOf(line);
      if (hunk !== undefined) files.at(-1)?.push(hunk);
    } else if (hunk !== undefined && line.startsWith("+")) hunk.added.push(line.slice(1));
    else if (hunk !== undefined && line.startsWith("-")) hunk.removed.push(line.slice(1));
    else if (isPairHeader(line)) starts.push(files.length);
  }

  function finish(): void {
    if (rest !== "") take(rest);
    rest = "";
  }

  return {
    push(piece) {
      const lines = (rest + latin1.decode(piece)).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) take(line);
    },
    end() {
      finish();
      return files;
    },
    pairs() {
      finish();
      return starts.map((start, at) => files.slice(start, starts[at + 1]));
    },
  };
}

/** `@@ -1,2 +3 @@`: a count that is left out is 1. */
function hunkOf(header: string): OpenHunk | undefined {
  const match = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(header);
  if (match === null) return undefined;
  const [, first, count = "1", firstAfter, countAfter = "1"] = match;
  return {
    before: { first: Number(first), count: Number(count) },
    after: { first: Number(firstAfter), count: Number(countAfter) },
    removed: [],
    added: [],
  };
}
