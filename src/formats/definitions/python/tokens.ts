import { code, isDigit, isIdentifierByte, isNewline } from "../../imports/python/bytes.ts";
import {
  type Cursor,
  complain,
  passBackslash,
  passConflictMarker,
  passIndentation,
  passLine,
  passNewline,
  readIdentifier,
  textBetween,
} from "../../imports/python/cursor.ts";
import { passString } from "../../imports/python/strings.ts";

export interface Token {
  readonly kind: "name" | "sign" | "number" | "string";
  readonly text: string;
  readonly line: number;
  /** Where a string of several lines ends. */
  readonly lastLine: number;
  /** Inside a replacement field of a string. */
  readonly inField: boolean;
}

/** One logical line: statements up to a newline outside of brackets. Empty at the end of the file. */
export interface LogicalLine {
  /** Columns, with tabs to every eighth. */
  readonly indentation: number;
  readonly tokens: readonly Token[];
}

/** So many tokens of one logical line are read. */
const maxTokens = 500_000;

/** Reads every logical line of a file. Never throws; `cursor.problems` tells of what cannot be read. */
export function* logicalLines(cursor: Cursor): Generator<LogicalLine> {
  const { bytes } = cursor;
  while (cursor.position < bytes.length) {
    if (passConflictMarker(cursor)) continue;
    const indentation = passIndentation(cursor);
    const byte = bytes[cursor.position];
    if (byte === undefined) return;
    if (isNewline(byte)) passNewline(cursor);
    else if (byte === code.hash) passLine(cursor);
    else yield { indentation, tokens: readLine(cursor) };
  }
}

function readLine(cursor: Cursor): readonly Token[] {
  const { bytes } = cursor;
  const tokens: Token[] = [];
  let depth = 0;
  while (cursor.position < bytes.length && tokens.length < maxTokens) {
    const byte = bytes[cursor.position] ?? 0;
    if (isNewline(byte)) {
      passNewline(cursor);
      if (depth === 0) return tokens;
    } else if (byte === code.hash) passLine(cursor);
    else if (byte === code.backslash) passBackslash(cursor);
    else if (byte === code.space || byte === code.tab || byte === code.formFeed) cursor.position += 1;
    else if (byte === code.doubleQuote || byte === code.singleQuote) {
      if (!readString(cursor, tokens)) depth = 0;
    } else if (isDigit(byte) || (byte === code.dot && isDigit(bytes[cursor.position + 1] ?? 0)))
      readNumber(cursor, tokens);
    else if (isIdentifierByte(byte)) readWord(cursor, tokens);
    else {
      const text = String.fromCharCode(byte);
      if ("([{".includes(text)) depth += 1;
      else if (")]}".includes(text)) depth = Math.max(0, depth - 1);
      readSign(cursor, tokens, text);
    }
  }
  if (depth > 0) complain(cursor, "unclosed-bracket");
  return tokens;
}

/** Signs that would mean something else in parts. */
const longSigns = ["->", ":=", "==", "!=", "<=", ">=", "**"];

function readSign(cursor: Cursor, tokens: Token[], first: string): void {
  const pair = first + String.fromCharCode(cursor.bytes[cursor.position + 1] ?? 0);
  const text = longSigns.includes(pair) ? pair : first;
  cursor.position += text.length;
  push(tokens, "sign", text, cursor.line);
}

function readNumber(cursor: Cursor, tokens: Token[]): void {
  const start = cursor.position;
  while (isIdentifierByte(cursor.bytes[cursor.position]) || cursor.bytes[cursor.position] === code.dot)
    cursor.position += 1;
  push(tokens, "number", textBetween(cursor.bytes, start, cursor.position), cursor.line);
}

function readWord(cursor: Cursor, tokens: Token[]): void {
  const name = readIdentifier(cursor);
  const next = cursor.bytes[cursor.position];
  const isPrefix = (next === code.doubleQuote || next === code.singleQuote) && /^[rbuft]{1,2}$/i.test(name);
  if (!isPrefix) push(tokens, "name", name, cursor.line);
}

function readString(cursor: Cursor, tokens: Token[]): boolean {
  const start = cursor.position;
  const { line } = cursor;
  const names: Token[] = [];
  cursor.onFieldName = (from, to) => {
    const lastLine = cursor.line;
    names.push({
      kind: "name",
      text: textBetween(cursor.bytes, from, to).normalize("NFKC"),
      line: lastLine,
      lastLine,
      inField: true,
    });
  };
  const ended = passString(cursor);
  cursor.onFieldName = undefined;
  tokens.push({
    kind: "string",
    text: textBetween(cursor.bytes, start, cursor.position),
    line,
    lastLine: cursor.line,
    inField: false,
  });
  tokens.push(...names.slice(0, maxTokens));
  return ended;
}

function push(tokens: Token[], kind: Token["kind"], text: string, line: number): void {
  tokens.push({ kind, text, line, lastLine: line, inField: false });
}
