import { buildImportGraph } from "../../../../src/formats/imports/graph/build-graph.ts";
import type { ImportGraph } from "../../../../src/formats/imports/graph/graph.ts";
import { chainFrom, searchBackwards } from "../../../../src/formats/imports/graph/reach.ts";
import type { Scene, Scope } from "../../../../src/gates/lane-guard/contracts/scene.ts";
import type { Reach } from "../../../../src/gates/lane-guard/contracts/violations.ts";
import { violationsOf } from "../../../../src/gates/lane-guard/contracts/violations-of.ts";
import { laneClashes } from "../../../../src/gates/lane-guard/lane-moves.ts";
import { unknownModules, unknownTargets } from "../../../../src/gates/lane-guard/names.ts";
import { scenesOf } from "../../../../src/gates/lane-guard/scenes.ts";
import { Contract } from "../../../../src/gates/lane-guard/settings/contract.ts";

/**
 * A graph in words: `a.x -> b` is an import, `a.x -> b ?` one below `if TYPE_CHECKING:`, `a.x -> os!` one of a package
 * that the tree does not have, and `a.z` alone a module. Entries are separated by commas or lines.
 */
export function graphFrom(text: string): ImportGraph {
  const imports = new Map<string, string[]>();
  for (const entry of text.split(/[\n,]/).map((part) => part.trim())) {
    if (entry === "") continue;
    const [importer = "", imported] = entry.split("->").map((side) => side.trim());
    const known = imports.get(importer) ?? [];
    imports.set(importer, imported === undefined ? known : [...known, imported]);
    const bare = imported?.replace(" ?", "") ?? importer;
    if (!bare.endsWith("!") && !imports.has(bare)) imports.set(bare, []);
  }
  const names = [...imports.keys()];
  const files = names.map((name) => {
    const isPackage = names.some((other) => other.startsWith(`${name}.`));
    const path = `${name.replaceAll(".", "/")}${isPackage ? "/__init__.py" : ".py"}`;
    return { path, imports: (imports.get(name) ?? []).map(importOf) };
  });
  return buildImportGraph(
    files.toSorted((left, right) => (left.path < right.path ? -1 : 1)),
    [""],
  );
}

function importOf(text: string, index: number) {
  const typeCheckingOnly = text.endsWith("?");
  const module = text.replace(" ?", "").replace("!", "");
  return {
    level: 0,
    module,
    name: undefined,
    line: index + 1,
    nameLine: index + 1,
    typeCheckingOnly,
    lazy: false,
    dynamic: false,
  };
}

/**
 * What a contract says of a graph: `a -> b` for a link that breaks it, `a ~> u ~> b` for a chain that does, `(a -> b)`
 * for one child of a cycle that depends on another, `extra a` for a module that is no layer or has no tag, `lacks a` for
 * a package that does not import what it must, `counts a -> b` for what a budget counts, and what the contract names or
 * ignores in vain.
 */
export function said(graph: ImportGraph, written: object, scope?: Scope): readonly string[] {
  const contract = Contract.parse({ name: "C", ...written });
  const judged = scope === undefined ? { contract } : { contract, scope };
  const { scene } = scenesOf(graph)(judged);
  return [
    ...violationLines(graph, contract, scope, ({ names }) => names.join(" ~> ")),
    ...unknownModules(scene, judged).map(({ what }) => `unknown ${/is about ([^,]+),/.exec(what)?.[1]}`),
    ...(contract.type === "lanes" ? laneClashes(scene, contract).map(({ what }) => `clash ${what.split(" ", 1)}`) : []),
    ...unknownTargets(scene, judged).map(
      ({ what }) => `absent ${/(?:forbids|counts imports of|requires) ([^,]+),/.exec(what)?.[1]}`,
    ),
  ];
}

/** The shortest chain of one module to a package that it may not reach. */
export interface Chain {
  readonly names: readonly string[];
  readonly target: string;
}

/** The violations and the ignores that match nothing, with the chains told by the caller. */
export function violationLines(
  graph: ImportGraph,
  contract: Contract,
  scope: Scope | undefined,
  told: (chain: Chain) => string,
): readonly string[] {
  const { scene, unmatchedIgnores } = scenesOf(graph)(scope === undefined ? { contract } : { contract, scope });
  const found = violationsOf(scene, contract);
  const pair = ({ importer, imported }: { importer: number; imported: number }) => {
    return `${graph.names[importer]} -> ${graph.names[imported]}`;
  };
  return [
    ...found.direct.map(pair),
    ...found.reach.flatMap((reach) => chains(scene, reach)).map(told),
    ...found.cycles.map((cycle) => `(${pair(cycle)})`),
    ...found.undeclared.map((id) => `extra ${graph.names[id]}`),
    ...found.lacking.map((id) => `lacks ${graph.names[id]}`),
    ...found.counted.map((link) => `counts ${pair(link)}`),
    ...unmatchedIgnores.map((text) => `unmatched ${text}`),
  ];
}

/** Of every module that only reaches the target through others. */
function chains(scene: Scene, reach: Reach): readonly Chain[] {
  searchBackwards(scene.links, scene.searches, reach.route);
  return [...reach.sources]
    .map((source) => chainFrom(scene.searches, source))
    .filter((chain) => chain.length > 2)
    .map((chain) => ({ names: chain.map((id) => scene.graph.names[id] ?? ""), target: reach.target }));
}

export type Case = readonly [title: string, imports: string, contract: object, expected: readonly string[]];
