import { bytesOf, code, isIdentifierByte } from "./bytes.ts";
import { type Cursor, isWordAt, keepImport, passBlanks, readIdentifier } from "./cursor.ts";

const importModule = bytesOf("import_module");
const dunderImport = bytesOf("__import__");
const defWord = bytesOf("def");
const packageName = bytesOf("__package__");

/** So many calls of one file that cannot be read are told. */
const maxUnread = 1_000;
const maxNameLength = 1_000;

/** A dotted name in a literal, relative with leading dots. */
const dottedName = /^(\.*)([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)$/u;

/**
 * Notes `importlib.import_module("a.b")` and `__import__("a.b")`, whose opening parenthesis the cursor stands on. A
 * name that is no literal is counted by its line. The cursor stays where it is.
 */
export function noteDynamicImport(cursor: Cursor): void {
  const callee = calleeBefore(cursor.bytes, cursor.position);
  if (callee === undefined) return;
  const { position, line } = cursor;
  const problems = cursor.problems.length;
  cursor.position += 1;
  const name = readLiteral(cursor);
  const [, dots = "", module = ""] = dottedName.exec(name) ?? [];
  const level = dots.length;
  const readable = module !== "" && (level === 0 || (callee === "import_module" && isOwnPackage(cursor)));
  cursor.position = position;
  cursor.line = line;
  cursor.problems.length = problems;
  const imported = { level, module, name: undefined, line, nameLine: line };
  if (readable) keepImport(cursor, { ...imported, typeCheckingOnly: false, lazy: false, dynamic: true });
  else if (cursor.unreadDynamic.length < maxUnread) cursor.unreadDynamic.push(line);
}

/** What is called, if it imports. A method named `__import__` and the definition of such a function do not. */
function calleeBefore(bytes: Uint8Array, parenthesis: number): "import_module" | "__import__" | undefined {
  const last = bytes[parenthesis - 1];
  if (last === 0x65 && endsWith(bytes, parenthesis, importModule)) return "import_module";
  if (last !== 0x5f || !endsWith(bytes, parenthesis, dunderImport)) return undefined;
  return bytes[parenthesis - dunderImport.length - 1] === code.dot ? undefined : "__import__";
}

function endsWith(bytes: Uint8Array, end: number, word: Uint8Array): boolean {
  const start = end - word.length;
  if (start < 0 || isIdentifierByte(bytes[start - 1])) return false;
  for (let index = 0; index < word.length; index += 1) if (bytes[start + index] !== word[index]) return false;
  return !(bytes[start - 1] === code.space && isWordAt(bytes, start - 1 - defWord.length, defWord));
}

/** The text of a plain string literal that is the whole first argument; empty for anything else. */
function readLiteral(cursor: Cursor): string {
  const { bytes } = cursor;
  passBlanks(cursor, true);
  const quote = bytes[cursor.position];
  if (quote !== code.doubleQuote && quote !== code.singleQuote) return "";
  const start = cursor.position + 1;
  let end = start;
  while (end < bytes.length && end - start <= maxNameLength && bytes[end] !== quote) {
    if (bytes[end] === code.backslash || bytes[end] === code.lineFeed) return "";
    end += 1;
  }
  if (bytes[end] !== quote || end === start) return "";
  cursor.position = end + 1;
  passBlanks(cursor, true);
  const next = bytes[cursor.position];
  return next === code.comma || next === code.closeParenthesis
    ? new TextDecoder().decode(bytes.subarray(start, end)).normalize("NFKC")
    : "";
}

/** `, __package__` or `, package=__package__`: the only package that static reading knows. */
function isOwnPackage(cursor: Cursor): boolean {
  if (cursor.bytes[cursor.position] !== code.comma) return false;
  cursor.position += 1;
  passBlanks(cursor, true);
  if (isWordAt(cursor.bytes, cursor.position, packageName)) return true;
  if (readIdentifier(cursor) !== "package") return false;
  passBlanks(cursor, true);
  if (cursor.bytes[cursor.position] !== 0x3d) return false;
  cursor.position += 1;
  passBlanks(cursor, true);
  return isWordAt(cursor.bytes, cursor.position, packageName);
}
