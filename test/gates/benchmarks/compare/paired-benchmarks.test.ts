import { describe, expect, it } from "@jest/globals";
import type { Series, Testbed } from "../../../../src/formats/benchmarks/model.ts";
import { pairedBenchmarks } from "../../../../src/gates/benchmarks/compare/paired-benchmarks.ts";
import { processRuns } from "../../../../src/gates/benchmarks/compare/process-runs.ts";
import { reportOf, seriesOf } from "./read.ts";

const epyc: Testbed = { cpu: "EPYC", cores: 4, runtimes: ["CPython 3.12"] };
const xeon: Testbed = { cpu: "Xeon", cores: 4, runtimes: ["CPython 3.12"] };

const timed = (name: string, ...samples: readonly number[]) => seriesOf(name, { samples: Float64Array.from(samples) });

/** Pairs of what base and head measured, and where. */
function paired(
  pairs: readonly (readonly [base: readonly Series[], head: readonly Series[], base: Testbed, head: Testbed])[],
  better?: "lower" | "higher",
) {
  const run = (path: string, series: readonly Series[], testbed: Testbed) => {
    const [only] = processRuns([{ path, report: reportOf(series, testbed) }]);
    if (only === undefined) throw new Error("There is no run.");
    return only;
  };
  const runs = pairs.map(([base, head, baseBed, headBed], index) => ({
    base: run(`base-${index}`, base, baseBed),
    head: run(`head-${index}`, head, headBed),
  }));
  return pairedBenchmarks({ flag: "bench", pairs: runs, better });
}

describe("benchmarks of pairs", () => {
  it("are put together in the order of the pairs, with all rounds", () => {
    const { benchmarks, fresh, missing, odd } = paired([
      [[timed("a", 1, 2)], [timed("a", 3)], epyc, epyc],
      [[timed("a", 4)], [timed("a", 5, 6)], epyc, epyc],
    ]);
    expect(benchmarks).toMatchObject([{ place: { name: "a", flag: "bench", testbed: "EPYC, 4 cores, CPython 3.12" } }]);
    expect(benchmarks[0]?.blocks.map(({ base, head }) => [[...Array.from(base)], [...Array.from(head)]])).toEqual([
      [[1, 2], [3]],
      [[4], [5, 6]],
    ]);
    expect([fresh, missing, odd]).toEqual([[], [], []]);
  });

  it("on different machines are series of their own", () => {
    const { benchmarks } = paired([
      [[timed("a", 1)], [timed("a", 1)], epyc, epyc],
      [[timed("a", 2)], [timed("a", 2)], xeon, xeon],
    ]);
    expect(benchmarks.map(({ place, blocks }) => [place.testbed.slice(0, 4), blocks.length])).toEqual([
      ["EPYC", 1],
      ["Xeon", 1],
    ]);
  });

  it("are not compared where the sides of a pair are of different machines, which is told", () => {
    const { benchmarks, unlike } = paired([
      [[timed("a", 1)], [timed("a", 9)], epyc, xeon],
      [[timed("a", 1)], [timed("a", 1)], epyc, epyc],
    ]);
    expect(benchmarks.map(({ blocks }) => blocks.length)).toEqual([1]);
    expect(unlike.map(({ pair }) => pair.base.name)).toEqual(["base-0"]);
  });

  it("with other parameters, metrics or units are others, whatever order parameters have", () => {
    const sized = (size: string, more: Partial<Series> = {}) =>
      seriesOf("a", {
        parameters: [
          { name: "size", value: size },
          { name: "kind", value: "x" },
        ],
        samples: Float64Array.of(1),
        ...more,
      });
    const turned = sized("1", {
      parameters: [
        { name: "kind", value: "x" },
        { name: "size", value: "1" },
      ],
    });
    const { benchmarks, fresh, missing } = paired([
      [
        [sized("1"), sized("2"), sized("3", { unit: "B" })],
        [turned, sized("2", { metric: "cpu" }), sized("3")],
        epyc,
        epyc,
      ],
    ]);
    expect(benchmarks).toHaveLength(1);
    expect([fresh.length, missing.length]).toEqual([2, 2]);
  });

  it("that one side has are new or missing, with a typical figure", () => {
    const { fresh, missing, benchmarks } = paired([
      [[timed("old", 1, 2, 30)], [timed("young", 5)], epyc, epyc],
      [[timed("old", 4)], [timed("young", 7)], epyc, epyc],
    ]);
    expect(benchmarks).toEqual([]);
    expect(fresh).toMatchObject([{ place: { name: "young" }, figure: 6 }]);
    expect(missing).toMatchObject([{ place: { name: "old" }, figure: 3 }]);
  });

  it("that only one side of a pair has are told, and the pair does not count for them", () => {
    const { benchmarks, odd } = paired([
      [[timed("a", 1), timed("b", 1)], [timed("a", 1)], epyc, epyc],
      [[timed("a", 1), timed("b", 1)], [timed("a", 1), timed("b", 1)], epyc, epyc],
    ]);
    expect(benchmarks.map(({ place, blocks }) => [place.name, blocks.length])).toEqual([
      ["a", 2],
      ["b", 1],
    ]);
    expect(odd).toMatchObject([{ place: { name: "b" }, kind: "not-in-all-pairs" }]);
  });

  it("are compared by a figure that all have: rounds, or else the same average", () => {
    const stated = (name: string, figures: Omit<Series["stated"], "percentiles">) =>
      seriesOf(name, { stated: { ...figures, percentiles: [] } });
    const { benchmarks, odd } = paired([
      [
        [stated("a", { median: 2, mean: 3 })],
        [{ ...timed("a", 9), stated: { median: 4, mean: 5, percentiles: [] } }],
        epyc,
        epyc,
      ],
      [[stated("b", { mean: 1 })], [stated("b", { median: 1 })], epyc, epyc],
    ]);
    const [first] = benchmarks;
    expect(first?.blocks).toEqual([{ base: [2], head: [4] }]);
    expect(odd).toMatchObject([{ place: { name: "b" }, kind: "no-shared-figure" }]);
  });

  it("without a direction are told, unless it is configured; the report's own word counts more", () => {
    const vague = seriesOf("a", { better: "unknown", samples: Float64Array.of(1) });
    const pairs = [[[vague, timed("b", 1)], [vague, timed("b", 1)], epyc, epyc]] as const;
    expect(paired(pairs).odd).toMatchObject([{ place: { name: "a" }, kind: "no-direction" }]);
    expect(paired(pairs, "higher").benchmarks.map(({ place, better }) => [place.name, better])).toEqual([
      ["a", "higher"],
      ["b", "lower"],
    ]);
  });
});
