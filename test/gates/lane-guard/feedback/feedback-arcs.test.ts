import { describe, expect, it } from "@jest/globals";
import { feedbackArcs } from "../../../../src/gates/lane-guard/feedback/feedback-arcs.ts";
import { goodOrder } from "../../../../src/gates/lane-guard/feedback/good-order.ts";
import { type Arc, arcsBack, weightOf } from "../../../../src/gates/lane-guard/feedback/weighted-graph.ts";
import { randomFrom } from "../contracts/random-cases.ts";

const graphs = 2_000;

function randomArcs(random: (limit: number) => number, size: number): readonly Arc[] {
  const every = Array.from({ length: size * size }, (_, key) => ({ from: Math.floor(key / size), to: key % size }));
  const density = 1 + random(9);
  return every
    .filter(({ from, to }) => from !== to && random(10) < density)
    .map((arc) => ({ ...arc, weight: 1 + random(4) }));
}

/** The lightest set of arcs whose removal leaves no cycle, by trying every set. */
function lightestByTrying(size: number, arcs: readonly Arc[]): number {
  let lightest = Number.POSITIVE_INFINITY;
  for (let set = 0; set < 2 ** arcs.length; set += 1) {
    const cut = arcs.filter((_, index) => (set & (1 << index)) !== 0);
    if (weightOf(cut) >= lightest || hasCycle(size, without(arcs, cut))) continue;
    lightest = weightOf(cut);
  }
  return lightest;
}

function without(arcs: readonly Arc[], cut: readonly Arc[]): readonly Arc[] {
  return arcs.filter((arc) => !cut.includes(arc));
}

/** Takes away what nothing leads to until nothing changes. */
function hasCycle(size: number, arcs: readonly Arc[]): boolean {
  let rest = new Set(Array.from({ length: size }, (_, node) => node));
  for (;;) {
    const led = new Set(arcs.filter(({ from }) => rest.has(from)).map(({ to }) => to));
    const next = new Set([...rest].filter((node) => led.has(node)));
    if (next.size === rest.size) return rest.size > 0;
    rest = next;
  }
}

describe("the smallest cut of a graph of dependencies", () => {
  it(`weighs what trying every set of arcs finds, in ${graphs} random graphs`, () => {
    for (let seed = 1; seed <= graphs; seed += 1) {
      const random = randomFrom(seed);
      const size = 2 + random(4);
      const arcs = randomArcs(random, size).slice(0, 12);
      const found = feedbackArcs(size, arcs);
      expect(found?.least).toBe(true);
      expect([seed, weightOf(found?.arcs ?? [])]).toEqual([seed, lightestByTrying(size, arcs)]);
      expect(hasCycle(size, without(arcs, found?.arcs ?? []))).toBe(false);
    }
  });

  it("is exact up to fifteen nodes, and fast", () => {
    const arcs = randomArcs(randomFrom(3), 15);
    const started = performance.now();
    const found = feedbackArcs(15, arcs);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(found?.least).toBe(true);
    expect(hasCycle(15, without(arcs, found?.arcs ?? []))).toBe(false);
  });

  it("keeps the order of equal nodes, so that it is the same every time", () => {
    const round = [0, 1, 2, 3].map((from) => ({ from, to: (from + 1) % 4, weight: 1 }));
    expect(feedbackArcs(4, round)?.arcs).toEqual([{ from: 3, to: 0, weight: 1 }]);
  });
});

describe("the estimate for larger graphs", () => {
  it("leaves no cycle, never weighs less than the smallest cut, and seldom more", () => {
    let [exact, estimated] = [0, 0];
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = randomFrom(seed);
      const size = 4 + random(6);
      const arcs = randomArcs(random, size);
      const estimate = arcsBack(arcs, goodOrder(size, arcs));
      const best = weightOf(feedbackArcs(size, arcs)?.arcs ?? []);
      expect(hasCycle(size, without(arcs, estimate))).toBe(false);
      expect(weightOf(estimate)).toBeGreaterThanOrEqual(best);
      exact += best;
      estimated += weightOf(estimate);
    }
    expect(estimated / exact).toBeLessThan(1.02);
  });

  it("finds the one arc of a ring of 2,000 in seconds, and says that it is an estimate", () => {
    const size = 2_000;
    const ring = Array.from({ length: size }, (_, from) => ({ from, to: (from + 1) % size, weight: 1 }));
    const started = performance.now();
    expect(feedbackArcs(size, ring)).toMatchObject({ least: false, arcs: [{ weight: 1 }] });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("does not depend on the order of the arcs", () => {
    const arcs = randomArcs(randomFrom(7), 40);
    const turned = feedbackArcs(40, arcs.toReversed())?.arcs ?? [];
    expect(feedbackArcs(40, arcs)?.arcs).toEqual(turned.toReversed());
  });

  it("is not made for more nodes than anybody waits for", () => {
    expect(feedbackArcs(5_001, [])).toBeUndefined();
  });
});
