import type { DerivedValues } from "../core/extractor.ts";
import type { RepositorySource } from "../core/repository.ts";
import { deriving } from "./derive.ts";
import { derivingTrees } from "./derive-tree.ts";
import { type DerivedMemory, derivedMemory } from "./derived-memory.ts";
import { type TreeMemory, treeMemory } from "./tree-memory.ts";

/** What an adapter asks for to become a repository source. `repository` tells apart those whose trees are unlike. */
export type Derivations = (
  sources: Pick<RepositorySource, "mergeBase" | "head" | "tree" | "blobs">,
  repository: string,
) => Pick<RepositorySource, "derive" | "deriveTree">;

/** Both ways of deriving. The memories may be shared by any number of evaluations and repositories. */
export function derivations(
  remembered: DerivedValues,
  memory: DerivedMemory = derivedMemory(),
  trees: TreeMemory = treeMemory(),
): Derivations {
  return (sources, repository) => {
    const derive = deriving(sources.blobs, remembered, memory);
    return { derive, deriveTree: derivingTrees({ ...sources, derive }, repository, trees) };
  };
}
