import { tableOf } from "../byte-table.ts";
import { bytesOf, code, isIdentifierByte, isNewline } from "./bytes.ts";
import { type Cursor, isWordAt, passLine, passNewline } from "./cursor.ts";
import { isImportAt } from "./import-statement.ts";

/** What a line of IPython may begin with and no statement of Python does. */
const signs = tableOf((byte) => "%!?,;/".includes(String.fromCharCode(byte)));

/** What ends the search for `=` in front of a command: only plain names and their parts are assigned one. */
const noTarget = tableOf((byte) => "\n\r\"'#({;\\".includes(String.fromCharCode(byte)));

const percent = 0x25;
const exclamation = 0x21;
const equals = 0x3d;

/** What is pasted from a session may have them; IPython takes them away. */
const prompts = [">>> ", "... "].map(bytesOf);

/** Magics whose line is itself a statement of Python: `%time import a`. */
const timingMagics = ["%time", "%timeit", "%prun", "%memit"].map(bytesOf);

/**
 * Passes a line that IPython takes for itself, such as `%magic`, `!command` or `files = !ls`. The cursor must stand at
 * the first word of a logical line. False, with the cursor on what is to be read, when there is Python in the line.
 */
export function passCommand(cursor: Cursor): boolean {
  const { bytes } = cursor;
  const prompt = prompts.find((candidate) => startsWith(bytes, cursor.position, candidate));
  if (prompt !== undefined) cursor.position = passSpaces(bytes, cursor.position + prompt.length);
  const { position } = cursor;
  const first = bytes[position] ?? 0;
  if (signs[first] === 1) {
    const timing = first === percent ? timingMagics.find((magic) => isWordAt(bytes, position, magic)) : undefined;
    const rest = passSpaces(bytes, position + (timing?.length ?? 0));
    if (timing !== undefined && isImportAt(bytes, rest)) {
      cursor.position = rest;
      return false;
    }
  } else if (!isIdentifierByte(first) || !isAssigned(bytes, position)) return false;
  passContinuedLine(cursor);
  return true;
}

/** `a, b.c = !ls` or `a = %magic`. Neither sign may stand behind `=` in Python. */
function isAssigned(bytes: Uint8Array, start: number): boolean {
  for (let position = start; position < bytes.length; position += 1) {
    const byte = bytes[position] ?? 0;
    if (noTarget[byte] === 1) return false;
    if (byte !== equals) continue;
    const sign = bytes[passSpaces(bytes, position + 1)];
    return sign === exclamation || sign === percent;
  }
  return false;
}

function startsWith(bytes: Uint8Array, position: number, word: Uint8Array): boolean {
  return word.every((byte, index) => bytes[position + index] === byte);
}

function passSpaces(bytes: Uint8Array, start: number): number {
  let position = start;
  while (bytes[position] === code.space || bytes[position] === code.tab) position += 1;
  return position;
}

/** A backslash at its end continues a command, too. */
function passContinuedLine(cursor: Cursor): void {
  const { bytes } = cursor;
  passLine(cursor);
  while (bytes[cursor.position - 1] === code.backslash && isNewline(bytes[cursor.position])) {
    passNewline(cursor);
    passLine(cursor);
  }
}
