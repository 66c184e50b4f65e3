import { decode } from "../../../formats/yaml/decode.ts";
import { readYaml } from "../../../formats/yaml/read-yaml.ts";
import { nodeAt, positionAt, type YamlNode } from "../../../formats/yaml/yaml-node.ts";
import type { ModulePlaces, PolicyKey, PolicyPlaces } from "../model.ts";
import { moduleKeys } from "../settings/module.ts";

const keys: readonly PolicyKey[] = [
  "signer",
  "predicate-types",
  "source",
  "builder",
  "minimum-level",
  "minimum-attested",
];

/**
 * Where a text of the configuration says what this gate asks: lines, 1-based. What stands elsewhere, as in a configuration
 * that it extends, has none. The text may be of anybody; nothing but lines is taken from it.
 */
export function policyPlaces(content: Uint8Array): PolicyPlaces {
  const decoded = decode(content);
  const read = decoded.kind === "text" ? readYaml(decoded.text) : undefined;
  const gate = read?.kind === "document" ? nodeAt(read.root, ["gates", "attestations"]) : undefined;
  if (gate === undefined) return { keys: new Map(), modules: new Map() };
  const modules = nodeAt(gate, ["modules"]);
  const items = modules?.kind === "list" ? modules.items : [];
  return { keys: linesOf(gate), modules: new Map(items.flatMap(placesOf)) };
}

function placesOf(item: YamlNode): readonly (readonly [string, ModulePlaces])[] {
  const name = item.kind === "scalar" ? item : nodeAt(item, ["name"]);
  if (name?.kind !== "scalar" || typeof name.value !== "string") return [];
  const called = item.kind === "scalar" ? moduleKeys(name.value).name : name.value;
  return [[called, { line: item.at.line, keys: linesOf(item) }]];
}

function linesOf(node: YamlNode): ReadonlyMap<PolicyKey, number> {
  const present = keys.filter((key) => nodeAt(node, [key]) !== undefined);
  return new Map(present.map((key) => [key, positionAt(node, [key]).line]));
}
