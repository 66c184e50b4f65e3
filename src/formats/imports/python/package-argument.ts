import { bytesOf, code } from "./bytes.ts";
import { type Cursor, isWordAt, passBlanks } from "./cursor.ts";
import { readKeyword, readLiteral } from "./literal-argument.ts";

/** Both name the package of the file. Where `__name__` does not, the file is no package, and the call never succeeds. */
const ownPackage = [bytesOf("__package__"), bytesOf("__name__")];

/** A package that relative names start from, as far as static reading knows it. */
export type PackageArgument = { readonly kind: "own" } | { readonly kind: "named"; readonly name: string };

/** Reads `, __package__`, `, package=__name__` or `, "a.b"`, before whose comma the cursor stands. */
export function readPackage(cursor: Cursor): PackageArgument | undefined {
  if (cursor.bytes[cursor.position] !== code.comma) return undefined;
  cursor.position += 1;
  passBlanks(cursor, true);
  readKeyword(cursor, "package");
  passBlanks(cursor, true);
  const own = ownPackage.find((word) => isWordAt(cursor.bytes, cursor.position, word));
  if (own !== undefined) {
    cursor.position += own.length;
    passBlanks(cursor, true);
    const next = cursor.bytes[cursor.position];
    return next === code.comma || next === code.closeParenthesis ? { kind: "own" } : undefined;
  }
  const name = readLiteral(cursor);
  return /^[\p{L}\p{N}_]+(\.[\p{L}\p{N}_]+)*$/u.test(name) ? { kind: "named", name } : undefined;
}
