/** A name that a statement brings in. `whole` is the module itself, of which a call names a part, as in `fs.read()`. */
export interface Binding {
  readonly name: string;
  readonly whole: boolean;
}

/** The names of `import a, { b as c } from "m"`, without entries that are types. Without a clause there are none. */
export function importedNames(statement: string): readonly Binding[] {
  const bare = statement.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, " ").replaceAll(/\s+/g, " ");
  const clause = /^import\s*([^"']*?)\s*(?:\bfrom\s*|=\s*require\s*\(\s*)["']/.exec(bare)?.[1];
  if (clause === undefined) return [];
  const braces = /\{([^}]*)\}/.exec(clause);
  const outside = clause.replace(/\{[^}]*\}/, "");
  return [...outside.split(",").flatMap(outerName), ...(braces?.[1] ?? "").split(",").flatMap(entryName)];
}

function outerName(text: string): readonly Binding[] {
  const [, star, name] = /^\s*(\*\s*as\s+)?([\p{ID_Continue}$]+)\s*$/u.exec(text) ?? [];
  return name === undefined ? [] : [{ name, whole: star !== undefined }];
}

/** `type` is a name, too, when nothing follows it but `as`. */
function entryName(text: string): readonly Binding[] {
  const words = text.trim().split(/\s+/);
  if (words[0] === "type" && words.length > 1 && words[1] !== "as") return [];
  const name = words.at(-1) ?? "";
  return /^[\p{ID_Continue}$]+$/u.test(name) ? [{ name, whole: false }] : [];
}

/** Braces in braces are taken apart, too, but no deeper ones. */
const target = "[\\p{ID_Continue}$]+|\\{(?:[^{}()=\"'`]|\\{[^{}()=\"'`]*\\})*\\}";
const specifier = "\"[^\"\\n\\\\]*\"|'[^'\\n\\\\]*'";
const required = new RegExp(
  `(?:const|let|var)\\s+(${target})\\s*=\\s*require\\s*\\(\\s*(?:${specifier})\\s*\\)[ \\t]*(?:;|(?=[\\r\\n])|$)`,
  "uy",
);

/** A statement that does nothing but `const a = require("m")`, from this place on. */
export function requireStatement(
  text: string,
  start: number,
): { readonly end: number; readonly names: readonly Binding[] } | undefined {
  required.lastIndex = start;
  const [all, taken = ""] = required.exec(text) ?? [];
  if (all === undefined) return undefined;
  const names = taken.startsWith("{") ? taken.split(/[{},]/).flatMap(destructured) : [{ name: taken, whole: false }];
  return { end: start + all.length, names };
}

/** What is behind a colon is the name; with nothing behind it, it is taken apart further. */
function destructured(text: string): readonly Binding[] {
  const name = /^\s*(?:[\p{ID_Continue}$]+\s*:\s*)?([\p{ID_Continue}$]+)\s*$/u.exec(text)?.[1];
  return name === undefined ? [] : [{ name, whole: false }];
}
