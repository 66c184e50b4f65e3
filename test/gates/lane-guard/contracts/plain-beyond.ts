import { below, expanded, isIn, type PlainContract, type PlainGraph, reaching } from "./plain-graph.ts";

/** The types of contracts that import-linter does not have, as plainly as in `plain.ts`. */
export function brokenBeyond(graph: PlainGraph, contract: PlainContract): readonly string[] {
  const named = (key: string) => expanded(graph, contract.lists[key] ?? []);
  switch (contract.type) {
    case "lanes":
      return lanes(graph, contract);
    case "visibility":
      return hidden(graph, named("modules"), contract.asPackages ? inside(graph, named("public")) : named("public"));
    case "tags":
      return tagged(graph, contract, named("roots"));
    case "required":
      return lacking(graph, named("modules"), named("imports"), contract.allowIndirect);
    case "budget":
      return counted(graph, named("from"), named("to"));
    default:
      throw new Error(`There is no plain ${contract.type}.`);
  }
}

/** A module is in the lane of the longest name that it is in; a name written out counts before a wildcard. */
function lanes(graph: PlainGraph, { parts }: PlainContract): readonly string[] {
  const claims = parts.flatMap(({ modules }, lane) =>
    modules.flatMap((pattern) =>
      expanded(graph, [pattern]).map((name) => ({ name, lane, literal: !pattern.includes("*") })),
    ),
  );
  const laneOf = (module: string) => {
    const around = claims.filter(({ name }) => isIn(module, name));
    const longest = Math.max(...around.map(({ name }) => name.length));
    const nearest = around.filter(({ name }) => name.length === longest);
    return (nearest.find(({ literal }) => literal) ?? nearest[0])?.lane ?? -1;
  };
  const members = (lane: number) => [...graph.modules, ...graph.externals].filter((name) => laneOf(name) === lane);
  return parts.flatMap((_, from) =>
    parts.slice(0, from).flatMap(({ name }, to) => reaching(graph, members(from), members(to), name, () => true)),
  );
}

function hidden(graph: PlainGraph, packages: readonly string[], open: readonly string[]): readonly string[] {
  return packages.flatMap((name) =>
    graph.imports
      .filter(({ from, to }) => isIn(to, name) && !isIn(from, name) && !open.includes(to))
      .map(({ from, to }) => `${from} -> ${to}`),
  );
}

function tagged(graph: PlainGraph, { parts, exhaustive }: PlainContract, roots: readonly string[]): readonly string[] {
  const tagsOf = (module: string) =>
    parts.filter(({ modules }) => inside(graph, expanded(graph, modules)).includes(module));
  const wrong = graph.imports.filter(({ from, to }) => {
    const theirs = tagsOf(to).map(({ name }) => name);
    const allows = (allow: readonly string[]) => allow.includes("*") || allow.some((tag) => theirs.includes(tag));
    return theirs.length > 0 && !tagsOf(from).every(({ allow }) => allows(allow));
  });
  const bare = graph.modules.filter(
    (name) =>
      graph.files.includes(name) &&
      roots.some((root) => name !== root && isIn(name, root)) &&
      tagsOf(name).length === 0,
  );
  return [
    ...wrong.map(({ from, to }) => `${from} -> ${to}`),
    ...(exhaustive ? bare.map((name) => `extra ${name}`) : []),
  ];
}

function lacking(
  graph: PlainGraph,
  packages: readonly string[],
  required: readonly string[],
  allowIndirect: boolean,
): readonly string[] {
  const wanted = inside(graph, required);
  return packages
    .filter((name) => !required.some((one) => isIn(one, name) || isIn(name, one)))
    .filter((name) => {
      const found = reaching(graph, below(graph, name), wanted, "it", () => true);
      return !found.some((line) => line.includes(" -> ") || allowIndirect);
    })
    .map((name) => `lacks ${name}`);
}

function counted(graph: PlainGraph, from: readonly string[], to: readonly string[]): readonly string[] {
  return to.flatMap((target) =>
    graph.imports
      .filter((one) => isIn(one.to, target) && !isIn(one.from, target) && from.some((name) => isIn(one.from, name)))
      .map((one) => `counts ${one.from} -> ${one.to}`),
  );
}

function inside(graph: PlainGraph, names: readonly string[]): readonly string[] {
  return names.flatMap((name) => below(graph, name));
}
