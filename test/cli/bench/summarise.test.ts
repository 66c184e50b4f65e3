import { describe, expect, it } from "@jest/globals";
import { summarise } from "../../../src/cli/bench/summarise.ts";
import type { Series, Stated } from "../../../src/formats/benchmarks/model.ts";

function series(samples: readonly number[] | undefined, stated: Partial<Stated> = {}): Series {
  return {
    ...{ name: "a", parameters: [], metric: "time", unit: "s", better: "lower", iterations: undefined },
    ...{ processes: undefined, samples: samples && Float64Array.from(samples), stated: { percentiles: [], ...stated } },
  };
}

const range = (value: number) => ({ of: "interquartile-range", value });
const figure = (of: string, value: number) => ({ of, value });

describe("the figure of a series", () => {
  it.each([
    [[5], figure("median of samples", 5), null],
    [[3, 1], figure("median of samples", 2), range(1)],
    // By R's quantile(c(9, 1, 4, 7, 2), c(.25, .5, .75)): 2, 4, 7.
    [[9, 1, 4, 7, 2], figure("median of samples", 4), range(5)],
    [[0, 0, 0], figure("median of samples", 0), range(0)],
  ])("is the median of the samples %j", (samples, of, spread) => {
    expect(summarise(series(samples, { mean: 100, stddev: 7 }))).toEqual({ figure: of, spread });
  });

  it("does not change the samples", () => {
    const given = series([3, 1, 2]);
    summarise(given);
    expect(given.samples).toEqual(Float64Array.of(3, 1, 2));
  });

  const percentiles = [
    { percent: 95, value: 9 },
    { percent: 40, value: 4 },
  ];

  it.each<readonly [Partial<Stated>, ReturnType<typeof figure>]>([
    [{ median: 1, mean: 2, value: 3 }, figure("median", 1)],
    [{ mean: 2, value: 3 }, figure("mean", 2)],
    [{ value: 3, percentiles }, figure("value", 3)],
    [{ percentiles, min: 1 }, figure("p40", 4)],
    [{ min: 1, max: 2 }, figure("min", 1)],
    [{ max: 2 }, figure("max", 2)],
  ])("is what the tool says without samples: %j", (stated, of) => {
    expect(summarise(series(undefined, stated))).toEqual({ figure: of, spread: null });
    expect(summarise(series([], { ...stated, stddev: 7 }))).toEqual({
      figure: of,
      spread: { of: "standard-deviation", value: 7 },
    });
  });

  it("is none where there is none", () => {
    expect(summarise(series(undefined, { stddev: 1 }))).toBeUndefined();
  });
});
