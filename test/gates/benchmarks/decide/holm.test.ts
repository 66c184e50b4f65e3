import { describe, expect, it } from "@jest/globals";
import { holmRejects } from "../../../../src/gates/benchmarks/decide/holm.ts";
import { createRandom } from "../../../../src/gates/benchmarks/simulate/random.ts";

describe("Holm's procedure", () => {
  it("steps down and stops at the first that is too large", () => {
    expect(holmRejects([0.01, 0.04, 0.03, 0.005], 0.05, 4)).toEqual([true, false, false, true]);
  });

  it("rejects at the limit itself", () => expect(holmRejects([0.025, 0.05], 0.05, 2)).toEqual([true, true]));

  it("counts benchmarks that are not asked about", () => {
    expect(holmRejects([0.02], 0.05, 2)).toEqual([true]);
    expect(holmRejects([0.02], 0.05, 3)).toEqual([false]);
  });

  it("rejects neither NaN nor what is not there", () => {
    expect(holmRejects([Number.NaN, 1], 0.05, 2)).toEqual([false, false]);
    expect(holmRejects([], 0.05, 0)).toEqual([]);
  });

  it("agrees with adjusted p: the largest (m − i + 1) · p of all that are no larger", () => {
    const random = createRandom(2);
    for (let time = 0; time < 200; time += 1) {
      const ps = Array.from({ length: 1 + Math.floor(random.uniform() * 8) }, () => random.uniform() ** 4);
      const adjusted = ps.map((p) =>
        Math.max(...ps.filter((other) => other <= p).map((other) => other * ps.filter((one) => one >= other).length)),
      );
      expect(holmRejects(ps, 0.05, ps.length)).toEqual(adjusted.map((p) => p <= 0.05));
    }
  });
});
