import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { BenchCompareOutput } from "../../../src/cli/bench/compare-output.ts";
import { pairedReports, pytestReport, type Side } from "../../gates/benchmarks/pytest-reports.ts";
import { run } from "../test-terminal.ts";

const fixtures = new URL("../../formats/benchmarks/fixtures/", import.meta.url).pathname;
const calm = { "cart::total": { seconds: 0.01 }, "cart::copy": { seconds: 0.2 } };
const slow = { ...calm, "cart::total": { seconds: 0.01, head: 1.3 } };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lanekeeper-compare-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function written(pairs: readonly Side[]) {
  const names = pairs.map((_, index) => [`base-${index}.json`, `head-${index}.json`] as const);
  for (const [index, { base, head }] of pairs.entries()) {
    const [baseName = "", headName = ""] = names[index] ?? [];
    writeFileSync(join(folder, baseName), base);
    writeFileSync(join(folder, headName), head);
  }
  return { baseline: names.map(([name]) => name), current: names.map(([, name]) => name) };
}

function compare(pairs: readonly Side[], ...options: readonly string[]) {
  const { baseline, current } = written(pairs);
  return run(["bench", "compare", "--baseline", ...baseline, "--current", ...current, ...options], { cwd: folder });
}

async function outputOf(pairs: readonly Side[], ...options: readonly string[]) {
  const { code, out } = await compare(pairs, "--format", "json", ...options);
  const output = BenchCompareOutput.parse(JSON.parse(out));
  expect(output.exitCode).toBe(code);
  return { code, ...output, verdicts: output.benchmarks.map(({ name, verdict }) => `${name} ${verdict}`) };
}

describe("lanekeeper bench compare", () => {
  it("ends with 1 when a benchmark regressed, and has it first with all figures", async () => {
    const { code, benchmarks, pairs, limit } = await outputOf(pairedReports(slow, 10));
    expect([code, pairs, limit]).toEqual([1, 10, 0.1]);
    const [first, second] = benchmarks;
    expect(first).toMatchObject({ name: "cart::total", metric: "time", unit: "s", verdict: "regressed", pairs: 10 });
    expect(first?.ratio).toBeGreaterThan(1.2);
    expect((first?.current ?? 0) / (first?.baseline ?? 1)).toBeCloseTo(1.3, 1);
    const [low = 0, high = 0] = first?.interval ?? [];
    expect([low < 1.3, high > 1.3, low > 1.2, high < 1.4]).toEqual([true, true, true, true]);
    expect(second).toMatchObject({ name: "cart::copy", verdict: "unchanged", furtherPairs: null, because: null });
  });

  it("ends with 0 when nothing did", async () => {
    const { code, verdicts } = await outputOf(pairedReports({ ...calm, fast: { seconds: 1, head: 0.5 } }, 10));
    expect([code, verdicts[0], verdicts.slice(1).toSorted()]).toEqual([
      0,
      "fast improved",
      ["cart::copy unchanged", "cart::total unchanged"],
    ]);
  });

  it("ends with 3 when ten pairs leave something open, which ten more decide", async () => {
    const twenty = pairedReports({ ...calm, "cart::total": { seconds: 0.01, head: 1.1, process: 0.06 } }, 20, {
      seed: 5,
    });
    const first = await outputOf(twenty.slice(0, 10));
    expect(first).toMatchObject({ code: 3, verdicts: ["cart::total undecided", "cart::copy unchanged"] });
    expect(first.benchmarks[0]?.furtherPairs).toBeGreaterThanOrEqual(10);
    expect(await outputOf(twenty)).toMatchObject({
      code: 1,
      verdicts: ["cart::total regressed", "cart::copy unchanged"],
    });
  });

  it("has what is new, missing and cannot be compared, and with nothing to compare it ends with 3", async () => {
    const list = JSON.stringify([{ name: "score", unit: "points", value: 1 }]);
    const pairs = Array.from({ length: 5 }, () => ({
      base: pytestReport({ old: [3, 1, 2] }),
      head: pytestReport({ young: [4] }),
    }));
    const output = await outputOf(pairs);
    expect(output.benchmarks).toMatchObject([
      { name: "young", verdict: "new", baseline: null, current: 4, ratio: null, interval: null },
      { name: "old", verdict: "missing", baseline: 2, current: null },
    ]);
    expect(output.code).toBe(3);
    const vague = await outputOf([{ base: list, head: list }]);
    expect(vague).toMatchObject({
      code: 3,
      benchmarks: [],
      notCompared: [{ name: "score", because: expect.stringContaining("better") }],
    });
    expect(await outputOf([{ base: list, head: list }], "--better", "higher")).toMatchObject({
      verdicts: ["score undecided"],
    });
  });

  it("decides nothing by one report a side, unless a plain ratio is wanted", async () => {
    const one = [{ base: pytestReport({ a: [1], b: [1] }), head: pytestReport({ a: [1.2], b: [1] }) }];
    const shown = await outputOf(one);
    expect(shown).toMatchObject({ code: 3, verdicts: ["a undecided", "b undecided"] });
    expect(shown.benchmarks[0]).toMatchObject({
      ratio: expect.closeTo(1.2),
      interval: null,
      because: expect.stringContaining("at least 5"),
    });
    expect(await outputOf(one, "--plain-ratio")).toMatchObject({ code: 1, verdicts: ["a regressed", "b unchanged"] });
    expect(await outputOf(one, "--plain-ratio", "--limit", "25%")).toMatchObject({ code: 0 });
  });

  it("reads what the real tools wrote, one folder of Criterion as one run", async () => {
    const go = `${fixtures}go/count.txt`;
    const same = await run([
      "bench",
      "compare",
      "--baseline",
      go,
      "--current",
      go,
      "--plain-ratio",
      "--format",
      "json",
    ]);
    const { benchmarks, exitCode } = BenchCompareOutput.parse(JSON.parse(same.out));
    expect(exitCode).toBe(0);
    expect(benchmarks.every(({ verdict, ratio }) => verdict === "unchanged" && (ratio === 1 || ratio === null))).toBe(
      true,
    );
    expect(new Set(benchmarks.map(({ metric }) => metric)).size).toBeGreaterThan(2);
    const criterion = ["10", "1000"].flatMap((size) =>
      ["estimates", "sample"].map(
        (file) => `${fixtures}criterion/target/criterion/cart/total/${size}/new/${file}.json`,
      ),
    );
    const once = await run([
      "bench",
      "compare",
      "--baseline",
      ...criterion,
      "--current",
      ...criterion,
      "--format",
      "json",
    ]);
    expect(BenchCompareOutput.parse(JSON.parse(once.out))).toMatchObject({
      pairs: 1,
      benchmarks: [{ name: "cart/total/10" }, { name: "cart/total/1000" }],
    });
  });

  it("prints a table with the course of the pairs, and what to do", async () => {
    const { out } = await compare(pairedReports(slow, 10));
    expect(out).toMatch(/^2 benchmarks compared in 10 pairs, limit 10 %\n\nOn AMD EPYC/);
    expect(out).toMatch(/^✗ {2}cart::total {2}.* 10 % {3}10 pairs {2}[▁-█]{10} {2}regressed$/m);
    expect(out).toMatch(/^✗ cart::total is slower: from /m);
    expect(out).toMatch(/\n✗ 1 benchmark regressed\.\n$/);
    const few = await compare(pairedReports(calm, 2));
    expect(few.out).toMatch(/\n\? 2 benchmarks undecided\. It takes at least 5 pairs\.\n$/);
  });

  it("prints Markdown in which names cannot format anything", async () => {
    const { out } = await compare(pairedReports({ "a|b <img> @you": { seconds: 1 } }, 5), "--format", "markdown");
    expect(out).toContain("a\\|b &lt;img\\> @\u2060you");
    expect(out).toMatch(/^\| --- \|/m);
  });
});

describe("misuse of bench compare", () => {
  const good = pytestReport({ a: [1] });

  it.each([
    [
      "runs without a partner",
      ["--baseline", "a.json", "b.json", "--current", "a.json"],
      /baseline has 2 runs, and what is current has 1/,
    ],
    ["a file that is not there", ["--baseline", "none.json", "--current", "a.json"], /none\.json cannot be read/],
    ["a file that is no report", ["--baseline", "broken.json", "--current", "a.json"], /broken\.json cannot be used: /],
    [
      "another machine",
      ["--baseline", "other.json", "--current", "a.json"],
      /measured on one machine: other\.json is of Xeon/,
    ],
    [
      "a limit that is none",
      ["--baseline", "a.json", "--current", "a.json", "--limit", "10"],
      /--limit as a percentage/,
    ],
    ["no baseline", ["--current", "a.json"], /--baseline/],
  ])("is told and ends with 2: %s", async (_what, args, words) => {
    writeFileSync(join(folder, "a.json"), good);
    writeFileSync(join(folder, "b.json"), good);
    writeFileSync(join(folder, "broken.json"), '{"benchmarks": [');
    writeFileSync(join(folder, "other.json"), pytestReport({ a: [1] }, { cpu: "Xeon" }));
    const { code, out, err } = await run(["bench", "compare", ...args], { cwd: folder });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(words);
  });
});
