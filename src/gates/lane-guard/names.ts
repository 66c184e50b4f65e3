import { distance } from "fastest-levenshtein";
import type { Finding } from "../../core/finding.ts";
import { type ImportGraph, intervalOf } from "../../formats/imports/graph/graph.ts";
import { type Contract, laneGuardRules } from "./model.ts";

/** Names in `from` that the head tree does not have: such a contract guards nothing. */
export function unknownSources(graph: ImportGraph, contracts: readonly Contract[]): readonly Finding[] {
  return contracts.flatMap((contract) =>
    contract.from
      .filter((name) => !graph.table.byName.has(name))
      .map((name) => ({
        rule: "unknown-module",
        what: `The contract "${contract.name}" is about ${name}, and the repository has no such Python package.${nearestTo(graph, name)}`,
        why: "A contract about nothing never objects, and nobody notices.",
        fix: laneGuardRules["unknown-module"].fix,
      })),
  );
}

/** Names in `to` that nobody has and nobody imports. */
export function unknownTargets(graph: ImportGraph, contracts: readonly Contract[]): readonly Finding[] {
  return contracts.flatMap((contract) =>
    contract.to
      .filter((name) => intervalOf(graph, name) === undefined)
      .map((name) => ({
        rule: "unknown-target",
        what: `The contract "${contract.name}" forbids ${name}, which the repository neither has nor imports.${nearestTo(graph, name)}${topOnly(name)}`,
        why: "Either nobody uses it, as it should be, or the name is misspelt and the contract forbids nothing.",
        fix: laneGuardRules["unknown-target"].fix,
      })),
  );
}

function topOnly(name: string): string {
  return name.includes(".") ? " Packages of other people are known by the first part of their names only." : "";
}

function nearestTo(graph: ImportGraph, name: string): string {
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near = graph.names
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit)
    .map((candidate) => ({ candidate, far: distance(candidate, name) }))
    .filter(({ far }) => far <= limit)
    .sort((left, right) => left.far - right.far || (left.candidate < right.candidate ? -1 : 1))
    .slice(0, 3);
  return near.length === 0 ? "" : ` Did you mean ${near.map(({ candidate }) => candidate).join(" or ")}?`;
}
