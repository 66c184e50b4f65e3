import type { DerivedTree, RepositorySource, Side } from "../core/repository.ts";
import type { TreeExtractor } from "../core/tree-extractor.ts";
import type { TreeMemory } from "./tree-memory.ts";

type Sources = Pick<RepositorySource, "mergeBase" | "head" | "tree" | "blobs" | "derive">;

/**
 * The `deriveTree` of a repository source. The value of the merge base comes from memory, or is made out of the one
 * that was asked for last; the value of head is made out of that of the merge base. Only merge bases are remembered,
 * since many changes start from the same one and each head is judged once. `repository` tells which trees are alike.
 */
export function derivingTrees(
  sources: Sources,
  repository: string,
  memory: TreeMemory,
): RepositorySource["deriveTree"] {
  return async <T>(extractor: TreeExtractor<T>, side: Side): Promise<DerivedTree<T>> => {
    const base = await memory.of(repository, extractor).get(sources.mergeBase, async (near) => {
      const { items, complete } = await sources.tree("base");
      return complete ? { entries: items, value: await extractor.extract(items, sources, near) } : undefined;
    });
    if (base === undefined) return { kind: "cut-short" };
    if (side === "base" || sources.head === sources.mergeBase) return { kind: "value", value: base.value };
    const { items, complete } = await sources.tree("head");
    return complete ? { kind: "value", value: await extractor.extract(items, sources, base) } : { kind: "cut-short" };
  };
}
