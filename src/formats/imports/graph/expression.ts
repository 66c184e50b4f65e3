import type { ModuleNode, ModuleTable, Separator } from "./module-table.ts";
import { matchesPart, objectionToPath } from "./path-name.ts";

/**
 * The parts of a name. In one of Python's, `*` stands for one part and `**` for one or more; in a path `*` stands for
 * any text within a part, and `**` for any number of folders.
 */
export interface ModuleExpression {
  readonly parts: readonly string[];
  readonly separator: Separator;
}

/** `importer -> imported`. */
export interface ImportExpression {
  readonly importer: ModuleExpression;
  readonly imported: ModuleExpression;
}

const part = /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u;
const maxLength = 500;

/** What is wrong with a name that may have wildcards; undefined when nothing is. */
type ObjectionTo = (name: string) => string | undefined;

/** Of a dotted name or a path: a name with a slash is one. */
export function objectionToName(text: string): string | undefined {
  return isPathName(text) && text.length <= maxLength ? objectionToPath(text) : objectionToModule(text);
}

/** Of a dotted name. */
export function objectionToModule(text: string): string | undefined {
  if (text.length > maxLength) return `A name has at most ${maxLength} characters`;
  const parts = text.split(".");
  for (const [index, current] of parts.entries()) {
    const pair = [current, parts[index + 1]];
    if (pair.includes("**") && pair.every((one) => one === "*" || one === "**")) {
      return "`**` already stands for every depth, so no other wildcard may stand beside it";
    }
    if (current === "*" || current === "**" || part.test(current)) continue;
    return current.includes("*")
      ? "A wildcard stands for whole parts of a name: a.*.b, but not a.b*"
      : "Write a dotted name, such as lukhas.identity";
  }
  return undefined;
}

export function objectionToImport(text: string, objectionTo: ObjectionTo = objectionToModule): string | undefined {
  const sides = text.split("->").map((side) => side.trim());
  if (sides.length !== 2 || sides.includes("")) return "Write importer -> imported, such as lukhas.api -> core.db";
  return sides.map(objectionTo).find((objection) => objection !== undefined);
}

/** Whether a name can only be that of a path, or of a package in a language whose modules are known by paths. */
export function isPathName(text: string): boolean {
  return text.includes("/") || /^(?:node|jsr):\w/.test(text);
}

/** Of a text without objection. */
export function moduleExpression(text: string, separator: Separator = isPathName(text) ? "/" : "."): ModuleExpression {
  return { parts: text.split(separator), separator };
}

/** Of a text without objection. */
export function importExpression(text: string, separator: Separator): ImportExpression {
  const [importer = "", imported = ""] = text.split("->").map((side) => side.trim());
  return { importer: moduleExpression(importer, separator), imported: moduleExpression(imported, separator) };
}

export function hasWildcard({ parts, separator }: ModuleExpression): boolean {
  if (separator === "/") return parts.some((one) => one.includes("*"));
  return parts.includes("*") || parts.includes("**");
}

/** Whether two names are the same, or one is the other's package. */
export function overlap(left: string, right: string): boolean {
  return left === right || isBelow(left, right) || isBelow(right, left);
}

function isBelow(name: string, above: string): boolean {
  return name.startsWith(above) && (name[above.length] === "." || name[above.length] === "/");
}

/** Modules and packages of the tree that the expression matches, by id. */
export function matchingNodes(table: ModuleTable, expression: ModuleExpression): readonly ModuleNode[] {
  const { parts, separator } = expression;
  if (!hasWildcard(expression)) {
    const node = table.byName.get(parts.join(separator));
    return node === undefined ? [] : [node];
  }
  const matched = new Set<ModuleNode>();
  const seen = new Set<number>();
  const tops = table.nodes.filter((node) => node.parent === undefined);
  const open = tops.map((node) => ({ node, index: 0 }));
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { node, index } = state;
    const wanted = parts[index];
    const key = node.id * parts.length + index;
    if (wanted === undefined || seen.has(key)) continue;
    seen.add(key);
    // Folders that `**` stands for may be none.
    if (wanted === "**" && separator === "/") open.push({ node, index: index + 1 });
    if (!matchesOne(node, wanted, separator)) continue;
    if (index === parts.length - 1) matched.add(node);
    for (const child of node.children.values()) {
      open.push({ node: child, index: index + 1 });
      if (wanted === "**") open.push({ node: child, index });
    }
  }
  return [...matched].sort((left, right) => left.id - right.id);
}

function matchesOne({ name, parent }: ModuleNode, wanted: string, separator: Separator): boolean {
  if (wanted === "*" || wanted === "**") return true;
  const own = parent === undefined ? name : name.slice(parent.name.length + 1);
  return separator === "/" ? matchesPart(own, wanted) : own === wanted;
}
