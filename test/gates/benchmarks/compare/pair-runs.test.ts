import { describe, expect, it } from "@jest/globals";
import { pairRuns } from "../../../../src/gates/benchmarks/compare/pair-runs.ts";
import type { ProcessRun } from "../../../../src/gates/benchmarks/compare/process-runs.ts";

function runs(...names: readonly string[]): readonly ProcessRun[] {
  return names.map((name) => ({ name, testbed: { runtimes: [] }, series: new Map() }));
}

function pairing(base: readonly string[], head: readonly string[]) {
  const { pairs, alone } = pairRuns(runs(...base), runs(...head));
  return { pairs: pairs.map((pair) => `${pair.base.name} ${pair.head.name}`), alone };
}

const none = { base: [], head: [] };

describe("runs", () => {
  it("pair by their numbers, whatever order they come in and however these are written", () => {
    expect(pairing(["base-10", "base-1", "base-2"], ["head-2", "head-01", "head-10"])).toEqual({
      pairs: ["base-1 head-01", "base-2 head-2", "base-10 head-10"],
      alone: none,
    });
  });

  it("pair in their order where their names have no numbers, or the same ones", () => {
    expect(pairing(["base/b", "base/a"], ["head/a", "head/b"])).toEqual({
      pairs: ["base/a head/a", "base/b head/b"],
      alone: none,
    });
    expect(pairing(["base-1/x", "base-1/y"], ["head-1/y", "head-1/x"])).toEqual({
      pairs: ["base-1/x head-1/x", "base-1/y head-1/y"],
      alone: none,
    });
  });

  it("without a partner are told on either side, and the others still pair", () => {
    expect(pairing(["base-1", "base-2", "base-3"], ["head-1", "head-3"])).toEqual({
      pairs: ["base-1 head-1", "base-3 head-3"],
      alone: { base: ["base-2"], head: [] },
    });
    expect(pairing(["base-1"], ["head-2", "head-3"])).toEqual({
      pairs: [],
      alone: { base: ["base-1"], head: ["head-2", "head-3"] },
    });
    expect(pairing(["base"], [])).toEqual({ pairs: [], alone: { base: ["base"], head: [] } });
  });
});
