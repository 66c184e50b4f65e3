import { isBlank, isNameCharacter, isNewline } from "../../imports/javascript/characters.ts";
import { type Cursor, frame } from "../../imports/javascript/cursor.ts";
import { closingTags } from "../../imports/javascript/elements.ts";
import { endOfLine } from "../../imports/javascript/literals.ts";
import { passAnyToken } from "../../imports/javascript/tokens.ts";

/** A stretch of a file that is no space. `import` is a whole statement that imports or exports from elsewhere. */
export interface Piece {
  readonly kind: "comment" | "import" | "word" | "other";
  readonly start: number;
  readonly end: number;
  /** Outside of all brackets. */
  readonly top: boolean;
}

/** Walks over a file whose start the cursor is at. What is between tags of JSX, and in them, is `other`. */
export function* piecesOf(cursor: Cursor): Generator<Piece> {
  const { text } = cursor;
  const closing = closingTags(text);
  if (text.startsWith("#!")) {
    cursor.position = endOfLine(text, 0);
    yield { kind: "comment", start: 0, end: cursor.position, top: true };
  }
  while (cursor.position < text.length) {
    const start = cursor.position;
    const inside = cursor.frames.at(-1);
    passAnyToken(cursor, closing);
    // What has no end is read again as something else, and the file then has a problem.
    const end = cursor.position;
    if (end <= start) continue;
    const kind = kindOf(text, start, end, inside);
    if (kind !== undefined) yield { kind, start, end, top: inside === undefined };
  }
}

/** Line ends are pieces of their own but in texts, and what follows one is a marker of a conflict. */
function kindOf(text: string, start: number, end: number, inside: number | undefined): Piece["kind"] | undefined {
  const character = text.charCodeAt(start);
  if (text.slice(start, end).trim() === "") return undefined;
  if (inside === frame.children) return "other";
  if (/^\/[/*]/.test(text.slice(start, start + 2))) return "comment";
  if (inside === frame.tag || inside === frame.loneTag) return "other";
  if (isBlank(character) || isNewline(character) || !isNameCharacter(character)) return "other";
  const isStatement = end - start > 7 && /^(?:import|export)(?![\w$\u0080-\uffff])/.test(text.slice(start, start + 7));
  return isStatement ? "import" : "word";
}
