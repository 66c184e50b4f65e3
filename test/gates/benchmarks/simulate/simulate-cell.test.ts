import { describe, expect, it } from "@jest/globals";
import { makeSuite } from "../../../../src/gates/benchmarks/simulate/make-suite.ts";
import { noises } from "../../../../src/gates/benchmarks/simulate/noise.ts";
import { createRandom } from "../../../../src/gates/benchmarks/simulate/random.ts";
import { type Cell, simulateCell, type Tallies } from "../../../../src/gates/benchmarks/simulate/simulate-cell.ts";

function cell(name: string, number = 0): Cell {
  const noise = noises.find((one) => one.name === name);
  if (noise === undefined) throw new Error(`There is no noise named ${name}.`);
  return { noise, benchmarks: 20, number };
}

const suites = 40;

describe("the rule with two looks, in 40 suites of a fixed seed", () => {
  it.each([
    // Were the share found as asked, or 2 % blocked, some one seed in a hundred would miss these.
    ["processes 5 %, rounds 5 %", 34],
    // Closer: with one reach for all suites it is 37.
    ["bursts, processes 3 %, rounds 5 %", 39],
    ["drift, processes 3 %, rounds 5 %", 36],
  ])("blocks few innocent ones, and finds what is there: %s", (name, found) => {
    const { "two looks": tally } = simulateCell(cell(name), 1, 0, suites);
    expect(tally?.suites).toBe(suites);
    expect(tally?.blocked).toBeLessThanOrEqual(3);
    expect(tally?.found[1]).toBeGreaterThanOrEqual(found);
    expect(tally?.found[2]).toBeGreaterThanOrEqual(38);
  });

  it("says little in silence where there is too much noise, and blocks few", () => {
    const { "two looks": tally } = simulateCell(cell("processes 5 %, rounds 15 %"), 1, 0, suites);
    expect(suites - (tally?.found[1] ?? 0) - (tally?.open[1] ?? 0)).toBeLessThanOrEqual(5);
    expect(tally?.found[1]).toBeGreaterThanOrEqual(33);
    expect(tally?.blocked).toBeLessThanOrEqual(3);
  });

  it("finds with a third look what two leave open, and only then measures again", () => {
    const { "two looks": two, "three looks": three } = simulateCell(cell("processes 5 %, rounds 15 %"), 1, 0, suites);
    expect(three?.found[1]).toBeGreaterThanOrEqual(37);
    expect(three?.open[1]).toBeLessThan(two?.open[1] ?? 0);
    expect(three?.thirdLooks).toBe(two?.undecided);
  });
});

describe("a simulation", () => {
  const noisy = cell("processes 3 %, rounds 5 %");

  it("adds up from its parts, and is the same for the same seed", () => {
    const [first, second, whole] = [
      simulateCell(noisy, 4, 0, 3),
      simulateCell(noisy, 4, 3, 6),
      simulateCell(noisy, 4, 0, 6),
    ];
    const found = (tallies: Tallies) =>
      Object.values(tallies).map((tally) => tally.blocked + tally.found.reduce((sum, one) => sum + one, 0));
    const sums = found(first).map((count, index) => count + (found(second)[index] ?? 0));
    expect(sums).toEqual(found(whole));
    expect(simulateCell(noisy, 4, 0, 6)).toEqual(whole);
    expect(simulateCell(noisy, 5, 0, 6)).not.toEqual(whole);
  });

  it("shows what tests on pooled rounds do to innocent suites", () => {
    const { "Mann-Whitney, 10": ranks, "Welch, 10": means } = simulateCell(noisy, 1, 0, 20);
    expect(ranks?.blocked).toBeGreaterThan(12);
    expect(means?.blocked).toBeGreaterThan(8);
  });

  it("makes noise as large as it says", () => {
    const suite = makeSuite(noisy.noise, { benchmarks: 200, blocks: 10, rounds: 1 }, createRandom(3));
    const logs = suite.flatMap(({ blocks }) =>
      blocks.map(({ base, head }) => Math.log((head[0] ?? 0) / (base[0] ?? 1))),
    );
    const middle = logs.map(Math.abs).toSorted((left, right) => left - right)[logs.length >> 1] ?? 0;
    // The median of |N(0, σ)| is 0.6745 σ; σ² is twice that of process and round, with a wander of 0.7 %.
    expect(middle / 0.6745).toBeGreaterThan(0.075);
    expect(middle / 0.6745).toBeLessThan(0.095);
  });
});

describe("random numbers", () => {
  it("are uniform and normal", () => {
    const random = createRandom(1, 2, 3);
    const count = 40_000;
    let [sum, squares, normals, normalSquares, outside] = [0, 0, 0, 0, 0];
    for (let index = 0; index < count; index += 1) {
      const [uniform, normal] = [random.uniform(), random.normal()];
      outside += Number(!(uniform >= 0 && uniform < 1));
      sum += uniform;
      squares += uniform ** 2;
      normals += normal;
      normalSquares += normal ** 2;
    }
    expect(outside).toBe(0);
    expect(sum / count).toBeCloseTo(0.5, 2);
    expect(squares / count).toBeCloseTo(1 / 3, 2);
    expect(Math.abs(normals / count)).toBeLessThan(0.02);
    expect(Math.abs(normalSquares / count - 1)).toBeLessThan(0.03);
  });

  it("of neighbouring seeds have nothing in common", () => {
    const firsts = new Set([[1, 0], [0, 1], [1], [2], [1, 0, 0]].map((seed) => createRandom(...seed).uniform()));
    expect(firsts.size).toBe(5);
  });
});
