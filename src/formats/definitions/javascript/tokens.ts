import { code, isBlank, isDigit, isNameCharacter, isNewline, isQuote } from "../../imports/javascript/characters.ts";
import { type Cursor, frame } from "../../imports/javascript/cursor.ts";
import { closingTags } from "../../imports/javascript/elements.ts";
import { endOfLine } from "../../imports/javascript/literals.ts";
import { passAnyToken } from "../../imports/javascript/tokens.ts";

export interface Token {
  /** `element` is the name in an opening tag, `imports` a whole statement that imports or exports from elsewhere. */
  readonly kind: "word" | "sign" | "text" | "element" | "imports";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Whether a line ended before it. */
  readonly newline: boolean;
  /** Whether a statement may begin here: behind a value this takes the end of a line. */
  readonly statement: boolean;
  /** Whether the braces around it are those of an object. */
  readonly inObject: boolean;
}

const maxTokens = 2_000_000;

/** Every token of a file that the cursor is at the start of, without comments. Texts of elements are left out. */
export function readTokens(cursor: Cursor): readonly Token[] {
  const { text } = cursor;
  const tokens: Token[] = [];
  const closing = closingTags(text);
  if (text.startsWith("#!")) cursor.position = endOfLine(text, 0);
  let newline = true;
  while (cursor.position < text.length && tokens.length < maxTokens) {
    const start = cursor.position;
    const inside = cursor.frames.at(-1);
    const statement = cursor.beforeStatement || (cursor.afterValue && (newline || cursor.newline));
    const inObject = inside === frame.object;
    passAnyToken(cursor, closing);
    // What has no end may be read again as something else.
    if (cursor.position < start) while ((tokens.at(-1)?.start ?? -1) >= cursor.position) tokens.pop();
    const end = Math.max(cursor.position, start + 1);
    const character = text.charCodeAt(start);
    if (isNewline(character)) newline = true;
    const kind = kindAt(text, start, end, inside);
    if (kind === undefined) continue;
    const name = kind === "element" ? elementName(text.slice(start, end)) : text.slice(start, end);
    tokens.push({ kind, text: name, start, end, line: cursor.lineAt(start), newline, statement, inObject });
    newline = false;
  }
  return tokens;
}

function kindAt(text: string, start: number, end: number, inside: number | undefined): Token["kind"] | undefined {
  const character = text.charCodeAt(start);
  const opensTag = character === code.less && isNameCharacter(text.charCodeAt(start + 1)) && end > start + 1;
  if (opensTag) return "element";
  if (inside === frame.children || inside === frame.tag || inside === frame.loneTag) {
    return character === code.openBrace ? "sign" : undefined;
  }
  if (isBlank(character) || isNewline(character)) return undefined;
  if (character === code.slash) {
    const next = text.charCodeAt(start + 1);
    if (next === code.slash || next === code.star) return undefined;
    return end - start > 1 ? "text" : "sign";
  }
  if (isDigit(character) || isQuote(character) || character === code.backtick) return "text";
  if (isNameCharacter(character))
    return /^(import|export)[^\w$]/.test(text.slice(start, Math.min(end, start + 8))) ? "imports" : "word";
  return "sign";
}

/** `<a.b` names `a`, whatever follows. */
function elementName(text: string): string {
  return /^<([\w$]+)/.exec(text)?.[1] ?? "";
}
