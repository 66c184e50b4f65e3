import type { Position } from "./position.ts";

/** A YAML value that knows where it stands. An alias is the node that it names, so nodes may be shared. */
export type YamlNode = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly at: Position;
  readonly value: string | number | boolean | null;
}

interface ListNode {
  readonly kind: "list";
  readonly at: Position;
  readonly items: readonly YamlNode[];
}

export interface MapNode {
  readonly kind: "map";
  readonly at: Position;
  readonly entries: ReadonlyMap<string, MapEntry>;
}

export interface MapEntry {
  readonly keyAt: Position;
  readonly node: YamlNode;
}

/** The plain value. What is shared in the tree is shared in the value, so a small text never makes a large value. */
export function plainValue(node: YamlNode, made: Map<YamlNode, unknown> = new Map()): unknown {
  if (node.kind === "scalar") return node.value;
  const known = made.get(node);
  if (known !== undefined) return known;
  const value =
    node.kind === "list"
      ? node.items.map((item) => plainValue(item, made))
      : Object.fromEntries([...node.entries].map(([key, entry]) => [key, plainValue(entry.node, made)]));
  made.set(node, value);
  return value;
}

export type Path = readonly PropertyKey[];

export function nodeAt(root: YamlNode, path: Path): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of path) {
    if (node?.kind === "list") node = node.items[Number(step)];
    else if (node?.kind === "map") node = node.entries.get(String(step))?.node;
    else return undefined;
  }
  return node;
}

/** Where the reader should look: the key of an entry, an item of a list, or the nearest place that exists. */
export function positionAt(root: YamlNode, path: Path): Position {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = nodeAt(root, path.slice(0, length - 1));
    const step = path[length - 1];
    const found =
      parent?.kind === "map" ? parent.entries.get(String(step))?.keyAt : nodeAt(root, path.slice(0, length))?.at;
    if (found !== undefined) return found;
  }
  return root.at;
}
