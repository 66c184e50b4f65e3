import { asciiBetween, bytesOf, code, isIdentifierByte } from "./bytes.ts";
import { type Cursor, isWordAt, type LoaderAlias } from "./cursor.ts";

/** What a call that imports is called. The last two only where the file shows that they are of the library that it takes. */
export type Callee = "import_module" | "__import__" | "resolve_name" | "run_module" | "attach";

interface KnownCallee {
  readonly callee: Callee;
  readonly word: Uint8Array;
  /** The module that has it, where the word alone may be anything. */
  readonly module: Uint8Array | undefined;
}

const callees: readonly KnownCallee[] = [
  { callee: "import_module", word: bytesOf("import_module"), module: undefined },
  { callee: "__import__", word: bytesOf("__import__"), module: undefined },
  { callee: "resolve_name", word: bytesOf("resolve_name"), module: bytesOf("pkgutil") },
  { callee: "run_module", word: bytesOf("run_module"), module: bytesOf("runpy") },
  { callee: "attach", word: bytesOf("attach"), module: bytesOf("lazy_loader") },
];

const defWord = bytesOf("def");
/** Modules that have `__import__`, too; elsewhere, a method of that name may be anything. */
const modulesWithImport = ["builtins", "importlib"].map(bytesOf);

/** What is called before the parenthesis that the cursor stands on, if it imports. A definition of it does not. */
export function calleeBefore(cursor: Cursor): Callee | undefined {
  const { bytes } = cursor;
  let { position } = cursor;
  while (bytes[position - 1] === code.space || bytes[position - 1] === code.tab) position -= 1;
  const last = bytes[position - 1];
  lookAtImports(cursor);
  const alias = cursor.loaders.aliases.find(({ of, word }) => of !== "importlib" && endsWith(bytes, position, word));
  if (alias !== undefined && alias.of !== "importlib" && bytes[position - alias.word.length - 1] !== code.dot) {
    return alias.of;
  }
  // Nearly every other call is told apart by the last letter.
  if (last !== 0x65 && last !== 0x5f && last !== 0x68) return undefined;
  const known = callees.find(({ word }) => endsWith(bytes, position, word));
  if (known === undefined) return undefined;
  const start = position - known.word.length;
  const isMember = bytes[start - 1] === code.dot;
  if (known.callee === "__import__") {
    const isKnown = !isMember || modulesOf(cursor).some((module) => endsWith(bytes, start - 1, module));
    return isKnown ? known.callee : undefined;
  }
  if (known.callee === "import_module" || known.module === undefined) return known.callee;
  if (isMember && endsWith(bytes, start - 1, known.module)) return known.callee;
  return isFromModule(cursor, known, isMember) ? known.callee : undefined;
}

function endsWith(bytes: Uint8Array, end: number, word: Uint8Array): boolean {
  const start = end - word.length;
  if (start < 0 || isIdentifierByte(bytes[start - 1])) return false;
  for (let index = 0; index < word.length; index += 1) if (bytes[start + index] !== word[index]) return false;
  return !(bytes[start - 1] === code.space && isWordAt(bytes, start - 1 - defWord.length, defWord));
}

function modulesOf({ loaders }: Cursor): readonly Uint8Array[] {
  return [...modulesWithImport, ...loaders.aliases.filter(({ of }) => of === "importlib").map(({ word }) => word)];
}

/** `from pkgutil import resolve_name` stands above; and `lazy_loader` is imported under any name. */
function isFromModule({ loaders }: Cursor, { callee }: KnownCallee, isMember: boolean): boolean {
  return loaders.found.has(callee === "attach" && isMember ? "attach of" : callee);
}

/** So many other names of `importlib` and its functions are known in one file, and so long ones. */
const maxAliases = 8;
const maxAliasLength = 100;

/** Looks at the imports that were read since the last call. */
function lookAtImports({ loaders, imports }: Cursor): void {
  for (; loaders.looked < imports.length; loaders.looked += 1) {
    const { level, module, name, alias } = imports[loaders.looked] ?? {};
    if (level === 0 && module === "importlib" && alias !== undefined) keepAlias(loaders.aliases, name ?? module, alias);
    else if (module === "lazy_loader") loaders.found.add(name === undefined ? "attach of" : "attach");
    else if (alias === undefined && module === "pkgutil" && name === "resolve_name") loaders.found.add(name);
    else if (alias === undefined && module === "runpy" && name === "run_module") loaders.found.add(name);
  }
}

function keepAlias(aliases: LoaderAlias[], of: string, alias: string): void {
  if (of !== "importlib" && of !== "import_module" && of !== "__import__") return;
  const isKnown = aliases.some((known) => known.of === of && asciiBetween(known.word, 0, known.word.length) === alias);
  if (isKnown || aliases.length === maxAliases || alias.length > maxAliasLength) return;
  aliases.push({ word: bytesOf(alias), of });
}
