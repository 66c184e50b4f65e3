import type { PlainContract, PlainGraph, PlainImport } from "./plain-graph.ts";

/** Numbers that look random and are the same for the same seed. */
export function randomFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

export type Random = (limit: number) => number;

interface RandomGraph extends PlainGraph {
  readonly text: string;
}

export const externals = ["lib", "os"];
const patterns = ["*", "a.*", "b.*", "*.x", "a.**", "**.m", "*.*", "a.*.m", "*.y.*", "**.x"];

/** A small tree, so that contracts often meet imports, and packages often overlap; also as `graphFrom` reads it. */
export function randomGraph(random: Random): RandomGraph {
  const files = new Set<string>();
  for (let count = 3 + random(12); count > 0; count -= 1) files.add(randomName(random));
  const names = [...files];
  const imports: PlainImport[] = [];
  for (let count = random(2 * names.length + 2); count > 0; count -= 1) {
    const to = random(8) === 0 ? pick(random, externals) : pick(random, names);
    imports.push({ from: pick(random, names), to, typeChecking: random(5) === 0 });
  }
  const modules = new Set(names.flatMap((name) => prefixes(name)));
  const used = new Set(imports.map(({ to }) => to).filter((to) => externals.includes(to)));
  return withText({ modules: [...modules].toSorted(), files: names, externals: [...used], imports });
}

/** The same modules, with only some of the imports. */
export function withFewerImports(random: Random, graph: RandomGraph): RandomGraph {
  return withText({ ...graph, imports: graph.imports.filter(() => random(3) > 0) });
}

function withText(graph: PlainGraph): RandomGraph {
  const lines = graph.imports.map(({ from, to, typeChecking }) => {
    return `${from} -> ${to}${externals.includes(to) ? "!" : ""}${typeChecking ? " ?" : ""}`;
  });
  return { ...graph, text: [...graph.files, ...lines].join("\n") };
}

function randomName(random: Random): string {
  const parts = [pick(random, ["a", "b", "c"])];
  if (random(4) > 0) parts.push(pick(random, ["x", "y", "z"]));
  if (parts.length > 1 && random(2) > 0) parts.push(pick(random, ["m", "n"]));
  return parts.join(".");
}

function prefixes(name: string): readonly string[] {
  const parts = name.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
}

export function pick<T>(random: Random, items: readonly [T, ...T[]] | readonly T[]): T {
  const item = items[random(items.length)];
  if (item === undefined) throw new Error("There is nothing to pick from.");
  return item;
}

/** A contract as it would be written, and the same for the plain implementation. */
export function randomContract(random: Random, graph: PlainGraph) {
  const type = pick(random, ["forbidden", "layers", "independence", "protected", "acyclic-siblings"]);
  const lists = randomLists(random, graph, type);
  const containers = lists["containers"] ?? [];
  const plain: PlainContract = {
    type,
    lists,
    ignore: randomIgnores(random, graph),
    excludesTypeChecking: random(3) === 0,
    asPackages: !["forbidden", "protected"].includes(type) || random(3) > 0,
    allowIndirect: type === "forbidden" && random(4) === 0,
    exhaustive: containers.length > 0 && random(2) === 0,
    depth: random(4),
    parts: [],
  };
  return { plain, written: writtenOf(plain) };
}

function writtenOf(plain: PlainContract): object {
  const { "exhaustive-ignores": ignores, ...lists } = plain.lists;
  return {
    type: plain.type,
    ...lists,
    ignore: plain.ignore,
    "type-checking": plain.excludesTypeChecking ? "exclude" : "include",
    ...(plain.type === "forbidden" ? { "allow-indirect": plain.allowIndirect } : {}),
    ...(["forbidden", "protected"].includes(plain.type) ? { "as-packages": plain.asPackages } : {}),
    ...(plain.exhaustive ? { exhaustive: true, "exhaustive-ignores": ignores } : {}),
    ...(plain.type === "acyclic-siblings" ? { depth: plain.depth } : {}),
  };
}

export function randomIgnores(random: Random, graph: PlainGraph): readonly string[] {
  return some(random, 3, () => `${randomPattern(random, graph)} -> ${randomPattern(random, graph)}`);
}

function randomLists(random: Random, graph: PlainGraph, type: string): Readonly<Record<string, readonly string[]>> {
  const names = (most: number) => [
    randomPattern(random, graph),
    ...some(random, most, () => randomPattern(random, graph)),
  ];
  switch (type) {
    case "forbidden":
      return { from: names(2), to: [...names(2), ...some(random, 1, () => pick(random, externals))] };
    case "layers":
      return randomLayers(random, graph);
    case "independence":
      return { modules: names(3) };
    case "protected":
      return { modules: names(1), "allowed-importers": some(random, 2, () => randomPattern(random, graph)) };
    default:
      return { ancestors: names(1), "skip-descendants": some(random, 1, () => randomPattern(random, graph)) };
  }
}

function randomLayers(random: Random, graph: PlainGraph): Readonly<Record<string, readonly string[]>> {
  const inside = random(2) === 0;
  const pool = shuffled(random, inside ? ["x", "y", "z", "w"] : graph.modules).slice(0, 2 + random(4));
  const layers: string[] = [];
  while (pool.length > 0) {
    const level = pool.splice(0, 1 + random(3)).map((name) => (inside || random(4) === 0 ? `(${name})` : name));
    layers.push(level.join(pick(random, [" | ", " : ", "|", ":"])));
  }
  const containers = inside ? [pick(random, ["a", "b", "*", "a"]), ...some(random, 1, () => "b")] : [];
  return { layers, containers, "exhaustive-ignores": some(random, 2, () => pick(random, ["x", "y", "z", "w"])) };
}

export function randomPattern(random: Random, graph: PlainGraph): string {
  return random(3) === 0 ? pick(random, patterns) : pick(random, graph.modules);
}

export function some<T>(random: Random, most: number, make: () => T): readonly T[] {
  return Array.from({ length: random(most + 1) }, make);
}

function shuffled(random: Random, items: readonly string[]): string[] {
  const left = [...items];
  return items.map(() => left.splice(random(left.length), 1)[0] ?? "");
}
