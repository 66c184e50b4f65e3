import type { LookUp } from "./cursor.ts";

/** A longer argument is none of these forms. */
const maxArgument = 300;
/** So far back a variable is looked for that the dictionary's answer was put into. */
const maxBack = 2_000;

/** `"." + names[name], __name__`: dots, the dictionary, and the package. An index of 0 takes the first of a tuple. */
const added =
  /^\s*(?:name\s*=\s*)?(?:"(\.+)"\s*\+\s*|'(\.+)'\s*\+\s*)?([A-Za-z_]\w*)(?:(?:\[\s*[A-Za-z_][\w.]*\s*\]|\.get\(\s*[A-Za-z_][\w.]*\s*\))(\[0\])?)?\s*([,)][^)]{0,50})/;
/** `f".{names[name]}", __name__` */
const formatted = /^\s*f(?:"(\.+)\{|'(\.+)\{)([A-Za-z_]\w*)(?:\[[A-Za-z_][\w.]*\](\[0\])?)?\}["']\s*([,)][^)]{0,50})/;
/** `module = names[name]` or `module, attribute = names[name]` or any other assignment to a variable. */
const assignment =
  /(?<![\w.])([A-Za-z_]\w*)(\s*,\s*[A-Za-z_]\w*)?\s*=(?!=)\s*(?:([A-Za-z_]\w*)(?:\[\s*[A-Za-z_][\w.]*\s*\]|\.get\(\s*[A-Za-z_][\w.]*\s*\))(\[0\])?[ \t]*(?=[\r\n#;]))?/g;

/**
 * What a call of `import_module` looks up in a dictionary of the file, by name, when its first argument begins at the
 * position. Undefined for an argument of any other form.
 */
export function readLookUp(bytes: Uint8Array, position: number): Omit<LookUp, "line" | "mark"> | undefined {
  // One character a byte, so that places are the same; names beyond ASCII are not looked up.
  const text = (start: number, end: number) =>
    new TextDecoder("latin1").decode(bytes.subarray(Math.max(0, start), end));
  const argument = text(position, position + maxArgument);
  const [whole, double, single, name = "", first, rest = ""] = added.exec(argument) ?? formatted.exec(argument) ?? [];
  if (whole === undefined) return undefined;
  const dots = (double ?? single ?? "").length;
  const ownPackage = /^,\s*(?:package\s*=\s*)?__(?:name|package)__\s*(?:,|$)/.test(rest);
  const isLookUp = /[[(]/.test(whole.slice(whole.indexOf(name), whole.length - rest.length));
  if (isLookUp) return { variable: name, dots, ownPackage, first: first !== undefined };
  const found = lastAssignment(text(position - maxBack, position), name);
  return found === undefined ? undefined : { ...found, dots, ownPackage };
}

/** What was put last into the variable, if that was an answer of a dictionary. */
function lastAssignment(text: string, wanted: string): Pick<LookUp, "variable" | "first"> | undefined {
  let found: Pick<LookUp, "variable" | "first"> | undefined;
  for (const [, name, pair, variable, first] of text.matchAll(assignment)) {
    if (name !== wanted) continue;
    found = variable === undefined ? undefined : { variable, first: pair !== undefined || first !== undefined };
  }
  return found;
}
