import { brokenBeyond } from "./plain-beyond.ts";
import {
  below,
  childrenOf,
  distance,
  expanded,
  isIn,
  matching,
  type PlainContract,
  type PlainGraph,
  reaching,
} from "./plain-graph.ts";

/**
 * What contracts mean, written as plainly as possible: names, sets, and one search for every module. It shares no code
 * with Lanekeeper and takes its time; it is there to be compared with.
 */
/**
 * `a -> b`, `a ~2~ b` for a shortest chain of two links to package b, `a => b` for any chain, `(a -> b)`, `extra a`,
 * `lacks a`, `counts a -> b`, `unmatched a -> b`.
 */
export function plainViolations(graph: PlainGraph, contract: PlainContract): readonly string[] {
  const others = graph.imports.filter(({ from, to }) => from !== to);
  const counted = others.filter((one) => !(contract.excludesTypeChecking && one.typeChecking));
  const everything = [...graph.modules, ...graph.externals];
  const ignored = contract.ignore.map((text) => {
    const [from = "", to = ""] = text.split(" -> ");
    const [left, right] = [matching(everything, from), matching(everything, to)];
    return { text, hits: counted.filter((one) => left.includes(one.from) && right.includes(one.to)) };
  });
  const hit = new Set(ignored.flatMap(({ hits }) => hits));
  const imports = counted.filter((one) => !hit.has(one));
  const unmatched = ignored.filter(({ hits }) => hits.length === 0).map(({ text }) => `unmatched ${text}`);
  return [...new Set([...broken({ ...graph, imports }, contract), ...unmatched])].toSorted();
}

function broken(graph: PlainGraph, contract: PlainContract): readonly string[] {
  const { lists } = contract;
  const named = (key: string) => expanded(graph, lists[key] ?? []);
  switch (contract.type) {
    case "forbidden":
      return named("from").flatMap((from) => named("to").flatMap((to) => forbidden(graph, contract, from, to)));
    case "layers": {
      const containers =
        (lists["containers"] ?? []).length === 0 ? [""] : named("containers").map((name) => `${name}.`);
      return containers.flatMap((prefix) => layered(graph, contract, prefix));
    }
    case "independence":
      return independent(graph, named("modules"));
    case "protected":
      return named("modules").flatMap((name) => guarded(graph, contract, name, named("allowed-importers")));
    case "acyclic-siblings":
      return named("ancestors").flatMap((name) => circles(graph, name, contract.depth, named("skip-descendants")));
    default:
      return brokenBeyond(graph, contract);
  }
}

function forbidden(graph: PlainGraph, { asPackages, allowIndirect }: PlainContract, from: string, to: string) {
  if (from === to || (asPackages && (isIn(from, to) || isIn(to, from)))) return [];
  const sources = asPackages ? below(graph, from) : [from];
  const targets = asPackages ? below(graph, to) : [to];
  return reaching(graph, sources, targets, to, () => true).filter((line) => !allowIndirect || line.includes("->"));
}

function layered(graph: PlainGraph, contract: PlainContract, prefix: string): readonly string[] {
  const levels = (contract.lists["layers"] ?? []).map((text) => {
    const names = text.split(/[|:]/).map((name) => `${prefix}${name.replace(/[()\s]/g, "")}`);
    return { independent: !text.includes(":"), names: names.filter((name) => graph.modules.includes(name)) };
  });
  const all = levels.flatMap(({ names }) => names);
  const found = levels.flatMap(({ independent, names }, height) =>
    names.flatMap((from) => {
      const above = levels.slice(0, height).flatMap((level) => level.names);
      const beside = independent ? names.filter((name) => name !== from) : [];
      return [...above, ...beside].flatMap((to) => {
        const third = all.filter((name) => name !== from && name !== to);
        return reaching(
          graph,
          below(graph, from),
          below(graph, to),
          to,
          (name) => !third.some((one) => isIn(name, one)),
        );
      });
    }),
  );
  if (!contract.exhaustive) return found;
  const declared = [
    ...(contract.lists["layers"] ?? []).flatMap((text) => text.split(/[|:]/)),
    ...(contract.lists["exhaustive-ignores"] ?? []),
  ];
  const tails = declared.map((name) => `${prefix}${name.replace(/[()\s]/g, "")}`);
  const extra = childrenOf(graph, prefix.slice(0, -1)).filter((child) => !tails.includes(child));
  return [...found, ...extra.map((child) => `extra ${child}`)];
}

/** A module belongs to the longest name that it is in. */
function independent(graph: PlainGraph, groups: readonly string[]): readonly string[] {
  const everything = [...graph.modules, ...graph.externals];
  const home = (name: string) => groups.filter((group) => isIn(name, group)).toSorted((a, b) => b.length - a.length)[0];
  const members = (group: string) => everything.filter((name) => home(name) === group);
  return groups.flatMap((from) =>
    groups.flatMap((to) => {
      if (isIn(from, to) || isIn(to, from)) return [];
      const mayPass = (name: string) => [from, to, undefined].includes(home(name));
      return reaching(graph, members(from), members(to), to, mayPass);
    }),
  );
}

function guarded(graph: PlainGraph, { asPackages }: PlainContract, name: string, allowed: readonly string[]) {
  const inside = asPackages ? below(graph, name) : [name];
  const welcome = asPackages ? allowed.flatMap((one) => below(graph, one)) : allowed;
  return graph.imports
    .filter(({ from, to }) => inside.includes(to) && !inside.includes(from) && !welcome.includes(from))
    .map(({ from, to }) => `${from} -> ${to}`);
}

function circles(graph: PlainGraph, parent: string, depth: number, skipped: readonly string[]): readonly string[] {
  const children = childrenOf(graph, parent);
  const childOf = (name: string) => children.find((child) => isIn(name, child));
  const pairs = graph.imports.flatMap(({ from, to }) => {
    const [left, right] = [childOf(from), childOf(to)];
    return left === undefined || right === undefined || left === right ? [] : [{ from: left, to: right }];
  });
  const quotient = { ...graph, imports: pairs.map((pair) => ({ ...pair, typeChecking: false })) };
  const found = pairs.filter(({ from, to }) => distance(quotient, to, [from], () => true) !== undefined);
  const deeper = depth === 0 ? [] : children.filter((child) => !skipped.includes(child));
  return [
    ...found.map(({ from, to }) => `(${from} -> ${to})`),
    ...deeper.flatMap((child) => circles(graph, child, depth - 1, skipped)),
  ];
}
