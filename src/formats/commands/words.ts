import { Misspelt } from "./command.ts";

export interface Word {
  readonly text: string;
  /** Written in quotation marks or backticks, so that it is no option. */
  readonly quoted: boolean;
}

/** In words. More than fifty paths have to be a folder. */
const maxWords = 64;

/** The words of a line: parted by blanks, or in `"…"` or backticks as a whole. Throws Misspelt. */
export function wordsOf(line: string): readonly Word[] {
  const words: Word[] = [];
  let at = 0;
  while (at < line.length) {
    if (line[at] === " " || line[at] === "\t") {
      at += 1;
      continue;
    }
    const word = wordAt(line, at);
    words.push(word);
    if (words.length > maxWords) throw new Misspelt(`It has more than ${maxWords} words.`);
    at += word.text.length + (word.quoted ? 2 : 0);
  }
  return words;
}

function wordAt(line: string, at: number): Word {
  const mark = line[at];
  if (mark !== '"' && mark !== "`") {
    const blank = /[ \t]/.exec(line.slice(at));
    return { text: line.slice(at, blank === null ? line.length : at + blank.index), quoted: false };
  }
  const end = line.indexOf(mark, at + 1);
  if (end === -1) throw new Misspelt("A quotation mark or backtick is not closed.");
  if (end === at + 1) throw new Misspelt("There is nothing between two quotation marks or backticks.");
  const after = line[end + 1];
  if (after !== undefined && after !== " " && after !== "\t") {
    throw new Misspelt("Behind a closing quotation mark or backtick a blank is missing.");
  }
  return { text: line.slice(at + 1, end), quoted: true };
}

/** What stands behind so many words, whatever it is. */
export function behindWords(line: string, count: number): string {
  let rest = line.trimStart();
  for (let word = 0; word < count; word += 1) {
    const blank = /[ \t]/.exec(rest);
    rest = blank === null ? "" : rest.slice(blank.index).trimStart();
  }
  return rest;
}
