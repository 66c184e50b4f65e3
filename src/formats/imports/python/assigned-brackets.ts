import { type BracketText, readBrackets } from "./bracket-texts.ts";
import { asciiBetween, bytesOf, code, isIdentifierByte } from "./bytes.ts";
import { type AssignedBrackets, type Cursor, isWordAt, passBlanks, readIdentifier } from "./cursor.ts";

const maxAssigned = 2_000;
const maxNameLength = 100;
const maxAnnotation = 200;
const [equals, plus, bar] = [0x3d, 0x2b, 0x7c];
const adding = ["append", "extend", "insert", "add", "update"].map(bytesOf);

/**
 * Notes a statement at the cursor that puts brackets into a variable or adds some: `X = [`, `X: list[str] = (`,
 * `X += [`, `X = Y + [`, `X.append(`. Below the top of the file, only variables in capitals count. The cursor stays.
 */
export function noteAssigned(cursor: Cursor, atTop: boolean): void {
  const { bytes, position } = cursor;
  let end = position;
  let constant = true;
  for (let byte = bytes[end]; isIdentifierByte(byte); byte = bytes[end]) {
    // Lower-case letters, and all beyond ASCII.
    if ((byte ?? 0) >= 0x61) constant = false;
    end += 1;
  }
  if (end === position || end - position > maxNameLength || (!constant && !atTop)) return;
  const value = valueBehind(bytes, end);
  if (value === undefined || cursor.assigned.length >= maxAssigned) return;
  if (!mayHoldTexts(cursor, value)) return;
  const variable = asciiBetween(bytes, position, end);
  cursor.assigned.push({ variable, constant, position: value, line: cursor.line });
}

/** Where the value begins behind the variable's name; undefined when this is no assignment. */
function valueBehind(bytes: Uint8Array, end: number): number | undefined {
  let at = passSpaces(bytes, end);
  if (bytes[at] === code.dot) {
    const method = adding.find((word) => isWordAt(bytes, at + 1, word));
    return method === undefined ? undefined : at + 1 + method.length;
  }
  if (bytes[at] === code.colon) at = annotationEnd(bytes, at);
  else if (bytes[at] === plus || bytes[at] === bar) at += 1;
  return bytes[at] === equals && bytes[at + 1] !== equals ? at + 1 : undefined;
}

function passSpaces(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === code.space || bytes[at] === code.tab) at += 1;
  return at;
}

function annotationEnd(bytes: Uint8Array, colon: number): number {
  for (let at = colon + 1; at - colon < maxAnnotation; at += 1) {
    const byte = bytes[at];
    if (byte === equals) return at;
    if (byte === undefined || byte === code.lineFeed || byte === code.carriageReturn || byte === code.hash) break;
  }
  return colon;
}

/** A bracket, or something that one is added to. */
function mayHoldTexts(cursor: Cursor, value: number): boolean {
  const { position, line } = cursor;
  cursor.position = value;
  passBlanks(cursor, false);
  const isBracket = isOpening(cursor.bytes[cursor.position]);
  const isAdded = !isBracket && passDotted(cursor) && isSign(cursor.bytes[cursor.position]);
  cursor.position = position;
  cursor.line = line;
  return isBracket || isAdded;
}

/** Reads the texts between all brackets that the value is added up from. False when it cannot be read to its end. */
export function readAssigned(cursor: Cursor, from: AssignedBrackets, take: (text: BracketText) => boolean): boolean {
  cursor.position = from.position;
  cursor.line = from.line;
  for (;;) {
    passBlanks(cursor, false);
    if (isOpening(cursor.bytes[cursor.position])) {
      if (!readBrackets(cursor, take)) return false;
    } else if (!passDotted(cursor)) return true;
    passBlanks(cursor, false);
    if (!isSign(cursor.bytes[cursor.position])) return true;
    cursor.position += 1;
  }
}

function isOpening(byte: number | undefined): boolean {
  return byte === code.openParenthesis || byte === 0x5b || byte === code.openBrace;
}

function isSign(byte: number | undefined): boolean {
  return byte === plus || byte === bar;
}

/** Passes `a.b` and the blanks behind it. False when there is no name. */
function passDotted(cursor: Cursor): boolean {
  for (;;) {
    if (readIdentifier(cursor) === "") return false;
    passBlanks(cursor, false);
    if (cursor.bytes[cursor.position] !== code.dot) return true;
    cursor.position += 1;
    passBlanks(cursor, false);
  }
}
