/** A call that imports a module whose name only the running program knows. */
export interface UnreadImport {
  readonly line: number;
  /** Equal for equal lines of text, wherever they stand, so that a call is known again in another commit. */
  readonly mark: number;
}

const maxLine = 500;

/** FNV-1a over the line of text that the position is in, without its indentation. */
export function lineMark(text: Uint8Array | string, position: number): number {
  const codeAt = (at: number) => (typeof text === "string" ? text.charCodeAt(at) : (text[at] ?? 0));
  let start = position;
  while (start > 0 && position - start < maxLine && !isLineEnd(codeAt(start - 1))) start -= 1;
  while (codeAt(start) === 0x20 || codeAt(start) === 0x09) start += 1;
  let mark = 0x811c9dc5;
  for (let at = start; at < text.length && at - start < 2 * maxLine; at += 1) {
    const character = codeAt(at);
    if (isLineEnd(character)) break;
    mark = Math.imul(mark ^ character, 0x01000193);
  }
  return mark >>> 0;
}

function isLineEnd(character: number): boolean {
  return character === 0x0a || character === 0x0d;
}
