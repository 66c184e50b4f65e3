import { describe, expect, it } from "@jest/globals";
import { biweight } from "../../../../src/gates/benchmarks/decide/biweight.ts";
import { measureSuite } from "../../../../src/gates/benchmarks/decide/measure-suite.ts";
import { moderate, priorOf } from "../../../../src/gates/benchmarks/decide/moderate.ts";
import { suiteSpreads } from "../../../../src/gates/benchmarks/decide/spread.ts";
import { createRandom } from "../../../../src/gates/benchmarks/simulate/random.ts";

const suite = [
  [0.006, -0.021, 0.015, 0.019, -0.039, -0.026, 0.003, -0.006, 0, -0.017, 0.018, 0.016],
  [0.052, 0.084, 0.064, 0.424, 0.061, 0.021, 0.076, 0.049, 0.044, 0.03, 0.087, 0.045],
  [-0.043, -0.041, -0.014, -0.019, -0.018, -0.017, 0.034, -0.042, -0.045, -0.054, -0.012, 0.004],
  [-0.006, -0.042, -0.041, 0.033, 0.037, 0.027, -0.033, 0.012, 0.006, 0.011, 0.044, 0.011],
  [0.127, 0.103, 0.112, 0.125, 0.042, 0.087, 0.081, -0.226, 0.089, 0.16, 0.065, 0.139],
  [-0.034, -0.007, 0.003, 0.012, 0.014, 0.016, -0.007, -0.009, 0.017, -0.004, -0.026, -0.023],
];

/** Twelve benchmarks of 16 blocks that look random; in a fourth of the blocks, something hits either process. */
function patterned(hits: boolean): readonly (readonly number[])[] {
  return Array.from({ length: 12 }, (_, b) =>
    Array.from({ length: 16 }, (_, j) => {
      const noise = 0.06 * (((b * 37 + j * 61 + b * j * 13) % 101) / 101 - 0.5) + b * 0.001;
      const hit = (b + j) % 2 === 1 ? 0.2 + 0.01 * ((b + j) % 7) : -0.2 - 0.01 * ((b * j) % 5);
      return hits && (b * 5 + j * 7) % 4 === 0 ? noise + hit : noise;
    }),
  );
}

describe("a suite", () => {
  it("is measured as an independent implementation does, with scipy's root finder and polygamma", () => {
    const reference = [
      [-0.002308603445340434, 0.007425483866002848],
      [0.05572288856395904, 0.007840584692405415],
      [-0.023485128217400647, 0.007687108176633769],
      [0.006310080212245935, 0.008065778360852817],
      [0.10309923810341558, 0.008790303684891226],
      [-0.003840350224237649, 0.007341299499443655],
    ];
    for (const [index, { centre, standardError, df, blocks }] of measureSuite(suite).entries()) {
      const [expected = 0, error = 0] = reference[index] ?? [];
      expect(centre).toBeCloseTo(expected, 9);
      expect(standardError).toBeCloseTo(error, 10);
      expect(df).toBeCloseTo(52.15837634873212, 6);
      expect(blocks).toBe(12);
    }
  });

  // The same implementation; it chose a reach of 4.685 with hits, and of 6 without.
  it.each([
    [
      true,
      [
        [-0.005096352725235276, 0.004902208847141505, 14.82094764864657],
        [0.0032506189621311246, 0.004262230158310424, 14.592681302965389],
        [-0.008900990099009902, 0.002463548673375148, 14.952332403435971],
      ],
    ],
    [
      false,
      [
        [-0.00578464427526764, 0.00450687170237099, 17.031801878177305],
        [-0.0019108910891089126, 0.0039042592491428073, 17.70515349494546],
        [-0.008306930693069306, 0.001977119701333985, 18.11324551859],
      ],
    ],
  ])("of twelve chooses its reach as an independent implementation does; hits: %s", (hits, reference) => {
    const measured = measureSuite(patterned(hits));
    for (const [place, [centre = 0, error = 0, df = 0]] of reference.entries()) {
      const one = measured[[0, 7, 11][place] ?? 0];
      expect(one?.centre).toBeCloseTo(centre, 9);
      expect(one?.standardError).toBeCloseTo(error, 10);
      expect(one?.df).toBeCloseTo(df, 6);
    }
  });

  it("where other work hits many processes is surer as a whole than in parts too small to choose a reach", () => {
    const random = createRandom(8);
    const hit = () => (random.uniform() < 0.15 ? Math.log(1.1 + 0.55 * random.uniform()) : 0);
    const samples = Array.from({ length: 12 }, () =>
      Array.from({ length: 20 }, () => 0.045 * random.normal() + hit() - hit()),
    );
    const errorOf = (parts: readonly (readonly number[][])[]) =>
      parts.flatMap(measureSuite).reduce((sum, { standardError }) => sum + standardError ** 2, 0);
    const parts = [samples.slice(0, 6), samples.slice(6)];
    expect(errorOf([samples])).toBeLessThan(0.8 * errorOf(parts));
    // Of fewer blocks no reach below the usual one is taken.
    const short = (many: readonly number[][]) => many.map((sample) => sample.slice(0, 12));
    expect(errorOf([short(samples)])).toBeGreaterThan(0.8 * errorOf(parts.map(short)));
  });

  it("of four is not moderated, nor do four share a spread", () => {
    const own = suite.slice(0, 4).map((values) => measureSuite([values])[0]);
    expect(measureSuite(suite.slice(0, 4))).toEqual(own);
  });

  it("knows less of a benchmark of which fewer blocks count", () => {
    const hit = suite.map((sample, index) =>
      index === 0 ? sample.map((x, at) => (at % 3 === 0 ? x + 0.5 : x)) : sample,
    );
    const [one, other] = measureSuite(hit);
    // Their variances are pooled, so that 12/8 blocks make the difference, but for those near the edge.
    expect((one?.standardError ?? 0) / (other?.standardError ?? 1)).toBeGreaterThan(1.1);
  });

  it("keeps a mean below 8 blocks, where one outlier leaves everything open", () => {
    const [measured] = measureSuite([[0, 0.01, 0.02, 0.01, 0.46]]);
    expect(measured?.centre).toBeCloseTo(0.1, 12);
    expect(measured?.df).toBe(4);
    expect(measured?.standardError).toBeGreaterThan(0.08);
  });

  it("does not say that a counter without any spread is exact", () => {
    const [measured] = measureSuite([Array.from({ length: 10 }, () => 0.02)]);
    expect(measured).toMatchObject({ centre: 0.02, standardError: 0.005 / Math.sqrt(10) });
  });

  it("measures a wild benchmark by its own spread, and stays finite", () => {
    const calm = Array.from({ length: 9 }, (_, index) => suite[0]?.map((value) => value / (index + 5)) ?? []);
    const wild = [-3, 3, -2, 2, -4, 4, -2.5, 2.5, -3.5, 3.5, -1, 1];
    for (const { centre, standardError } of measureSuite([...calm, wild])) {
      expect(Number.isFinite(centre) && Number.isFinite(standardError)).toBe(true);
    }
    expect(measureSuite([...calm, wild]).at(-1)?.standardError).toBeGreaterThan(0.3);
  });
});

describe("the biweight", () => {
  it("is the root that bisection finds", () => {
    const sample = Float64Array.from(suite[1] ?? []).sort();
    const width = 4.685 * 0.02;
    const slope = (centre: number) =>
      sample.reduce((sum, value) => {
        const rest = 1 - ((value - centre) / width) ** 2;
        return rest > 0 ? sum + (value - centre) * rest * rest : sum;
      }, 0);
    let [low, high] = [0.03, 0.08];
    for (let step = 0; step < 200; step += 1) {
      const middle = (low + high) / 2;
      if (slope(middle) > 0) low = middle;
      else high = middle;
    }
    expect(biweight(sample, 0.02, 4.685).centre).toBeCloseTo(low, 11);
  });

  it("gives nothing for what is far off, and is the mean where nothing is", () => {
    const near = Float64Array.from([-0.01, 0, 0.01, 0.02]);
    expect(biweight(near, 1000, 4.685).centre).toBeCloseTo(0.005, 9);
    expect(biweight(near, 1000, 4.685).variance).toBeCloseTo(0.0005 / 3, 9);
    expect(biweight(near, 1000, 4.685).counting).toBeCloseTo(4, 6);
    const far = Float64Array.from([...near, 5]);
    const [without, with5] = [biweight(near, 0.02, 4.685), biweight(far, 0.02, 4.685)];
    expect(with5.centre).toBeCloseTo(without.centre, 12);
    expect(with5.variance).toBeCloseTo(without.variance, 12);
    expect(with5.counting).toBeCloseTo(without.counting, 10);
  });
});

describe("moderation", () => {
  it("finds the prior that made the variances (Smyth 2004)", () => {
    const random = createRandom(5);
    const chiSquare = (df: number) =>
      Array.from({ length: df }, () => random.normal() ** 2).reduce((sum, one) => sum + one, 0);
    const own = Array.from({ length: 20_000 }, () => {
      const truth = (8 * 0.04) / chiSquare(8);
      return { variance: (truth * chiSquare(9)) / 9, df: 9 };
    });
    const prior = priorOf(own);
    expect(Math.abs(prior.df - 8)).toBeLessThan(0.6);
    expect(Math.abs(prior.variance - 0.04)).toBeLessThan(0.002);
  });

  it("pools what differs no more than chance, up to the degrees of freedom that there are", () => {
    const own = [0.9, 1, 1.1, 1, 1.05].map((variance) => ({ variance, df: 6 }));
    const moderated = moderate(own);
    expect(new Set(moderated.map(({ variance }) => variance)).size).toBe(1);
    expect(moderated.map(({ df }) => df)).toEqual([30, 30, 30, 30, 30]);
  });

  it("leaves what differs widely nearly as it is", () => {
    const own = [0.001, 0.1, 10, 1000, 1e5].map((variance) => ({ variance, df: 12 }));
    const moderated = moderate(own);
    for (const [index, { variance, df }] of moderated.entries()) {
      expect(variance / (own[index]?.variance ?? 0)).toBeGreaterThan(0.9);
      expect(df).toBeLessThan(13);
    }
  });
});

describe("spreads", () => {
  it("are drawn together where they differ by chance, and kept apart where they do not", () => {
    const shape = [-1.5, -1, -0.7, -0.3, -0.1, 0.1, 0.3, 0.7, 1, 1.5];
    const spreads = (scales: readonly number[]) =>
      suiteSpreads(scales.map((scale) => Float64Array.from(shape, (value) => value * scale)));
    const alike = spreads([0.02, 0.021, 0.022, 0.023, 0.024]);
    expect(new Set(alike.map((spread) => spread.toFixed(12))).size).toBe(1);
    const unlike = spreads([0.01, 0.1, 1, 10, 100]);
    expect((unlike[4] ?? 0) / (unlike[0] ?? 1)).toBeGreaterThan(5000);
  });
});
