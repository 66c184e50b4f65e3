import type { ModuleNode, ModuleTable } from "./module-table.ts";

/** The parts of a dotted name, in which `*` stands for one part and `**` for one or more. */
export type ModuleExpression = readonly string[];

/** `importer -> imported`. */
export interface ImportExpression {
  readonly importer: ModuleExpression;
  readonly imported: ModuleExpression;
}

const part = /^[\p{L}\p{N}_][\p{L}\p{N}_-]*$/u;
const maxLength = 500;

/** What is wrong with a dotted name that may have wildcards; undefined when nothing is. */
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

export function objectionToImport(text: string): string | undefined {
  const sides = text.split("->").map((side) => side.trim());
  if (sides.length !== 2 || sides.includes("")) return "Write importer -> imported, such as lukhas.api -> core.db";
  return sides.map(objectionToModule).find((objection) => objection !== undefined);
}

/** Of a text without objection. */
export function moduleExpression(text: string): ModuleExpression {
  return text.split(".");
}

/** Of a text without objection. */
export function importExpression(text: string): ImportExpression {
  const [importer = "", imported = ""] = text.split("->").map((side) => side.trim());
  return { importer: moduleExpression(importer), imported: moduleExpression(imported) };
}

export function hasWildcard(expression: ModuleExpression): boolean {
  return expression.includes("*") || expression.includes("**");
}

/** Whether two names are the same, or one is the other's package. */
export function overlap(left: string, right: string): boolean {
  return left === right || left.startsWith(`${right}.`) || right.startsWith(`${left}.`);
}

/** Modules and packages of the tree that the expression matches, by id. */
export function matchingNodes(table: ModuleTable, expression: ModuleExpression): readonly ModuleNode[] {
  if (!hasWildcard(expression)) {
    const node = table.byName.get(expression.join("."));
    return node === undefined ? [] : [node];
  }
  const matched = new Set<ModuleNode>();
  const seen = new Set<number>();
  const tops = table.nodes.filter((node) => node.parent === undefined);
  const open = tops.map((node) => ({ node, index: 0 }));
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    const { node, index } = state;
    const wanted = expression[index];
    const key = node.id * expression.length + index;
    if (wanted === undefined || seen.has(key)) continue;
    seen.add(key);
    if (wanted !== "*" && wanted !== "**" && wanted !== ownName(node)) continue;
    if (index === expression.length - 1) matched.add(node);
    for (const child of node.children.values()) {
      open.push({ node: child, index: index + 1 });
      if (wanted === "**") open.push({ node: child, index });
    }
  }
  return [...matched].sort((left, right) => left.id - right.id);
}

function ownName({ name, parent }: ModuleNode): string {
  return parent === undefined ? name : name.slice(parent.name.length + 1);
}
