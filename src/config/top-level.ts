import { firstPosition } from "../formats/yaml/position.ts";
import { type MapEntry, type MapNode, nodeAt, positionAt } from "../formats/yaml/yaml-node.ts";
import type { Problem } from "./problem.ts";

/** A file of another version is not looked at further: it may name everything differently. */
export function versionProblem(root: MapNode): Problem | undefined {
  const node = root.entries.get("version")?.node;
  if (node?.kind === "scalar" && node.value === 1) return undefined;
  const what = node === undefined ? "the key `version` is missing." : "only `version: 1` is known to this Lanekeeper.";
  return { rule: "unsupported-version", at: node === undefined ? firstPosition : positionAt(root, ["version"]), what };
}

/** A file without gates would check nothing. */
export function gatesProblem(root: MapNode): Problem | undefined {
  const node = nodeAt(root, ["gates"]);
  const at = positionAt(root, ["gates"]);
  if (node === undefined) return { rule: "no-gates", at: firstPosition, what: "the key `gates` is missing." };
  const empty = node.kind === "map" ? node.entries.size === 0 : node.kind === "scalar" && node.value === null;
  return empty ? { rule: "no-gates", at, what: "no gate is named." } : undefined;
}

/** `batch-size:` with nothing behind it is the gate with its default settings. */
export function fillEmptyGates(root: MapNode): MapNode {
  const gates = root.entries.get("gates");
  if (gates?.node.kind !== "map") return root;
  const filled = [...gates.node.entries].map(([id, { keyAt, node }]): [string, MapEntry] => {
    const empty = node.kind === "scalar" && node.value === null;
    return [id, { keyAt, node: empty ? { kind: "map", at: node.at, entries: new Map() } : node }];
  });
  const node: MapNode = { ...gates.node, entries: new Map(filled) };
  return { ...root, entries: new Map([...root.entries, ["gates", { keyAt: gates.keyAt, node }]]) };
}
