import { asciiBetween, code, isDigit, isIdentifierByte, isNewline } from "./bytes.ts";
import { type Cursor, complain, mayReread, passBackslash, passBlanks, passLine, passNewline } from "./cursor.ts";
import { isStatementWordAt } from "./keywords.ts";

/** CPython allows no deeper nesting of f-strings either. */
const maxNesting = 150;

interface StringForm {
  readonly quote: number;
  readonly triple: boolean;
  /** f- or t-string: has replacement fields. */
  readonly formatted: boolean;
  readonly raw: boolean;
}

/**
 * Passes a whole string, whose first quote the cursor stands on, with all its nested fields (PEP 701). False when it
 * has no end: then the cursor stands at the end of a line where code may go on.
 */
export function passString(cursor: Cursor, nesting = 0): boolean {
  const startLine = cursor.line;
  const form = openString(cursor);
  const afterOpening = cursor.position;
  if (nesting > maxNesting) {
    complain(cursor, "nested-too-deep", startLine);
    return false;
  }
  const hopeless = form.triple && cursor.neverClosed.has(form.quote);
  if (!hopeless && (form.formatted ? passFormatted(cursor, form, nesting, false) : passPlain(cursor, form)))
    return true;
  if (nesting === 0) complain(cursor, "unterminated-string", startLine);
  // What swallows the rest of a file is most likely a closing quote whose opening one is gone. Nobody looks twice.
  if (cursor.position >= cursor.bytes.length) cursor.neverClosed.add(form.triple ? form.quote : -form.quote);
  if ((form.triple || cursor.line !== startLine) && mayReread(cursor, cursor.position - afterOpening)) {
    cursor.position = afterOpening;
    cursor.line = startLine;
    passLine(cursor);
  }
  return false;
}

/** Looks back at the prefix and passes the opening quotes. */
function openString(cursor: Cursor): StringForm {
  const { bytes, position } = cursor;
  const quote = bytes[position] ?? 0;
  const triple = bytes[position + 1] === quote && bytes[position + 2] === quote;
  let start = position;
  while (position - start < 3 && start > 0 && isIdentifierByte(bytes[start - 1])) start -= 1;
  const prefix = asciiBetween(bytes, start, position).toLowerCase();
  const isPrefix = /^[rbuft]{1,2}$/.test(prefix);
  cursor.position += triple ? 3 : 1;
  return { quote, triple, formatted: isPrefix && /[ft]/.test(prefix), raw: isPrefix && prefix.includes("r") };
}

function passPlain(cursor: Cursor, { quote, triple }: StringForm): boolean {
  const { bytes } = cursor;
  while (cursor.position < bytes.length) {
    const byte = bytes[cursor.position];
    if (byte === quote && endsHere(cursor, quote, triple)) return true;
    if (byte === code.backslash) passEscape(cursor);
    else if (!isNewline(byte)) cursor.position += 1;
    else if (triple) passNewline(cursor);
    else return false;
  }
  return false;
}

/** Passes the closing quotes if the cursor stands on them. */
function endsHere(cursor: Cursor, quote: number, triple: boolean): boolean {
  const { bytes, position } = cursor;
  if (triple && (bytes[position + 1] !== quote || bytes[position + 2] !== quote)) {
    return false;
  }
  cursor.position += triple ? 3 : 1;
  return true;
}

/** A backslash keeps the next character from having a meaning, also in raw strings. */
function passEscape(cursor: Cursor): void {
  cursor.position += 1;
  if (isNewline(cursor.bytes[cursor.position])) passNewline(cursor);
  else cursor.position += 1;
}

/**
 * Passes the text of an f-string up to its closing quotes, or, inside a format specification, up to the brace that
 * ends the field. Braces double up only outside of specifications.
 */
function passFormatted(cursor: Cursor, form: StringForm, nesting: number, inSpecification: boolean): boolean {
  const { bytes } = cursor;
  while (cursor.position < bytes.length) {
    const byte = bytes[cursor.position];
    if (byte === form.quote && (!form.triple || isTriple(cursor, form.quote))) {
      return !inSpecification && endsHere(cursor, form.quote, form.triple);
    }
    if (byte === code.openBrace) {
      if (!inSpecification && bytes[cursor.position + 1] === code.openBrace) cursor.position += 2;
      else if (!passField(cursor, form, nesting + 1)) return false;
    } else if (byte === code.closeBrace && inSpecification) return true;
    else if (byte === code.backslash) passFormattedEscape(cursor, form);
    else if (!isNewline(byte)) cursor.position += 1;
    else if (form.triple) passNewline(cursor);
    else return false;
  }
  return false;
}

function isTriple(cursor: Cursor, quote: number): boolean {
  return cursor.bytes[cursor.position + 1] === quote && cursor.bytes[cursor.position + 2] === quote;
}

/** `\{` begins a field all the same, and `\N{DIGIT ONE}` does not. */
function passFormattedEscape(cursor: Cursor, form: StringForm): void {
  const { bytes } = cursor;
  const next = bytes[cursor.position + 1];
  if (next === code.openBrace || next === code.closeBrace) cursor.position += 1;
  else if (!form.raw && next === code.upperN && bytes[cursor.position + 2] === code.openBrace) {
    let position = cursor.position + 3;
    while (position < bytes.length && isNamePart(bytes[position])) position += 1;
    cursor.position = bytes[position] === code.closeBrace ? position + 1 : cursor.position + 2;
  } else passEscape(cursor);
}

/** Letters, digits, blanks, hyphens and parentheses make up the names of characters. */
function isNamePart(byte: number | undefined): boolean {
  return isIdentifierByte(byte) || byte === code.space || byte === 0x2d || byte === 0x28 || byte === 0x29;
}

/** Passes one replacement field, whose opening brace the cursor stands on. */
function passField(cursor: Cursor, form: StringForm, nesting: number): boolean {
  if (nesting > maxNesting) return false;
  const { bytes } = cursor;
  let depth = 0;
  cursor.position += 1;
  while (cursor.position < bytes.length) {
    const byte = bytes[cursor.position];
    if (byte === code.doubleQuote || byte === code.singleQuote) {
      if (!passString(cursor, nesting)) return false;
    } else if (byte === code.closeBrace && depth === 0) {
      cursor.position += 1;
      return true;
    } else if (byte === code.colon && depth === 0) {
      cursor.position += 1;
      if (!passFormatted(cursor, form, nesting, true)) return false;
    } else if (byte === code.hash) passLine(cursor);
    else if (byte === code.backslash) passBackslash(cursor);
    else if (isNewline(byte)) {
      passNewline(cursor);
      if (!form.triple && isHopeless(cursor, form.quote)) return false;
    } else if (cursor.onFieldName !== undefined && isIdentifierByte(byte)) passFieldName(cursor, cursor.onFieldName);
    else {
      if (byte === 0x28 || byte === 0x5b || byte === code.openBrace) depth += 1;
      else if (byte === 0x29 || byte === 0x5d || byte === code.closeBrace) depth -= 1;
      cursor.position += 1;
    }
  }
  return false;
}

/** What stands behind `!` is a conversion, and no name. */
function passFieldName(cursor: Cursor, tell: (start: number, end: number) => void): void {
  const { bytes, position: start } = cursor;
  let end = start;
  while (isIdentifierByte(bytes[end])) end += 1;
  cursor.position = end;
  if (!isDigit(bytes[start] ?? 0) && bytes[start - 1] !== code.exclamation) tell(start, end);
}

/** A field of an ordinary f-string may go over lines, but not when the next line can only be a statement. */
function isHopeless(cursor: Cursor, quote: number): boolean {
  if (cursor.neverClosed.has(-quote)) return true;
  passBlanks(cursor, false);
  return isStatementWordAt(cursor.bytes, cursor.position);
}
