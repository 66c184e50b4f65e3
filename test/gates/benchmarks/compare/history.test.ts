import { describe, expect, it } from "@jest/globals";
import type { Series, Testbed } from "../../../../src/formats/benchmarks/model.ts";
import { type DecideHistory, decideByHistory } from "../../../../src/gates/benchmarks/compare/decide-history.ts";
import { historyBenchmarks } from "../../../../src/gates/benchmarks/compare/history-benchmarks.ts";
import { limitsOf } from "../../../../src/gates/benchmarks/compare/limits.ts";
import { processRuns } from "../../../../src/gates/benchmarks/compare/process-runs.ts";
import { reportOf, seriesOf } from "./read.ts";

const epyc: Testbed = { cpu: "EPYC", runtimes: [] };
const xeon: Testbed = { cpu: "Xeon", runtimes: [] };

const timed = (name: string, ...samples: readonly number[]) => seriesOf(name, { samples: Float64Array.from(samples) });

/** The runs of one commit. */
function commit(...runs: readonly (readonly [series: readonly Series[], testbed: Testbed])[]) {
  return processRuns(
    runs.map(([series, testbed], index) => ({ path: `${index}.json`, report: reportOf(series, testbed) })),
  );
}

const read = (earlier: readonly ReturnType<typeof commit>[], head: ReturnType<typeof commit>) =>
  historyBenchmarks({
    flag: "bench",
    earlier: earlier.map((runs, index) => ({ at: index, runs })),
    head,
    better: undefined,
    since: ({ name }) => (name === "accepted" ? 1 : Number.NEGATIVE_INFINITY),
  });

describe("the history of benchmarks", () => {
  it("has the typical figure of each commit on the same machine, the latest last", () => {
    const earlier = [
      commit([[timed("a", 1, 2, 9)], epyc]),
      commit([[timed("a", 50)], xeon]),
      commit([[timed("a", 3)], epyc], [[timed("a", 5)], epyc]),
    ];
    const { benchmarks, fresh, missing } = read(earlier, commit([[timed("a", 6, 7, 8)], epyc]));
    expect(benchmarks).toMatchObject([{ place: { name: "a", testbed: "EPYC" }, earlier: [2, 4], head: 7 }]);
    expect([fresh, missing]).toEqual([[], []]);
  });

  it("begins anew where a step is accepted", () => {
    const figures = (figure: number) => [timed("accepted", figure), timed("other", figure)];
    const { benchmarks, fresh } = read(
      [commit([figures(1), epyc]), commit([figures(2), epyc])],
      commit([figures(2), epyc]),
    );
    expect(benchmarks.map(({ place, earlier }) => [place.name, earlier])).toEqual([
      ["accepted", [2]],
      ["other", [1, 2]],
    ]);
    expect(fresh).toEqual([]);
  });

  it("of another machine is none, and makes nothing new or missing", () => {
    const { benchmarks, fresh, missing } = read([commit([[timed("a", 1)], xeon])], commit([[timed("a", 2)], epyc]));
    expect(benchmarks).toMatchObject([{ earlier: [], head: 2 }]);
    expect([fresh, missing]).toEqual([[], []]);
  });

  it("tells what is new, and what the latest commit had", () => {
    const earlier = [
      commit([[timed("long gone", 1), timed("a", 1)], epyc]),
      commit([[timed("gone", 4), timed("a", 1)], epyc]),
    ];
    const { benchmarks, fresh, missing } = read(earlier, commit([[timed("a", 1), timed("young", 3)], epyc]));
    expect(benchmarks.map(({ place }) => place.name)).toEqual(["a"]);
    expect(fresh).toMatchObject([{ place: { name: "young" }, figure: 3 }]);
    expect(missing).toMatchObject([{ place: { name: "gone" }, figure: 4 }]);
  });

  it("needs a direction and a figure that all commits have", () => {
    const vague = seriesOf("vague", { better: "unknown", samples: Float64Array.of(1) });
    const stated = (figures: Omit<Series["stated"], "percentiles">) =>
      seriesOf("b", { stated: { percentiles: [], ...figures } });
    const head = commit([[vague, stated({ median: 1 })], epyc]);
    const { odd } = read([commit([[vague, stated({ mean: 1 })], epyc])], head);
    expect(odd.map(({ place, kind }) => [place.name, kind])).toEqual([
      ["vague", "no-direction"],
      ["b", "no-shared-figure"],
    ]);
  });
});

describe("deciding by history", () => {
  const { benchmarks } = read(
    [commit([[timed("a", 1), timed("b", 2)], epyc]), commit([[timed("a", 1.2), timed("b", 2)], epyc])],
    commit([[timed("a", 1.5), timed("b", 2)], epyc]),
  );
  const limitOf = limitsOf("10%", [{ benchmark: "b", limit: "50%" }]);
  const asked: number[] = [];
  const decide: DecideHistory = (suite, limit) => {
    asked.push(limit);
    return suite.map(({ earlier, head }) => ({
      outcome: head / Math.max(...earlier) > 1 + limit ? "regressed" : "undecided",
      ratio: head / Math.max(...earlier),
      interval: [0.9, 1.3],
      points: earlier.length,
      because: "says who",
    }));
  };

  it("asks about the whole suite for every limit, and says on how many points it stands", () => {
    const [a, b] = decideByHistory(benchmarks, { limitOf, plainRatio: "shown" }, decide);
    expect(asked).toEqual([0.1, 0.5]);
    expect(a).toMatchObject({
      outcome: "regressed",
      base: 1.2,
      head: 1.5,
      limit: 0.1,
      grounds: { kind: "history", points: 2 },
      course: [1, 1.2, 1.5],
    });
    expect(b).toMatchObject({ outcome: "undecided", limit: 0.5, because: "says who", interval: [0.9, 1.3] });
  });

  it("falls back to the plain ratio to the latest where that is to be judged", () => {
    const [a, b] = decideByHistory(benchmarks, { limitOf, plainRatio: "judged" }, decide);
    expect(a).toMatchObject({ outcome: "regressed", grounds: { kind: "history" } });
    expect(b).toMatchObject({
      outcome: "unchanged",
      ratio: 1,
      interval: undefined,
      grounds: { kind: "ratio", pairs: 1 },
    });
  });
});
