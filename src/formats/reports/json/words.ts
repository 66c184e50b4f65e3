/** JSON in which numbers that it has no word for stand in quotes: NaN, Infinity and -Infinity. Strings stay as they are. */
export function quoteWords(text: string): string {
  const parts: string[] = [];
  let done = 0;
  for (let place = 0; place < text.length; ) {
    const next = nextToken(text, place);
    if (next === undefined) break;
    if (next.quote) {
      place = endOfString(text, next.at + 1);
      continue;
    }
    parts.push(text.slice(done, next.at), `"${next.word}"`);
    place = done = next.at + next.word.length;
  }
  return parts.length === 0 ? text : parts.join("") + text.slice(done);
}

type Token =
  | { readonly quote: true; readonly at: number }
  | { readonly quote: false; readonly at: number; readonly word: string };

function nextToken(text: string, from: number): Token | undefined {
  token.lastIndex = from;
  const match = token.exec(text);
  if (match === null) return undefined;
  const [word] = match;
  return word === '"' ? { quote: true, at: match.index } : { quote: false, at: match.index, word };
}

const token = /"|NaN|-?Infinity/g;

/** Behind the quote that ends a string; the end of the text when none does. */
function endOfString(text: string, start: number): number {
  for (let place = start; place < text.length; place += 1) {
    if (text[place] === "\\") place += 1;
    else if (text[place] === '"') return place + 1;
  }
  return text.length;
}
