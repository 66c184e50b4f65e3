import type { LogicalLine, Token } from "../../definitions/python/tokens.ts";
import type { ImportedName } from "../../imports/python/imports.ts";

/** So many calls through one import are told. */
const maxCalls = 1_000;
/** So many imports of one file are known under one name; calls through others are not told. */
const maxBindings = 8;

/** What a file calls an import, and how many names a call through it has at least: `module.function(...)` has two. */
interface Binding {
  readonly name: string;
  readonly names: number;
}

/** Gathers the lines on which something is called through an import. */
export function callsThrough(imports: readonly ImportedName[]): {
  take(line: LogicalLine): void;
  of(imported: ImportedName): readonly number[];
} {
  const byName = bindingsOf(imports);
  return {
    of: (imported) => byName.get(bindingOf(imported)?.name ?? "")?.get(keyOf(imported))?.calls ?? [],
    take({ tokens }) {
      const pattern = patternEnd(tokens);
      for (const [index, token] of tokens.entries()) {
        const bound = index >= pattern && token.kind === "name" && !token.inField ? byName.get(token.text) : undefined;
        if (bound === undefined || !beginsName(tokens[index - 1])) continue;
        const names = calledNames(tokens, index);
        for (const { names: least, calls } of bound.values()) {
          if (names >= least && calls.length < maxCalls && calls.at(-1) !== token.line) calls.push(token.line);
        }
      }
    },
  };
}

interface Bound {
  readonly names: number;
  readonly calls: number[];
}

/** By the name in the file, and then by what is imported. */
function bindingsOf(imports: readonly ImportedName[]): ReadonlyMap<string, ReadonlyMap<string, Bound>> {
  const byName = new Map<string, Map<string, Bound>>();
  for (const imported of imports) {
    const binding = bindingOf(imported);
    if (binding === undefined) continue;
    const known = byName.get(binding.name) ?? new Map<string, Bound>();
    byName.set(binding.name, known);
    const key = keyOf(imported);
    if (!known.has(key) && known.size < maxBindings) known.set(key, { names: binding.names, calls: [] });
  }
  return byName;
}

function keyOf({ level, module, name }: ImportedName): string {
  return `${level} ${module} ${name ?? ""}`;
}

/** Behind `case` stands a pattern up to its guard or colon, in which `A(b)` is no call. 0 where there is none. */
function patternEnd(tokens: readonly Token[]): number {
  const [first, second] = tokens;
  if (first?.kind !== "name" || first.text !== "case" || second === undefined) return 0;
  if (second.kind === "sign" && "=.,:;)]".includes(second.text.charAt(0))) return 0;
  let depth = 0;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind === "sign" && "([{".includes(text)) depth += 1;
    else if (kind === "sign" && ")]}".includes(text)) depth -= 1;
    else if (depth === 0 && index > 0 && ((kind === "name" && text === "if") || (kind === "sign" && text === ":"))) {
      return index;
    }
  }
  return 0;
}

function bindingOf({ module, name, alias, dynamic, typeCheckingOnly }: ImportedName): Binding | undefined {
  if (dynamic || typeCheckingOnly || name === "*") return undefined;
  if (name !== undefined) return { name: alias ?? name, names: 1 };
  return { name: alias ?? module.split(".", 1)[0] ?? module, names: 2 };
}

/** Behind a dot stands an attribute, and behind `def` or `class` what is defined. */
function beginsName(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === "sign") return before.text !== ".";
  return before.kind !== "name" || (before.text !== "def" && before.text !== "class");
}

/** How many names joined by dots stand from here to an opening parenthesis; 0 when none follows. */
function calledNames(tokens: readonly Token[], start: number): number {
  let names = 1;
  let at = start + 1;
  while (tokens[at]?.kind === "sign" && tokens[at]?.text === "." && tokens[at + 1]?.kind === "name") {
    names += 1;
    at += 2;
  }
  return tokens[at]?.kind === "sign" && tokens[at]?.text === "(" ? names : 0;
}
