import { rowOf } from "../../../formats/imports/graph/links.ts";
import { everyTag, type TagsContract } from "../settings/tags.ts";
import { maskOf, placesOf, type Scene } from "./scene.ts";
import { type DirectViolation, noViolations, type Violations } from "./violations.ts";

/** Every tag of a module must allow at least one tag of each tagged module that it imports directly. */
export function tagsViolations(scene: Scene, contract: TagsContract): Violations {
  const places = new Map(Object.entries(contract.tags).map(([tag, names]) => [tag, placesOf(scene, names)]));
  const tags: Tags = {
    masks: new Map([...places].map(([tag, tagged]) => [tag, maskOf(scene, tagged)])),
    any: maskOf(scene, [...places.values()].flat()),
    textOf: new Map(),
  };
  const direct = new Map<number, DirectViolation>();
  for (const tag of places.keys()) {
    const allowed = contract.allow[tag] ?? [];
    if (allowed.includes(everyTag)) continue;
    const open = allowed.flatMap((other) => places.get(other) ?? []);
    addViolations(scene, tags, direct, tag, maskOf(scene, open));
  }
  const byIds = [...direct].sort(([left], [right]) => left - right);
  return {
    ...noViolations,
    direct: byIds.map(([, violation]) => violation),
    undeclared: contract.untagged === "forbid" ? untaggedBelow(scene, contract.roots, tags.any) : [],
  };
}

interface Tags {
  /** Marks by tag the modules that have it. */
  readonly masks: ReadonlyMap<string, Uint8Array>;
  /** Marks the modules that have a tag. */
  readonly any: Uint8Array;
  /** Remembers what is said of a module's tags. */
  readonly textOf: Map<number, string>;
}

/** Of one tag: `open` marks the modules that it may import. */
function addViolations(
  { links }: Scene,
  tags: Tags,
  direct: Map<number, DirectViolation>,
  tag: string,
  open: Uint8Array,
): void {
  const mask = tags.masks.get(tag) ?? new Uint8Array();
  for (let importer = 0; importer < mask.length; importer += 1) {
    if (mask[importer] === 0) continue;
    for (const imported of rowOf(links.imported, importer)) {
      const key = importer * mask.length + imported;
      if (tags.any[imported] === 0 || open[imported] === 1 || direct.has(key)) continue;
      direct.set(key, {
        importer,
        imported,
        sides: { kind: "tag", importer: tag, imported: tagsText(tags, imported) },
      });
    }
  }
}

function tagsText({ masks, textOf }: Tags, id: number): string {
  const known = textOf.get(id);
  if (known !== undefined) return known;
  const text = [...masks].flatMap(([tag, mask]) => (mask[id] === 1 ? [tag] : [])).join(", ");
  textOf.set(id, text);
  return text;
}

/** Modules with a file of their own; a directory without one holds no code that could import anything. */
function untaggedBelow(scene: Scene, roots: readonly string[], anyTag: Uint8Array): readonly number[] {
  const { nodes } = scene.graph.table;
  const found = new Set<number>();
  for (const { first, end } of placesOf(scene, roots)) {
    for (let id = first + 1; id < end; id += 1) {
      if (anyTag[id] === 0 && nodes[id]?.file !== -1) found.add(id);
    }
  }
  return [...found].sort((left, right) => left - right);
}
