import { readYaml } from "./read-yaml.ts";
import { type MapNode, nodeAt, type Path, positionAt, type YamlNode } from "./yaml-node.ts";

/**
 * Edits of a YAML text that leave every other byte as it is, comments included. Each answers undefined where the text is not
 * written in lines of its own, as `key: { … }` or `[ … ]` are not. What comes out is to be read again before it is believed:
 * an alias, for one, stands elsewhere than it is used.
 */

/** With a new first item in the list at this path. Lines of the item come without indent and without `- `. */
export function withFirstItem(text: string, path: Path, item: readonly string[]): string | undefined {
  const root = rootOf(text);
  const list = root === undefined ? undefined : nodeAt(root, path);
  if (root === undefined || list?.kind !== "list") return undefined;
  const lines = linesOf(text);
  const { line } = positionAt(root, path);
  const [first] = list.items;
  if (first === undefined) return inPlaceOfBrackets(text, line, item);
  const before = /^( *)- /.exec(lines[first.at.line - 1] ?? "");
  // Behind the key, not before the item: a comment above an item is about that item.
  return before === null ? undefined : insertLines(text, line + 1, itemLines(before[1] ?? "", item));
}

/** With `key: value`, which is one line, in the map at this path: in place of the one that is there, or as a new one. */
export function withEntry(text: string, path: Path, key: string, value: string): string | undefined {
  const root = rootOf(text);
  const map = root === undefined ? undefined : nodeAt(root, path);
  if (map?.kind !== "map") return undefined;
  const lines = linesOf(text);
  const there = map.entries.get(key);
  if (there !== undefined) {
    const { line, column } = there.keyAt;
    const isAlone = new RegExp(`^ {${column - 1}}\\S+: *(?:\\{[^{}]*\\}|[^{}[\\]|>&*#\\s]+) *$`).test(
      lines[line - 1] ?? "",
    );
    return isAlone ? replaceLine(text, line, `${" ".repeat(column - 1)}${key}: ${value}`) : undefined;
  }
  const place = ownLineOf(map, lines);
  return place === undefined ? undefined : insertLines(text, place.line, [`${place.indent}${key}: ${value}`]);
}

/** Where the first key stands that begins a line. */
function ownLineOf(
  map: MapNode,
  lines: readonly string[],
): { readonly line: number; readonly indent: string } | undefined {
  for (const { keyAt } of map.entries.values()) {
    const indent = leadingOf(lines, keyAt.line);
    if (indent.length === keyAt.column - 1) return { line: keyAt.line, indent };
  }
  return undefined;
}

/** `key: []` becomes a list of one. */
function inPlaceOfBrackets(text: string, line: number, item: readonly string[]): string | undefined {
  const found = /^( *)([^\s#[\]{}]+:) *\[ *\]( *(?:#.*)?)$/.exec(linesOf(text)[line - 1] ?? "");
  if (found === null) return undefined;
  const [, indent = "", key = "", comment = ""] = found;
  return insertLines(replaceLine(text, line, `${indent}${key}${comment}`), line + 1, itemLines(`${indent}  `, item));
}

function itemLines(indent: string, item: readonly string[]): readonly string[] {
  return item.map((line, index) => `${indent}${index === 0 ? "- " : "  "}${line}`);
}

/** Writes whole lines before this one, 1-based, with line ends as the text has them. */
export function insertLines(text: string, line: number, added: readonly string[]): string {
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  const at = startsOf(text)[line - 1] ?? text.length;
  const isOpen = at === text.length && !/[\r\n]$/.test(text) && text !== "";
  return `${text.slice(0, at)}${isOpen ? end : ""}${added.map((one) => `${one}${end}`).join("")}${text.slice(at)}`;
}

/** The spaces that a line, 1-based, begins with. */
export function leadingOf(lines: readonly string[], line: number): string {
  return /^ */.exec(lines[line - 1] ?? "")?.[0] ?? "";
}

export function linesOf(text: string): readonly string[] {
  return text.split(/\r\n?|\n/);
}

function replaceLine(text: string, line: number, replacement: string): string {
  const at = startsOf(text)[line - 1] ?? text.length;
  return text.slice(0, at) + replacement + text.slice(at + (linesOf(text)[line - 1] ?? "").length);
}

function startsOf(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n?|\n/g), (found) => found.index + found[0].length)];
}

/** The root of a text that holds something, and undefined of any other. */
export function rootOf(text: string): YamlNode | undefined {
  const read = readYaml(text);
  return read.kind === "document" ? read.root : undefined;
}
