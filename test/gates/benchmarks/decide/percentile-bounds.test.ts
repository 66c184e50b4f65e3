import { describe, expect, it } from "@jest/globals";
import { percentileBounds } from "../../../../src/gates/benchmarks/decide/percentile-bounds.ts";
import { createRandom } from "../../../../src/gates/benchmarks/simulate/random.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("bounds of a percentile", () => {
  // Wilks' sample sizes for one-sided tolerance limits: 59 for 95/95 and 299 for 99/95 (Wilks 1941).
  it.each([
    [0.95, 59],
    [0.99, 299],
    [0.5, 5],
  ])("of %d need %d rounds for an upper one with 95 %", (share, needed) => {
    expect(percentileBounds(upTo(needed - 1), share).upper).toEqual({ kind: "too-few-rounds", needed });
    expect(percentileBounds(upTo(needed), share).upper).toEqual({ kind: "bound", value: needed, rank: needed });
  });

  it("say what is missing where there is nothing", () => {
    expect(percentileBounds([], 0.95)).toMatchObject({
      lower: { kind: "too-few-rounds" },
      upper: { kind: "too-few-rounds", needed: 59 },
    });
  });

  it("need as many rounds for a lower one of a small percentile", () => {
    expect(percentileBounds(upTo(58), 0.05).lower).toEqual({ kind: "too-few-rounds", needed: 59 });
    expect(percentileBounds(upTo(59), 0.05).lower).toEqual({ kind: "bound", value: 1, rank: 1 });
  });

  it.each([5, 12, 59, 100, 200])("of %d rounds are the ranks that binomial sums give", (n) => {
    for (const share of [0.1, 0.5, 0.9, 0.95]) {
      const { lower, upper } = percentileBounds(upTo(n), share);
      const ranks = upTo(n);
      const first = ranks.find((rank) => below(rank, n, share) >= 0.95);
      const last = ranks.findLast((rank) => 1 - below(rank, n, share) >= 0.95);
      expect(upper.kind === "bound" ? upper.rank : undefined).toBe(first);
      expect(lower.kind === "bound" ? lower.rank : undefined).toBe(last);
    }
  });

  it("hold for any order of rounds, and as often as they say", () => {
    const random = createRandom(8);
    const times = 2_000;
    let [above, under] = [0, 0];
    for (let time = 0; time < times; time += 1) {
      const { lower, upper } = percentileBounds(
        Array.from({ length: 100 }, () => random.uniform()),
        0.9,
      );
      above += Number(upper.kind === "bound" && upper.value >= 0.9);
      under += Number(lower.kind === "bound" && lower.value <= 0.9);
    }
    expect(above).toBeGreaterThan(0.94 * times);
    expect(under).toBeGreaterThan(0.94 * times);
  });
});

/** P(Bin(n, share) < rank), term by term. */
function below(rank: number, n: number, share: number): number {
  let [sum, term] = [0, (1 - share) ** n];
  for (let count = 0; count < rank; count += 1) {
    sum += term;
    term *= ((n - count) / (count + 1)) * (share / (1 - share));
  }
  return sum;
}
