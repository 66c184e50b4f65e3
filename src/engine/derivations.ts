import type { DerivedValues } from "../core/extractor.ts";
import type { RepositorySource } from "../core/repository.ts";
import { type DerivingOptions, deriving } from "./derive.ts";
import { derivingTrees } from "./derive-tree.ts";
import { derivedMemory } from "./derived-memory.ts";
import { treeMemory } from "./tree-memory.ts";

/** What an adapter asks for to become a repository source. `repository` tells apart those whose trees are unlike. */
export type Derivations = (
  sources: Pick<RepositorySource, "mergeBase" | "head" | "tree" | "blobs">,
  repository: string,
) => Pick<RepositorySource, "derive" | "deriveTree">;

/** Both ways of deriving, with memories that all evaluations and repositories share. */
export function derivations(remembered: DerivedValues, options: DerivingOptions = {}): Derivations {
  const memory = derivedMemory();
  const trees = treeMemory();
  return (sources, repository) => {
    const derive = deriving(sources.blobs, remembered, memory, options);
    return { derive, deriveTree: derivingTrees({ ...sources, derive }, repository, trees) };
  };
}
