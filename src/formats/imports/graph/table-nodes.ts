import type { ModuleNode, Separator } from "./module-table.ts";

/** Nodes while a table is built: by name, and those that have no parent. */
export interface NodesByName {
  readonly byName: Map<string, ModuleNode>;
  readonly tops: Map<string, ModuleNode>;
  readonly separator: Separator;
}

export function noNodes(separator: Separator): NodesByName {
  return { byName: new Map(), tops: new Map(), separator };
}

/** The node of this name, made with all above it where it is missing. */
export function nodeOf(nodes: NodesByName, name: string): ModuleNode {
  const known = nodes.byName.get(name);
  if (known !== undefined) return known;
  const end = name.lastIndexOf(nodes.separator);
  const parent = end === -1 ? undefined : nodeOf(nodes, name.slice(0, end));
  const node: ModuleNode = {
    name,
    parent,
    children: new Map(),
    file: -1,
    isPackage: false,
    isBesideParent: false,
    id: 0,
    end: 0,
  };
  nodes.byName.set(name, node);
  (parent?.children ?? nodes.tops).set(name.slice(end + 1), node);
  return node;
}

/** Gives ids in pre-order, siblings by name. Walks without recursion, since a path may be deep. */
export function numbered({ tops }: NodesByName): readonly ModuleNode[] {
  const nodes: ModuleNode[] = [];
  const open = sortedDown(tops);
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    node.id = nodes.length;
    node.end = node.id + 1;
    nodes.push(node);
    if (node.children.size > 0) open.push(...sortedDown(node.children));
  }
  for (const node of nodes.toReversed()) {
    if (node.parent !== undefined) node.parent.end = Math.max(node.parent.end, node.end);
  }
  return nodes;
}

function sortedDown(siblings: ReadonlyMap<string, ModuleNode>): ModuleNode[] {
  return [...siblings.values()].sort((left, right) => (left.name < right.name ? 1 : -1));
}
