import { lineMark } from "../unread-import.ts";
import { readAttach } from "./attach-call.ts";
import { type Callee, calleeBefore } from "./callee.ts";
import { type Cursor, keepImport } from "./cursor.ts";
import type { ImportedName } from "./imports.ts";
import { readKeyword, readLiteral } from "./literal-argument.ts";
import { readLookUp } from "./look-up.ts";
import { readPackage } from "./package-argument.ts";

/** So many calls of one file that cannot be read are told. */
const maxUnread = 1_000;
/** So many calls of one file are looked at for a dictionary. */
const maxLookUps = 200;

/** A dotted name in a literal, relative with leading dots, and for some calls with an attribute behind a colon. */
const dottedName = /^(\.*)([\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*)(:[\p{L}\p{N}_.]*)?$/u;

/**
 * Notes a call that imports, whose opening parenthesis the cursor stands on: `importlib.import_module("a.b")`,
 * `__import__("a.b")`, `pkgutil.resolve_name("a.b:c")`, `runpy.run_module("a.b")` and `lazy_loader.attach(...)`. One
 * whose module is not written out is counted. The cursor stays where it is.
 */
export function noteDynamicImport(cursor: Cursor): void {
  const callee = calleeBefore(cursor);
  if (callee === undefined) return;
  const { position, line } = cursor;
  const problems = cursor.problems.length;
  cursor.position += 1;
  const isRead = callee === "attach" ? readAttach(cursor) : readModule(cursor, callee, line);
  cursor.position = position;
  cursor.line = line;
  cursor.problems.length = problems;
  if (!isRead && cursor.unreadDynamic.length < maxUnread) {
    cursor.unreadDynamic.push({ line, mark: lineMark(cursor.bytes, position) });
  }
}

/** Reads the first arguments of any other call. False when its module is not written out. */
function readModule(cursor: Cursor, callee: Exclude<Callee, "attach">, line: number): boolean {
  const start = cursor.position;
  readKeyword(cursor, callee === "run_module" ? "mod_name" : "name");
  const [, dots = "", module = "", attribute] = dottedName.exec(readLiteral(cursor)) ?? [];
  if (module === "") {
    if (callee !== "import_module" || cursor.lookUpsTried >= maxLookUps) return false;
    cursor.lookUpsTried += 1;
    const lookUp = readLookUp(cursor.bytes, start);
    if (lookUp === undefined) return false;
    cursor.lookUps.push({ ...lookUp, line, mark: lineMark(cursor.bytes, start - 1) });
    return true;
  }
  if (attribute !== undefined && callee !== "resolve_name") return false;
  const found = calledModule(cursor, callee, dots.length, module, attribute);
  if (found === undefined) return false;
  keepImport(cursor, { ...found, line, nameLine: line, typeCheckingOnly: false, lazy: false, dynamic: true });
  return true;
}

type CalledModule = Pick<ImportedName, "level" | "module" | "name">;

function calledModule(
  cursor: Cursor,
  callee: Exclude<Callee, "attach">,
  level: number,
  module: string,
  attribute: string | undefined,
): CalledModule | undefined {
  if (callee === "import_module" && level > 0) {
    const of = readPackage(cursor);
    if (of === undefined) return undefined;
    if (of.kind === "own") return { level, module, name: undefined };
    const parts = of.name.split(".");
    if (parts.length < level) return undefined;
    return { level: 0, module: [...parts.slice(0, parts.length - level + 1), module].join("."), name: undefined };
  }
  if (level > 0) return undefined;
  // What a package runs is its `__main__`.
  if (callee === "run_module") return { level, module, name: "__main__" };
  if (callee !== "resolve_name" || attribute !== undefined) return { level, module, name: undefined };
  // Without a colon, the last part may be a module or something in one, as behind `from`.
  const dot = module.lastIndexOf(".");
  return dot === -1
    ? { level, module, name: undefined }
    : { level, module: module.slice(0, dot), name: module.slice(dot + 1) };
}
