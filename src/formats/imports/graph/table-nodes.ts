import type { ModuleNode, Separator } from "./module-table.ts";

/** A node whose children are still being found. */
interface GrowingNode extends ModuleNode {
  readonly parent: GrowingNode | undefined;
  children: Siblings;
}

type Siblings = Map<string, ModuleNode>;

/** Nodes while a table is built: by name, and those that have no parent. */
export interface NodesByName {
  readonly byName: Map<string, GrowingNode>;
  readonly tops: Siblings;
  readonly separator: Separator;
  /** Made last. */
  latest: GrowingNode | undefined;
}

export function noNodes(separator: Separator): NodesByName {
  return { byName: new Map(), tops: new Map(), separator, latest: undefined };
}

/** Most nodes have no children, and a map for each would take as much memory as all the rest of the table. */
const noChildren: Siblings = new Map();

/** The node of this name, made with all above it where it is missing. */
export function nodeOf(nodes: NodesByName, name: string): GrowingNode {
  const known = nodes.byName.get(name);
  if (known !== undefined) return known;
  const end = name.lastIndexOf(nodes.separator);
  const parent = end === -1 ? undefined : parentOf(nodes, name, end);
  const node: GrowingNode = {
    name,
    parent,
    children: noChildren,
    file: -1,
    isPackage: false,
    isBesideParent: false,
    id: 0,
    end: 0,
  };
  nodes.byName.set(name, node);
  siblingsIn(nodes, parent).set(name.slice(end + 1), node);
  nodes.latest = node;
  return node;
}

/** Siblings come one after the other, so the parent is most often that of the node before and needs no look-up. */
function parentOf(nodes: NodesByName, name: string, end: number): GrowingNode {
  const near = nodes.latest?.parent;
  if (near?.name.length === end && name.startsWith(near.name)) return near;
  return nodeOf(nodes, name.slice(0, end));
}

function siblingsIn(nodes: NodesByName, parent: GrowingNode | undefined): Siblings {
  if (parent === undefined) return nodes.tops;
  if (parent.children === noChildren) parent.children = new Map();
  return parent.children;
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
