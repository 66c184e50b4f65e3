import { describe, expect, it } from "@jest/globals";
import { idealPower } from "../../../../src/gates/benchmarks/simulate/ideal-power.ts";
import { type Noise, noises } from "../../../../src/gates/benchmarks/simulate/noise.ts";

const powerOf = (name: string, benchmarks: number, change = 0.1) => {
  const noise = noises.find((one) => one.name === name);
  if (noise === undefined) throw new Error(`There is no noise named ${name}.`);
  return idealPower(noise, { benchmarks, blocks: 20, rounds: 30 }, change, 0.1);
};

describe("an ideal test", () => {
  it.each([
    // Computed with scipy's normal distribution; for unlike benchmarks by 100,000 random ones.
    ["processes 5 %, rounds 15 %", 20, 0.959, 3],
    ["processes 5 %, rounds 15 %", 100, 0.902, 3],
    ["processes 5 %, rounds 5 %", 100, 0.989, 3],
    ["unlike benchmarks, 3 %, rounds 5 %", 20, 0.975, 2.5],
    ["unlike benchmarks, 3 %, rounds 5 %", 100, 0.9605, 2.5],
  ])("finds what it can: %s, %d benchmarks", (name, benchmarks, expected, digits) => {
    expect(powerOf(name, benchmarks)).toBeCloseTo(expected, digits);
  });

  it("loses by bursts what they take away of the blocks, and no more", () => {
    const calm: Noise = { name: "", process: 0.05, round: 0.15, drift: 0, bursts: 0, unlike: 0 };
    const powers = [0, 0.15, 0.5].map((bursts) =>
      idealPower({ ...calm, bursts }, { benchmarks: 20, blocks: 20, rounds: 30 }, 0.1, 0.1),
    );
    const alone = (blocks: number) => idealPower(calm, { benchmarks: 20, blocks, rounds: 30 }, 0.1, 0.1);
    expect(powers[1]).toBeLessThan(alone(15));
    expect(powers[1]).toBeGreaterThan(alone(13));
    expect(powers[2]).toBeLessThan(alone(6));
    expect(powers[2]).toBeGreaterThan(0.5 * alone(5));
  });

  it("finds half of what lies at its cut, where nothing varies much", () => {
    expect(powerOf("processes 1.5 %, rounds 5 %", 20, Math.sqrt(1.1) - 1)).toBeCloseTo(0.5, 1);
  });
});
