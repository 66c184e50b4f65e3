import { describe, expect, it } from "@jest/globals";
import { BenchSimulateOutput } from "../../../src/cli/bench/simulate-output.ts";
import { judgeTargets } from "../../../src/cli/bench/targets.ts";
import { run } from "../test-terminal.ts";

const simulate = (...args: readonly string[]) => run(["bench", "simulate", "--suites", "1", "--seed", "1", ...args]);

describe("lanekeeper bench simulate", () => {
  it("prints the same counts for the same seed, in the shape of its schema", async () => {
    const [first, second] = [await simulate("--format", "json"), await simulate("--format", "json")];
    expect([first.code, first.err]).toEqual([0, ""]);
    expect(second.out).toBe(first.out);
    const { suites, seed, cells, targets } = BenchSimulateOutput.parse(JSON.parse(first.out));
    expect({ suites, seed, cells: cells.length, targets: targets.length }).toEqual({
      suites: 1,
      seed: 1,
      cells: 20,
      targets: 10,
    });
    for (const { results } of cells) {
      expect(results).toHaveLength(17);
      for (const { changes } of results) {
        expect(changes.map(({ change }) => change)).toEqual([0.05, 0.1, 0.2]);
        expect(changes.every(({ found, undecided, silent }) => found + undecided + silent === 1)).toBe(true);
      }
    }
  });

  it("prints tables for suites of 20 and 100, and what is asked", async () => {
    const { code, out } = await simulate();
    // One suite of each kind misses something by chance, and that is no failure of whoever asks.
    expect(out).toMatch(/^✗ .*Three looks miss \d+ targets? somewhere[.]$/m);
    expect(code).toBe(0);
    expect(out).toMatch(/^1 suites of each kind, seed 1: percent of them\n\nTwo looks, 20 benchmarks/);
    expect(out).toMatch(/^Beside others, 100 benchmarks/m);
    expect(out).toMatch(/^[✓✗] two looks: a true 20 % found: ≥ 99 %, in the worst of 20 cells \d+ %/m);
  });

  it("prints Markdown", async () => {
    const { out } = await simulate("--format", "markdown");
    expect(out).toMatch(/^\| processes 1\.5 %, rounds 5 % \| 10 \| (\d+ \/ \d+ \/ \d+ \| ?){5}/m);
  });

  it.each(["0", "-1", "1.5", "many", "100001"])("refuses %s suites", async (suites) => {
    const { code, out, err } = await run(["bench", "simulate", "--suites", suites]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain("It has to be a whole number from 1 to 100000.");
  });
});

describe("targets", () => {
  const cell = (process: number, blocked: number, found: number) => ({
    noise: "noise",
    process,
    round: 0.05,
    benchmarks: 20,
    ideal: [{ change: 0.1, found: 0.98 }],
    results: ["two looks", "three looks"].map((method) => ({
      method,
      blocked,
      secondLooks: 0,
      thirdLooks: 0,
      undecided: 0,
      changes: [
        { change: 0.05, found: 0, undecided: 0, silent: 1000 },
        { change: 0.1, found, undecided: 0, silent: 1000 - found },
        { change: 0.2, found: 990, undecided: 10, silent: 0 },
      ],
    })),
  });

  it("are kept at their limits", () => {
    const targets = judgeTargets([cell(0.03, 20, 970), cell(0.05, 20, 950)], 1000);
    expect(targets.map(({ missed }) => missed)).toEqual(Array.from({ length: 10 }, () => []));
    expect(targets.map(({ cells }) => cells)).toEqual([2, 2, 1, 2, 2, 2, 2, 1, 2, 2]);
  });

  it("name the cells that miss them", () => {
    const [blocked, found, quiet, , silent] = judgeTargets([cell(0.03, 21, 969), cell(0.05, 0, 929)], 1000);
    expect(blocked).toMatchObject({ worst: 0.021, missed: ["noise, 20 benchmarks: 2.1 %"] });
    expect(found).toMatchObject({ worst: 0.929, missed: ["noise, 20 benchmarks: 92.9 %; an ideal test finds 98.0 %"] });
    expect(quiet?.missed).toEqual(["noise, 20 benchmarks: 96.9 %; an ideal test finds 98.0 %"]);
    expect(silent?.missed).toEqual(["noise, 20 benchmarks: 7.1 %"]);
  });

  it("ask three looks the same, of which no ideal test is told", () => {
    const targets = judgeTargets([cell(0.05, 0, 929)], 1000).filter(({ method }) => method === "three looks");
    expect(targets.map(({ missed }) => missed)).toEqual([
      [],
      ["noise, 20 benchmarks: 92.9 %"],
      [],
      [],
      ["noise, 20 benchmarks: 7.1 %"],
    ]);
  });
});
