import { describe, expect, it } from "@jest/globals";
import { candidatePairs, indexHeads } from "../../../src/gates/ownership/overlap/candidates.ts";
import { evaluateOverlaps } from "../../../src/gates/ownership/overlap/evaluate.ts";
import { withStuckPairs } from "../../../src/gates/ownership/overlap/stuck-pairs.ts";
import { openClone } from "../../../src/git/clone.ts";
import { openComparison } from "../../../src/git/overlap/open-comparison.ts";
import { createGitRepository } from "../../support/git-repository.ts";
import { generateHeads } from "./generate-heads.ts";
import { mergeForReal, orderKey } from "./real-merges.ts";

/** Seeds with directory renames, unions, binaries, submodules, links, merges of the base on the way and stacks. */
const seeds = [3, 8, 17, 24, 30] as const;

describe("pairs of generated heads", () => {
  it.each(seeds)("of seed %d merge as they do in a work tree, in both orders", async (seed) => {
    using repository = createGitRepository();
    const names = generateHeads(repository, seed, 10);
    const clone = await openClone(repository.directory);
    const comparison = await openComparison(clone, await clone.resolve("main"));
    try {
      const given = await Promise.all(names.map(async (ref) => ({ ref, commit: await clone.resolve(ref) })));
      const before = repository.git("count-objects", "-v");
      const heads = await comparison.facts(given);
      const candidates = withStuckPairs(heads, candidatePairs(indexHeads(heads)));
      const { pairs, judged, total } = await evaluateOverlaps(heads, candidates, comparison, {
        maxPairs: 1_000,
        mergeCertain: true,
        standing: (ref) => ({ ref, stuck: false, changedLines: 0 }),
      });
      expect(judged).toBe(total);
      expect(repository.git("count-objects", "-v")).toBe(before);

      const claimed = new Map<string, boolean>();
      for (const { a, b, orders } of pairs) {
        claimed.set(orderKey(a, b), orders.aThenB === "clean");
        claimed.set(orderKey(b, a), orders.bThenA === "clean");
      }
      const real = mergeForReal(repository, "main", names);
      const wrong = [...real].filter(([order, clean]) => (claimed.get(order) ?? true) !== clean);
      expect(wrong).toEqual([]);
      expect([...real.values()].filter((clean) => !clean).length).toBeGreaterThan(5);

      // What is claimed without a merge holds, too.
      const certain = pairs.filter(({ view }) => view.certain).map(({ a, b }) => orderKey(a, b));
      expect(certain.filter((order) => real.get(order) !== true)).toEqual([]);
    } finally {
      await comparison.close();
    }
  });
});
