import { distance } from "fastest-levenshtein";
import type { Finding } from "../../core/finding.ts";
import { hasWildcard, matchingNodes, moduleExpression } from "../../formats/imports/graph/expression.ts";
import { type ImportGraph, intervalOf } from "../../formats/imports/graph/graph.ts";
import { layerNames } from "./contracts/layers.ts";
import { isInside, placesOf, type Scene } from "./contracts/scene.ts";
import type { JudgedContract } from "./judged-contract.ts";
import { mayBeExternal, type NeededNames, neededNames, targetNames } from "./needed-names.ts";
import { laneGuardRules } from "./rules.ts";
import type { Contract } from "./settings/contract.ts";

/** Says what names the contract cannot do without, and the head tree does not have: such a contract guards nothing. */
export function unknownModules(
  scene: Scene,
  { contract, origin }: JudgedContract,
  missing: readonly string[] = missingNames(scene, contract),
): readonly Finding[] {
  return missing.map((name) => ({
    rule: "unknown-module",
    what: `The contract "${contract.name}" is about ${name}, and the repository has no ${absence(scene, name)}`,
    why: "A contract about nothing never objects, and nobody notices.",
    fix: laneGuardRules["unknown-module"].fix,
    ...(origin === undefined ? {} : { at: origin }),
  }));
}

/** What there is not, and what may have been meant. */
function absence({ graph }: Scene, name: string): string {
  const { separator } = graph.table;
  if (hasWildcard(moduleExpression(name, separator))) {
    const kind = separator === "." ? "Python module" : "source or folder";
    return `${kind} that it matches.${nearestToPrefix(graph, name)}`;
  }
  if (separator === "/") return `such source or folder with sources.${nearestTo(graph, name)}`;
  const top = name.split(".", 1)[0] ?? "";
  const hint = name !== top && graph.externals.has(top) ? ` ${topOnly}, so write ${top}.` : "";
  return `such Python package.${nearestTo(graph, name)}${hint}`;
}

/** Names that the contract cannot do without, and the scene's tree does not have. */
export function missingNames(scene: Scene, contract: Contract): readonly string[] {
  const { tree, needed } = namesOf(scene, contract);
  const { separator } = scene.graph.table;
  const isWildcard = (name: string) => hasWildcard(moduleExpression(name, separator));
  const literal = tree.filter((name) => !isWildcard(name) && !isKnown(scene, contract, name));
  const unmatched = needed.filter((names) => names.length > 0 && placesOf(scene, names).length === 0);
  return [...new Set([...literal, ...unmatched.flat()])];
}

function namesOf(scene: Scene, contract: Contract): NeededNames {
  switch (contract.type) {
    case "forbidden":
      return { tree: contract.from, needed: [contract.from] };
    case "layers":
      return { tree: [...contract.containers, ...layersNeeded(scene, contract)], needed: [contract.containers] };
    case "independence":
      return { tree: contract.modules, needed: [contract.modules] };
    case "protected":
      return { tree: [...contract.modules, ...contract["allowed-importers"]], needed: [contract.modules] };
    case "acyclic-siblings": {
      const names = [...contract.ancestors, ...contract["skip-descendants"]];
      return { tree: names, needed: names.map((name) => [name]) };
    }
    default:
      return neededNames(contract, scene.graph);
  }
}

/** Layers that are not optional, in every container that there is. */
function layersNeeded(scene: Scene, contract: Contract & { readonly type: "layers" }): readonly string[] {
  const containers: readonly (string | undefined)[] =
    contract.containers.length === 0 ? [undefined] : placesOf(scene, contract.containers).map(({ name }) => name);
  return containers.flatMap((container) =>
    layerNames(scene, contract, container).flatMap(({ name, optional }) => (optional ? [] : [name])),
  );
}

/** Packages of other people are known when somebody imports them. They import nothing, so a lane cannot be one. */
function isKnown({ graph, scope }: Scene, contract: Contract, name: string): boolean {
  if (graph.table.byName.has(name)) return isInside(scope, name) || scope?.externals === true;
  return mayBeExternal(contract, name) && scope?.externals !== false && graph.externals.has(name);
}

/** Names that nobody has and nobody imports, so that forbidding them has no effect yet. */
export function unknownTargets(scene: Scene, { contract, origin }: JudgedContract): readonly Finding[] {
  const { graph } = scene;
  const targets = targetNames(contract, graph);
  if (targets === undefined) return [];
  return targets.names
    .filter(
      (name) =>
        intervalOf(graph, name) === undefined &&
        matchingNodes(graph.table, moduleExpression(name, graph.table.separator)).length === 0,
    )
    .map((name) => ({
      rule: "unknown-target",
      what: `The contract "${contract.name}" ${targets.does} ${name}, which the repository neither has nor imports.${nearestTo(graph, name)}${topText(graph, name)}`,
      why: `Either nobody uses it, as it should be, or the name is misspelt and the contract ${targets.otherwise}.`,
      fix: laneGuardRules["unknown-target"].fix,
      ...(origin === undefined ? {} : { at: origin }),
    }));
}

const topOnly = "Packages of other people are known by the first part of their names only";

function topText({ table, externals }: ImportGraph, name: string): string {
  if (table.separator !== "." || !name.includes(".")) return "";
  const top = name.slice(0, name.indexOf("."));
  return ` ${topOnly}${externals.has(top) ? `, so write ${top}: as it is, the contract never objects` : ""}.`;
}

/** Of a name with wildcards, what stands before them may be misspelt. */
function nearestToPrefix(graph: ImportGraph, name: string): string {
  const { separator } = graph.table;
  const parts = name.split(separator);
  const wildcard = parts.findIndex((part) => part.includes("*"));
  const prefix = parts.slice(0, wildcard).join(separator);
  if (prefix === "" || graph.table.byName.has(prefix)) return "";
  return ` There is no ${prefix}.${nearestTo(graph, prefix)}`;
}

export function nearestTo(graph: ImportGraph, name: string): string {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near = graph.names
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit)
    .map((candidate) => ({ candidate, far: distance(candidate, name) }))
    .filter(({ far }) => far <= limit)
    .sort((left, right) => left.far - right.far || (left.candidate < right.candidate ? -1 : 1))
    .slice(0, 3);
  return near.length === 0 ? "" : ` Did you mean ${near.map(({ candidate }) => candidate).join(" or ")}?`;
}
