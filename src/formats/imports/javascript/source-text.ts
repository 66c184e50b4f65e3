import type { ReadingProblem } from "./imports.ts";

export interface SourceText {
  readonly text: string;
  readonly problems: readonly ReadingProblem[];
}

/** A file's text, decoded as UTF-8, or as UTF-16 where its mark says so. Bytes that are no text are told of and passed. */
export function sourceText(file: Uint8Array): SourceText {
  const text = new TextDecoder(encodingOf(file)).decode(file);
  const stray = text.indexOf(replacement);
  if (stray === -1 || text.split(replacement).length - 1 <= replacementsIn(file)) return { text, problems: [] };
  return { text, problems: [{ kind: "invalid-encoding", line: lineFinder(text)(stray) }] };
}

/** What a decoder puts in the place of bytes that mean nothing. */
const replacement = "\ufffd";

/** How often a file itself has that character, in UTF-8. */
function replacementsIn(file: Uint8Array): number {
  let count = 0;
  for (let at = file.indexOf(0xef); at !== -1; at = file.indexOf(0xef, at + 1)) {
    if (file[at + 1] === 0xbf && file[at + 2] === 0xbd) count += 1;
  }
  return count;
}

function encodingOf(file: Uint8Array): "utf-8" | "utf-16le" | "utf-16be" {
  if (file[0] === 0xff && file[1] === 0xfe) return "utf-16le";
  return file[0] === 0xfe && file[1] === 0xff ? "utf-16be" : "utf-8";
}

/**
 * Tells in which line an offset is. Lines end as in git and on GitHub, and at a carriage return of its own. A text is
 * looked at only as far as it is asked about, since imports stand at the top.
 */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  let known = 0;
  return (offset) => {
    for (; known < offset; known += 1) if (endsLine(text, known)) starts.push(known + 1);
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}

function endsLine(text: string, offset: number): boolean {
  const character = text.charCodeAt(offset);
  return character === 0x0a || (character === 0x0d && text.charCodeAt(offset + 1) !== 0x0a);
}
