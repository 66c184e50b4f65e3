import { describe, expect, it } from "@jest/globals";
import { fullName, testbedText } from "../../../../src/gates/benchmarks/compare/benchmark-name.ts";
import type { Comparison } from "../../../../src/gates/benchmarks/compare/comparison.ts";
import { comparisonTable } from "../../../../src/gates/benchmarks/compare/comparison-table.ts";
import { regressedText, undecidedText } from "../../../../src/gates/benchmarks/compare/comparison-texts.ts";
import { figureText, percentText, ratioText } from "../../../../src/gates/benchmarks/compare/figure-text.ts";
import { sparkline } from "../../../../src/gates/benchmarks/compare/sparkline.ts";
import { isTolerable } from "../../../../src/gates/benchmarks/compare/tolerable.ts";

const comparison: Comparison = {
  place: { name: "cart", parameters: [], metric: "time", unit: "s", flag: "bench", testbed: "EPYC" },
  better: "lower",
  base: 0.0123,
  head: 0.0151,
  ratio: 1.2279,
  interval: [1.2, 1.26],
  limit: 0.1,
  outcome: "regressed",
  grounds: { kind: "pairs", pairs: 10 },
  further: undefined,
  because: undefined,
  course: [1.2, 1.25, 1.22],
};
const rate: Comparison = {
  ...comparison,
  place: { ...comparison.place, metric: "throughput", unit: "/s" },
  better: "higher",
  base: 1000,
  head: 500,
  ratio: 0.5,
  interval: [0.48, 0.52],
};

describe("figures", () => {
  it.each([
    [0.0123456, "s", "12.35 ms"],
    [1.5e-9, "s", "1.5 ns"],
    [1.5e-12, "s", "1.5 ps"],
    [1.5e-13, "s", "0.15 ps"],
    [61, "s", "61 s"],
    [0, "s", "0 s"],
    [1_500_000, "B", "1.5 MB"],
    [2.5e9, "B/s", "2.5 GB/s"],
    [1234.6, "/s", "1.235 k/s"],
    [3, "", "3"],
    [42, "carts", "42 carts"],
    [1.5e7, "", "15000000"],
  ])("%d %s is %s", (value, unit, text) => {
    expect(figureText(value, unit)).toBe(text);
  });

  it("of ratios and shares", () => {
    expect([1.22789, undefined, 2e6].map(ratioText)).toEqual(["1.228", "–", "–"]);
    expect([0.1, 0.025, 1].map(percentText)).toEqual(["10 %", "2.5 %", "100 %"]);
  });
});

describe("names", () => {
  it("have the parameters that they do not tell themselves", () => {
    const parameters = [
      { name: "size", value: "10" },
      { name: "kind", value: "small" },
    ];
    expect(fullName({ name: "test_total[10]", parameters })).toBe("test_total[10] (kind=small)");
    expect(fullName({ name: "total", parameters })).toBe("total (size=10, kind=small)");
    expect(fullName({ name: "total", parameters: [] })).toBe("total");
    const one = [{ name: "n", value: "1" }];
    expect(fullName({ name: "Queue10.poll", parameters: one })).toBe("Queue10.poll (n=1)");
    expect(fullName({ name: "poll/1.5/1", parameters: one })).toBe("poll/1.5/1");
  });

  it("of machines have what is known", () => {
    const runtimes = ["CPython 3.12"];
    expect(testbedText({ cpu: "EPYC", cores: 1, os: "Linux", runtimes })).toBe("EPYC, 1 core, Linux, CPython 3.12");
    expect(testbedText({ runtimes: [] })).toBe("");
  });
});

describe("a sparkline", () => {
  it.each([
    [[1, 2, 4], "▁▅█"],
    [[4, 1], "█▁"],
    [[1, 1, 1], "▅▅▅"],
    [[1, 1.0001], "▄▅"],
    [[0, 5, 10], "▁▅█"],
    [[], ""],
    [[Number.NaN, 1, Number.POSITIVE_INFINITY, 2], "▁█"],
  ])("of %j is %s", (values, drawn) => {
    expect(sparkline(values)).toBe(drawn);
  });

  it("shows the last forty", () => {
    expect(sparkline([1000, ...Array.from({ length: 40 }, () => 1)])).toBe("▅".repeat(40));
  });
});

describe("what is said of a benchmark", () => {
  it("that regressed", () => {
    expect(regressedText(comparison)).toBe(
      "cart is slower: from 12.3 ms to 15.1 ms, +22.8 % (1.200 to 1.260), by 10 pairs; its limit is 10 %.",
    );
    expect(regressedText(rate)).toBe(
      "cart is worse in throughput: from 1 k/s to 500 /s, -50.0 % (0.480 to 0.520), by 10 pairs; its limit is 10 %. Each takes 2.000 times as long.",
    );
    const fromZero = {
      ...comparison,
      base: 0,
      ratio: undefined,
      interval: undefined,
      grounds: { kind: "ratio", pairs: 6 },
    } as const;
    expect(regressedText(fromZero)).toBe("cart is slower: from 0 s to 15.1 ms, by 6 pairs, plain; its limit is 10 %.");
  });

  it("that is undecided", () => {
    const open = { ...comparison, outcome: "undecided", ratio: 1.05, interval: [0.95, 1.16], further: 12 } as const;
    expect(undecidedText(open)).toBe(
      "cart may have become worse by more than its limit of 10 %, or not. It is 1.050 times the base (0.950 to 1.160), by 10 pairs. 12 more pairs would decide if this stays as it is.",
    );
    const few = {
      ...open,
      interval: undefined,
      further: undefined,
      because: "There is 1 block.",
      grounds: { kind: "ratio", pairs: 1 },
    } as const;
    expect(undecidedText(few)).toBe(
      "cart may have become worse by more than its limit of 10 %, or not. It is 1.050 times the base, by 1 pair, plain. There is 1 block.",
    );
  });

  it("in a table, where long names are cut and metrics are named if there are several", () => {
    const long = { ...comparison, place: { ...comparison.place, name: "x".repeat(5_000) }, limit: undefined };
    const open = { ...rate, outcome: "undecided", further: 1, interval: undefined } as const;
    const { columns, rows } = comparisonTable("bench", [comparison, long, open]);
    expect(columns).toHaveLength(10);
    expect(rows[0]).toEqual([
      "✗",
      "cart, time",
      "12.3 ms",
      "15.1 ms",
      "1.228",
      "1.200…1.260",
      "10 %",
      "10 pairs",
      "▁█▄",
      "regressed",
    ]);
    expect([rows[1]?.[0], rows[1]?.[1]?.length, rows[1]?.[6]]).toEqual(["–", 206, "none"]);
    expect([rows[2]?.[0], rows[2]?.[5], rows[2]?.[9]]).toEqual(["?", "–", "undecided, 1 more pair"]);
  });
});

describe("an undecided benchmark", () => {
  it.each([
    ["estimated within the limit and certainly below twice of it", 1.09, [0.99, 1.19], true],
    ["estimated above the limit", 1.11, [1.01, 1.19], false],
    ["perhaps above twice the limit", 1.0, [0.8, 1.21], false],
    ["without an interval", 1.0, undefined, false],
  ] as const)("%s is let through: %s", (_what, ratio, interval, is) => {
    expect(isTolerable({ ratio, interval, better: "lower", head: 1 }, 0.1)).toBe(is);
  });

  it("of a rate is held to what it costs", () => {
    expect(isTolerable({ ratio: 0.92, interval: [0.85, 1.1], better: "higher", head: 1 }, 0.1)).toBe(true);
    expect(isTolerable({ ratio: 0.9, interval: [0.85, 1.1], better: "higher", head: 1 }, 0.1)).toBe(false);
  });
});
