import { describe, expect, it } from "@jest/globals";
import { benchmarks } from "../../../src/gates/benchmarks/gate.ts";
import { pytestReport } from "./pytest-reports.ts";
import { findingsIn, judge, noteOf, pairedReportsAt, reportAt, rulingOf } from "./support.ts";

const settings = { reports: reportAt };
const report = (seconds: number, more: Readonly<Record<string, readonly number[]>> = {}) =>
  pytestReport({ "cart::total": [seconds, seconds, seconds], ...more });
const files = { "report.json": report(0.012, { fresh: [1] }) };

describe("a report of head alone", () => {
  it("is held against earlier runs of the base, and one of them decides nothing", async () => {
    const ruling = await rulingOf({ files, earlier: [report(0.01, { gone: [1] })] }, settings);
    expect(findingsIn(ruling)).toEqual([
      "undecided cart::total may have become worse by more than its limit of 10 %, or not. Of this machine there is 1 earlier figure; it takes at least 8.",
    ]);
    expect(noteOf(ruling, "new-benchmark")[1]).toBe("fresh");
    expect(noteOf(ruling, "missing-benchmark")[1]).toBe("gone");
    expect(ruling.examined).toEqual({ count: 1, of: "benchmarks that base and head share" });
  });

  it("shows its history in order", async () => {
    const ruling = await rulingOf(
      { files, earlier: [report(0.001), report(0.004)] },
      { ...settings, undecided: "pass" },
    );
    expect(ruling.outcome).toBe("passed");
    expect(ruling.tables?.[0]?.rows[0]?.[8]).toBe("▁▅█");
    expect(ruling.tables?.[0]?.rows[0]?.[7]).toBe("2 earlier runs");
  });

  it("is judged by the plain ratio to the latest where that is configured", async () => {
    const judged = { ...settings, "plain-ratio": "judged" };
    expect(findingsIn(await rulingOf({ files, earlier: [report(0.02), report(0.01)] }, judged))).toEqual([
      "regressed cart::total is slower: from 10 ms to 12 ms, +20.0 %, by 1 pair, plain; its limit is 10 %.",
    ]);
    expect((await rulingOf({ files, earlier: [report(0.0115)] }, judged)).outcome).toBe("passed");
  });

  it("proves nothing where the base has no report", async () => {
    expect(await judge({ files }, settings)).toEqual({
      kind: "unavailable",
      because:
        "The base has none of the 2 benchmarks that head has, so nothing can be compared. Let the workflow that measures run on pushes to the base branch too, or measure base and head in pairs, with `base-path`.",
    });
    const budgets = [{ benchmark: "*", mean: "2s" }];
    // The engine calls a pass unproven that examined nothing.
    expect(await rulingOf({ files }, { ...settings, budgets })).toMatchObject({
      outcome: "passed",
      examined: { count: 0 },
    });
  });

  it("is not compared where only budgets are judged", async () => {
    const budgets = [{ benchmark: "cart::*", mean: "11ms" }];
    const ruling = await rulingOf({ files, earlier: [report(0.001)] }, { ...settings, limit: "none", budgets });
    expect(findingsIn(ruling)).toEqual(["over-budget cart::total: mean has to be at most 11 ms, and is 12 ms."]);
    expect(ruling.tables?.map(({ title }) => title)).toEqual(["Budgets", "Reports"]);
  });
});

describe("what is kept of the base branch's runs", () => {
  it("is what head alone is compared with, and nothing of pairs", () => {
    const wanted = (reports: readonly object[]) => benchmarks.evidence({ reports }).flatMap(({ requests }) => requests);
    expect(wanted(reportAt)).toEqual([
      { flag: "bench", entry: "bench", workflow: undefined, artifact: "bench", path: "report.json" },
    ]);
    expect(wanted(pairedReportsAt)).toEqual([]);
  });
});

describe("reports that are claims", () => {
  const earlier = [report(0.012)];
  const claim = { kind: "fork" } as const;

  it("are refused where the configuration says so, and named where it accepts them", async () => {
    expect(await judge({ files, earlier, claim }, { ...settings, claims: "refuse" })).toMatchObject({
      kind: "unavailable",
      because: "The reports of bench are claims, since they come from a fork. The configuration refuses them.",
    });
    const ruling = await rulingOf({ files, earlier, claim }, { ...settings, undecided: "pass" });
    expect(ruling.tables?.at(-1)?.rows.map((row) => row[5])).toEqual(["a claim: from a fork"]);
  });
});

describe("a counter in a history", () => {
  const allocations = (value: number) => JSON.stringify([{ name: "allocations", unit: "allocs", value }]);
  const counters = { reports: [{ ...reportAt[0], better: "lower" }], undecided: "fail" };
  const judged = async (before: number, head: number) => {
    const earlier = Array.from({ length: 9 }, () => allocations(before));
    const ruling = await rulingOf({ files: { "report.json": allocations(head) }, earlier }, counters);
    return ruling.tables?.[0]?.rows.map((row) => row.at(-1));
  };

  it.each([
    [0, 0, "unchanged"],
    [0, 5, "regressed"],
    [5, 0, "improved"],
  ])("that was %d and is %d is %s", async (before, head, verdict) => {
    expect(await judged(before, head)).toEqual([verdict]);
  });
});

describe("entries of one flag", () => {
  it.each([
    ["base-path", { "base-path": "base-*.json" }],
    ["better", { better: "lower" }],
  ])("are refused that differ in %s", (key, other) => {
    const [entry] = reportAt;
    const read = benchmarks.settings.safeParse({ reports: [entry, { ...entry, path: "other.json", ...other }] });
    expect(read.error?.issues.map(({ path, message }) => [path, message])).toEqual([
      [["reports", 1, "flag"], expect.stringContaining(`another \`${key}\``)],
    ]);
  });
});

describe("a budget", () => {
  it("on what may be better or worse is not kept", async () => {
    const text = JSON.stringify([{ name: "widgets", unit: "", value: 500 }]);
    const budgets = [{ benchmark: "widgets", value: 1000 }];
    const only = { reports: reportAt, limit: "none", budgets };
    expect(findingsIn(await rulingOf({ files: { "report.json": text } }, only))).toEqual([
      expect.stringContaining("say so with `better`"),
    ]);
  });
});
