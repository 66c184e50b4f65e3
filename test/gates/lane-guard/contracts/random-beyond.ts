import type { PlainContract, PlainGraph, PlainPart } from "./plain-graph.ts";
import { externals, pick, type Random, randomContract, randomIgnores, randomPattern, some } from "./random-cases.ts";

const tags = ["red", "green", "blue"];

/** A contract of any type as it would be written, and the same for the plain implementation. */
export function anyContract(random: Random, graph: PlainGraph) {
  if (random(2) === 0) return randomContract(random, graph);
  const plain = randomBeyond(random, graph);
  return { plain, written: writtenBeyond(plain) };
}

/** A contract of a type that import-linter does not have. */
function randomBeyond(random: Random, graph: PlainGraph): PlainContract {
  const type = pick(random, ["lanes", "visibility", "tags", "required", "budget"]);
  return {
    type,
    lists: listsOf(random, graph, type),
    parts: partsOf(random, graph, type),
    ignore: randomIgnores(random, graph),
    excludesTypeChecking: random(3) === 0,
    asPackages: type !== "visibility" || random(3) === 0,
    allowIndirect: type === "required" && random(2) === 0,
    exhaustive: type === "tags" && random(2) === 0,
    depth: 0,
  };
}

/** The same as it stands in a configuration. */
function writtenBeyond(plain: PlainContract): object {
  const shared = {
    type: plain.type,
    ignore: plain.ignore,
    "type-checking": plain.excludesTypeChecking ? "exclude" : "include",
  };
  switch (plain.type) {
    case "lanes":
      return { ...shared, lanes: plain.parts.map(({ name, modules }) => ({ [name]: modules })) };
    case "tags": {
      const keyed = (key: "modules" | "allow") => Object.fromEntries(plain.parts.map((part) => [part.name, part[key]]));
      const roots = plain.exhaustive ? { untagged: "forbid", roots: plain.lists["roots"] } : {};
      return { ...shared, tags: keyed("modules"), allow: keyed("allow"), ...roots };
    }
    case "visibility":
      return { ...shared, ...plain.lists, "as-packages": plain.asPackages };
    case "required":
      return { ...shared, ...plain.lists, "allow-indirect": plain.allowIndirect };
    default:
      return { ...shared, ...plain.lists, "at-most": 0 };
  }
}

function listsOf(random: Random, graph: PlainGraph, type: string): PlainContract["lists"] {
  const names = (most: number) => [
    randomPattern(random, graph),
    ...some(random, most, () => randomPattern(random, graph)),
  ];
  switch (type) {
    case "visibility":
      return { modules: names(1), public: names(3) };
    case "tags":
      return { roots: names(1) };
    case "required":
      return { modules: names(2), imports: [...names(1), ...some(random, 1, () => pick(random, externals))] };
    case "budget":
      return { from: names(2), to: [...names(1), ...some(random, 1, () => pick(random, externals))] };
    default:
      return {};
  }
}

function partsOf(random: Random, graph: PlainGraph, type: string): readonly PlainPart[] {
  if (type !== "lanes" && type !== "tags") return [];
  const names = type === "lanes" ? ["one", "two", "three"].slice(0, 2 + random(2)) : tags.slice(0, 1 + random(3));
  return names.map((name) => {
    const modules = [randomPattern(random, graph), ...some(random, 1, () => randomPattern(random, graph))];
    const external = type === "tags" ? some(random, 1, () => pick(random, externals)) : [];
    const allow = random(6) === 0 ? ["*"] : some(random, 2, () => pick(random, names));
    return { name, modules: [...modules, ...external], allow };
  });
}
