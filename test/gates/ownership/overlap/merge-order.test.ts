import { describe, expect, it } from "@jest/globals";
import { planMergeOrder } from "../../../../src/gates/ownership/overlap/merge-order.ts";

const both = { aThenB: "conflict", bThenA: "conflict" } as const;
const none: ReadonlySet<string> = new Set();

describe("planMergeOrder", () => {
  it("keeps the order where nothing collides", () => {
    expect(planMergeOrder(["c", "a", "b"], [], [], none)).toEqual({ together: ["c", "a", "b"], later: [] });
  });

  it("takes whoever collides with nobody taken before", () => {
    const pairs = [
      { a: "a", b: "b", orders: both },
      { a: "b", b: "c", orders: both },
    ];
    expect(planMergeOrder(["a", "b", "c"], pairs, [], none)).toEqual({ together: ["a", "c"], later: ["b"] });
  });

  it("minds the order in which a pair collides", () => {
    const oneWay = { a: "a", b: "b", orders: { aThenB: "clean", bThenA: "conflict" } } as const;
    expect(planMergeOrder(["a", "b"], [oneWay], [], none).later).toEqual([]);
    expect(planMergeOrder(["b", "a"], [oneWay], [], none).later).toEqual(["a"]);
  });

  it("puts what a head stands on before it, and both later when it must wait", () => {
    const edges = [
      { parent: "a", child: "b" },
      { parent: "b", child: "c" },
    ];
    expect(planMergeOrder(["c", "b", "x", "a"], [], edges, none).together).toEqual(["a", "b", "c", "x"]);
    const pairs = [{ a: "x", b: "a", orders: both }];
    expect(planMergeOrder(["x", "c", "b", "a"], pairs, edges, none)).toEqual({
      together: ["x"],
      later: ["a", "b", "c"],
    });
  });

  it("leaves those that cannot be merged at all for last", () => {
    expect(planMergeOrder(["s", "a", "b"], [{ a: "a", b: "b", orders: both }], [], new Set(["s"]))).toEqual({
      together: ["a"],
      later: ["b", "s"],
    });
  });

  it("ends for a circle and for a stack of thousands", () => {
    const circle = [
      { parent: "a", child: "b" },
      { parent: "b", child: "a" },
    ];
    expect(planMergeOrder(["a", "b"], [], circle, none).later).toHaveLength(2);
    const refs = Array.from({ length: 1_000 }, (_, at) => `${at}`);
    const edges = refs.slice(1).map((child, at) => ({ parent: `${at}`, child }));
    expect(planMergeOrder(refs.toReversed(), [], edges, none).together).toEqual(refs);
  });
});
