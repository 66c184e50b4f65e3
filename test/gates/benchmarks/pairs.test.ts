import { describe, expect, it } from "@jest/globals";
import { pairedReports, pytestReport, type Side } from "./pytest-reports.ts";
import { findingsIn, judge, noteOf, pairedReportsAt, rulingOf } from "./support.ts";

const settings = { reports: pairedReportsAt };
const calm = { "cart::total": { seconds: 0.01 }, "cart::copy": { seconds: 0.2 } };
const slow = { ...calm, "cart::total": { seconds: 0.01, head: 1.3 } };
const same = pairedReports(calm, 10);

describe("pairs of runs", () => {
  it("that are alike pass, and the pass says what was compared", async () => {
    const ruling = await rulingOf({ pairs: same }, settings);
    expect(ruling).toMatchObject({
      outcome: "passed",
      summary: "2 benchmarks compared: every rule is kept.",
      examined: { count: 2, of: "benchmarks that base and head share" },
      notes: [],
    });
    expect(ruling.tables?.map(({ title }) => title)).toEqual([
      "bench on AMD EPYC, 4 cores, x86_64, Linux 6.8.0, CPython 3.12.1",
      "Reports",
    ]);
    expect(ruling.tables?.[0]?.rows.map((row) => row.at(-1))).toEqual(["unchanged", "unchanged"]);
  });

  it("of which a benchmark became slower block, with what and by how much, the worst first in the table", async () => {
    const ruling = await rulingOf({ pairs: pairedReports(slow, 10) }, settings);
    expect(findingsIn(ruling)).toEqual([
      expect.stringMatching(
        /^regressed cart::total is slower: from 9\.\d+ ms to 1\d\.\d+ ms, \+\d\d\.\d % \(1\.\d+ to 1\.\d+\), by 10 pairs; its limit is 10 %\.$/,
      ),
    ]);
    expect(ruling.summary).toBe("2 benchmarks compared, 1 regressed: 1 problem.");
    const [table] = ruling.tables ?? [];
    expect(table?.rows.map(([sign, name]) => [sign, name])).toEqual([
      ["✗", "cart::total"],
      ["✓", "cart::copy"],
    ]);
    const on = "time on AMD EPYC, 4 cores, x86_64, Linux 6.8.0, CPython 3.12.1";
    expect(ruling.measures?.map(({ name, unit }) => name + unit)).toEqual([
      `cart::total, ${on} s`,
      `cart::copy, ${on} s`,
    ]);
    expect(ruling.measures?.[0]?.value).toBeCloseTo(0.013, 3);
  });

  it("of which one became faster pass, and it is told", async () => {
    const ruling = await rulingOf(
      { pairs: pairedReports({ ...calm, "cart::copy": { seconds: 0.2, head: 0.7 } }, 10) },
      settings,
    );
    expect(ruling.outcome).toBe("passed");
    expect(noteOf(ruling, "improved")).toEqual(["1 benchmark is better than the base.", "cart::copy"]);
  });

  it("are as many as come: ten that do not decide and ten more that do", async () => {
    const noisy = { ...calm, "cart::total": { seconds: 0.01, head: 1.1, process: 0.06 } };
    const twenty = pairedReports(noisy, 20, { seed: 5 });
    const first = await rulingOf({ pairs: twenty.slice(0, 10) }, { ...settings, undecided: "fail" });
    expect(findingsIn(first)).toEqual([
      expect.stringMatching(/^undecided cart::total may have .* \d+ more pairs would decide/),
    ]);
    const second = await rulingOf({ pairs: twenty }, { ...settings, undecided: "fail" });
    expect(findingsIn(second)).toEqual([expect.stringMatching(/^regressed cart::total .*by 20 pairs/)]);
  });

  it("that leave one undecided block, pass with a note, or do what its estimate says", async () => {
    const noisy = { ...calm, "cart::total": { seconds: 0.01, process: 0.06 } };
    const pairs = pairedReports(noisy, 10, { seed: 2 });
    const outcomes: string[] = [];
    for (const undecided of ["fail", "tolerate", "pass"]) {
      const ruling = await rulingOf({ pairs }, { ...settings, undecided });
      outcomes.push(
        `${undecided}: ${ruling.outcome} ${findingsIn(ruling).length} ${noteOf(ruling, "tolerated").length}`,
      );
    }
    expect(outcomes).toEqual(["fail: failed 1 0", "tolerate: passed 0 2", "pass: passed 0 2"]);
    const wild = pairedReports({ ...calm, "cart::total": { seconds: 0.01, process: 0.3 } }, 10, { seed: 3 });
    expect(findingsIn(await rulingOf({ pairs: wild }, settings))).toEqual([
      expect.stringMatching(/^undecided cart::total/),
    ]);
  });

  it("are too few below five, and nothing is taken for decided", async () => {
    const pairs = pairedReports(slow, 4);
    const ruling = await rulingOf({ pairs }, settings);
    expect(findingsIn(ruling).map((text) => text.split(" ")[0])).toEqual(["undecided", "undecided"]);
    expect(findingsIn(ruling)[0]).toContain("There are 4 pairs; it takes at least 5.");
    const judged = await rulingOf({ pairs }, { ...settings, "plain-ratio": "judged" });
    expect(findingsIn(judged)).toEqual([expect.stringMatching(/^regressed cart::total .*by 4 pairs, plain/)]);
  });

  it("have limits by benchmark, and `none` shows without judging", async () => {
    const pairs = pairedReports(slow, 10);
    const only = await rulingOf({ pairs }, { ...settings, limits: [{ benchmark: "*total", limit: "none" }] });
    expect(only).toMatchObject({ outcome: "passed", examined: { count: 1 } });
    expect(only.tables?.[0]?.rows.at(-1)).toEqual(expect.arrayContaining(["–", "cart::total", "none", "regressed"]));
    const nothing = await rulingOf({ pairs }, { ...settings, limit: "none" });
    expect(nothing).toMatchObject({ outcome: "passed", examined: { count: 0, of: "budgets of benchmarks" } });
  });

  it("that only one side has are told to be new or missing", async () => {
    const base = pairedReports({ ...calm, gone: { seconds: 1 } }, 10);
    const head = pairedReports({ ...calm, fresh: { seconds: 1 } }, 10);
    const pairs = base.map((pair, index) => ({ base: pair.base, head: head[index]?.head ?? "" }));
    const ruling = await rulingOf({ pairs }, settings);
    expect(ruling.outcome).toBe("passed");
    expect(noteOf(ruling, "new-benchmark")[1]).toBe("fresh");
    expect(noteOf(ruling, "missing-benchmark")[1]).toBe("gone");
  });

  it("of which head lacks a benchmark in some are undecided, unless it is slower all the same", async () => {
    const without = (pairs: readonly Side[]) =>
      pairs.map((pair, index) => (index < 5 ? { ...pair, head: pytestReport({ "cart::copy": [0.2, 0.2] }) } : pair));
    const strict = { ...settings, undecided: "fail" };
    expect(findingsIn(await rulingOf({ pairs: without(pairedReports(calm, 20)) }, strict))).toEqual([
      expect.stringContaining("Head has not measured it in 5 pairs, where the base has."),
    ]);
    const [slower] = findingsIn(await rulingOf({ pairs: without(pairedReports(slow, 20)) }, strict));
    expect(slower).toMatch(/^regressed cart::total/);
  });

  it("may lack one of both sides each, and nothing of it is drawn", async () => {
    const pairs = pairedReports(calm, 10).map(({ base, head }, index) =>
      index % 2 === 0
        ? { base, head: head.replaceAll("cart::total", "cart::other") }
        : { base: base.replaceAll("cart::total", "cart::other"), head },
    );
    const ruling = await rulingOf({ pairs }, settings);
    expect(ruling.measures?.every(({ value }) => Number.isFinite(value))).toBe(true);
    expect(JSON.stringify(ruling.tables)).not.toMatch(/NaN|Infinity/);
  });

  it("with nothing in common prove nothing", async () => {
    const pairs = [{ base: pytestReport({ a: [1, 2] }), head: pytestReport({ b: [1, 2] }) }];
    expect(await judge({ pairs }, settings)).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("Measure the same benchmarks on both sides."),
    });
  });

  it("of many names are cut in findings and tables, and all are counted", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`b${index}`, { seconds: 0.01, head: 1.5 }]),
    );
    const ruling = await rulingOf({ pairs: pairedReports(many, 10, { rounds: 5 }) }, settings);
    const findings = ruling.outcome === "failed" ? ruling.findings : [];
    expect(findings).toHaveLength(51);
    expect(findings.at(-1)).toMatchObject({
      what: "So it is with 10 more.",
      trace: expect.arrayContaining([expect.stringMatching(/^b\d+$/)]),
    });
    expect(ruling.tables?.[0]?.rows.at(-1)?.[0]).toBe("and 10 more");
    expect(ruling.summary).toContain("60 regressed");
  });
});

describe("files that do not pair", () => {
  const [one, two] = pairedReports(calm, 2);

  it.each([
    [
      "one side is short",
      { "base-1.json": one?.base, "base-2.json": two?.base, "head-1.json": one?.head },
      "base-2.json of the base",
    ],
    [
      "numbers differ",
      { "base-1.json": one?.base, "head-2.json": one?.head },
      "base-1.json of the base, head-2.json of head",
    ],
    ["there is no base", { "head-1.json": one?.head }, "no file is one of the base. The base's match base-*.json"],
    ["there is no head", { "base-1.json": one?.base }, "0 of 1 report is there. Missing: bench."],
  ])("are no evidence, and are named: %s", async (_what, files, words) => {
    const judged = await judge(
      { files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text ?? ""])) },
      settings,
    );
    expect(judged).toMatchObject({ kind: "unavailable", because: expect.stringContaining(words) });
  });

  it("are no evidence either where head's pattern names the base's files, too", async () => {
    const reports = pairedReportsAt.map((entry) => ({ ...entry, path: "*.json" }));
    const judged = await judge({ files: { "base-1.json": one?.base ?? "" } }, { ...settings, reports });
    expect(judged).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("every file is one of the base."),
    });
  });

  it("are waited for while a workflow runs, and no longer than is said", async () => {
    const patience = { since: 1_000_000, now: 1_000_000 };
    const change = { files: { "head-1.json": one?.head ?? "" }, evidence: { patience, running: ["CI"] } };
    expect(await judge(change, settings)).toMatchObject({
      kind: "not-yet",
      because: expect.stringMatching(/no file is one of the base.* Still running: CI\.$/),
      until: 1_000_000 + 60 * 60_000,
    });
    const later = { ...change, evidence: { patience: { ...patience, now: 1_000_000 + 60 * 60_000 }, running: ["CI"] } };
    expect(await judge(later, settings)).toMatchObject({ kind: "unavailable" });
    expect(await judge({ ...change, evidence: { patience } }, settings)).toMatchObject({ kind: "unavailable" });
  });

  it("of different machines are not compared, some with a note and all as no evidence", async () => {
    const other = pairedReports(calm, 10, { machine: { cpu: "Xeon" } });
    const mixed = same.map((pair, index) => (index < 3 ? { base: pair.base, head: other[index]?.head ?? "" } : pair));
    const ruling = await rulingOf({ pairs: mixed }, settings);
    expect(ruling.outcome).toBe("passed");
    expect(noteOf(ruling, "other-machine")[0]).toBe("3 pairs are measured on two machines.");
    expect(ruling.tables?.[0]?.rows[0]?.[7]).toBe("7 pairs");
    const all = same.map((pair, index) => ({ base: pair.base, head: other[index]?.head ?? "" }));
    expect(await judge({ pairs: all }, settings)).toMatchObject({
      kind: "unavailable",
      because: expect.stringMatching(/different machines.*AMD EPYC.*Xeon/),
    });
  });
});

describe("reports of pairs", () => {
  it("that are damaged are no evidence, with what is wrong", async () => {
    const files = { "base-1.json": "{}", "head-1.json": same[0]?.head ?? "" };
    expect(await judge({ files }, settings)).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("bench (base-1.json) cannot be used: "),
    });
  });

  it("may be optional", async () => {
    const reports = [
      ...pairedReportsAt,
      { flag: "more", artifact: "more", path: "h-*", "base-path": "b-*", optional: true },
    ];
    expect((await rulingOf({ pairs: same }, { reports })).outcome).toBe("passed");
    expect(await judge({}, { reports })).toMatchObject({ kind: "unavailable" });
  });

  it("of one flag that shares nothing with its base are not hidden by those of another", async () => {
    const slow = { flag: "slow", artifact: "bench", path: "slow-head-*.json", "base-path": "slow-base-*.json" };
    const files = {
      "slow-base-1.json": pytestReport({ before: [1, 1, 1] }),
      "slow-head-1.json": pytestReport({ after: [1, 1, 1] }),
    };
    const judged = (entry: object, more: object = {}) =>
      rulingOf({ pairs: same, files }, { reports: [...pairedReportsAt, { ...slow, ...entry }], ...more });
    const finding = "flag-not-compared slow: of 1 benchmark in head none can be compared with the base.";
    expect(findingsIn(await judged({}))).toEqual([finding]);
    expect(findingsIn(await judged({}, { budgets: [{ benchmark: "*", mean: "100s" }] }))).toEqual([finding]);
    expect(findingsIn(await judged({ optional: true }))).toEqual([]);
    expect(findingsIn(await judged({}, { limits: [{ benchmark: "after", limit: "none" }] }))).toEqual([]);
  });

  it("without a direction need one, and are judged by it", async () => {
    const list = (value: number) => JSON.stringify([{ name: "score", unit: "points", value }]);
    const pairs = Array.from({ length: 6 }, (_, index) => ({
      base: list(100 + index / 10),
      head: list(50 + index / 10),
    }));
    expect(await judge({ pairs }, settings)).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("Of score it is not known which values are better. Say with `better`"),
    });
    const timed = pairs.map(({ base, head }, index) => ({
      base: pytestReport({ a: [1 + index / 1000] }),
      head: pytestReport({ a: [1] }),
      list: [base, head],
    }));
    const both = Object.fromEntries(timed.map(({ list }, index) => [`base-${index + 11}.json`, list[0] ?? ""]));
    const heads = Object.fromEntries(timed.map(({ list }, index) => [`head-${index + 11}.json`, list[1] ?? ""]));
    const vague = await rulingOf({ pairs: timed, files: { ...both, ...heads } }, settings);
    expect(noteOf(vague, "not-compared")[1]).toBe("score: it is not known which values are better");
    const told = (better: string) =>
      rulingOf({ pairs }, { reports: pairedReportsAt.map((entry) => ({ ...entry, better })) });
    expect(findingsIn(await told("higher"))).toEqual([expect.stringMatching(/^regressed score is worse in value/)]);
    expect(findingsIn(await told("lower"))).toEqual([]);
  });
});

describe("budgets", () => {
  it("are held by head alone, and broken ones block beside comparisons", async () => {
    const budgets = [{ benchmark: "cart::*", mean: "100ms" }];
    const ruling = await rulingOf({ pairs: same }, { ...settings, budgets });
    expect(findingsIn(ruling)).toEqual([
      expect.stringMatching(/^over-budget cart::copy: mean has to be at most 100 ms, and is \d+\.\d ms\.$/),
    ]);
    expect(ruling.tables?.find(({ title }) => title === "Budgets")?.rows.map((row) => row.at(-1))).toEqual([
      "broken",
      "kept",
    ]);
    expect(ruling.summary).toBe("2 benchmarks compared, 1 of 2 budgets broken: 1 problem.");
  });

  it("that cannot be told are not kept, unless undecided may pass", async () => {
    const short = pairedReports(calm, 5, { rounds: 5 });
    const budgets = [{ benchmark: "cart::total", p95: "1s" }];
    const ruling = await rulingOf({ pairs: short }, { ...settings, budgets });
    expect(findingsIn(ruling)).toEqual([
      "budget-undecided cart::total: p95 has to be at most 1 s, and cannot be told. There are 25 rounds; it takes 59 to tell.",
    ]);
    const passed = await rulingOf({ pairs: short }, { ...settings, budgets, undecided: "pass" });
    expect(passed.outcome).toBe("passed");
    expect(noteOf(passed, "tolerated")[0]).toBe("2 benchmarks are undecided.");
  });

  it("that fit nothing block, and alone they are what is examined", async () => {
    const idle = await rulingOf({ pairs: same }, { ...settings, budgets: [{ benchmark: "nothing", mean: "1s" }] });
    expect(findingsIn(idle)).toEqual([
      "budget-without-benchmark nothing, mean: 1s: no benchmark of head is called so.",
    ]);
    const budgets = [{ benchmark: "*", mean: "1s", p50: "1s" }];
    expect(await rulingOf({ pairs: same }, { ...settings, limit: "none", budgets })).toMatchObject({
      outcome: "passed",
      summary: "0 of 4 budgets broken: every rule is kept.",
      examined: { count: 4, of: "budgets of benchmarks" },
    });
  });
});
