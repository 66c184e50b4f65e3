import { readBrackets } from "./bracket-texts.ts";
import { bytesOf, code } from "./bytes.ts";
import { type Cursor, isWordAt, keepImport, passBlanks, readIdentifier } from "./cursor.ts";
import { isModuleName } from "./module-text.ts";

const ownName = bytesOf("__name__");
const parameters = ["package_name", "submodules", "submod_attrs"];

/**
 * Reads `lazy_loader.attach(__name__, submodules=["a"], submod_attrs={"b": ["c"]})` behind its parenthesis: the package
 * then imports `.a` and `.b` when they are asked for. False when something of it is not written out.
 */
export function readAttach(cursor: Cursor): boolean {
  const { bytes } = cursor;
  for (let position = 0; ; position += 1) {
    passBlanks(cursor, true);
    if (bytes[cursor.position] === code.closeParenthesis) return position > 0;
    const name = parameterAt(cursor) ?? parameters[position];
    if (name === "package_name") {
      if (!isWordAt(bytes, cursor.position, ownName)) return false;
      cursor.position += ownName.length;
    } else if (name === undefined || !readModules(cursor, name)) return false;
    passBlanks(cursor, true);
    if (bytes[cursor.position] === code.comma) cursor.position += 1;
    else return bytes[cursor.position] === code.closeParenthesis;
  }
}

/** The name of a keyword argument, which is passed with its `=`. */
function parameterAt(cursor: Cursor): string | undefined {
  const { position, line } = cursor;
  const name = readIdentifier(cursor);
  passBlanks(cursor, true);
  if (parameters.includes(name) && cursor.bytes[cursor.position] === 0x3d) {
    cursor.position += 1;
    passBlanks(cursor, true);
    return name;
  }
  cursor.position = position;
  cursor.line = line;
  return undefined;
}

/** Names of modules are the items of `submodules` and the keys of `submod_attrs`. */
function readModules(cursor: Cursor, parameter: string): boolean {
  const role = parameter === "submodules" ? "item" : "key";
  const first = cursor.bytes[cursor.position];
  if (first !== 0x5b && first !== code.openBrace && first !== code.openParenthesis) return false;
  return readBrackets(cursor, (text) => {
    if (text.role !== role || !isModuleName(text.text)) return true;
    const { text: module, line } = text;
    const flags = { typeCheckingOnly: false, lazy: false, dynamic: true };
    keepImport(cursor, { level: 1, module, name: undefined, line, nameLine: line, ...flags });
    return true;
  });
}
