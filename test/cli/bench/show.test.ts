import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { BenchShowOutput } from "../../../src/cli/bench/show-output.ts";
import { fixtureText, readFixture } from "../../formats/benchmarks/reports.ts";
import { run } from "../test-terminal.ts";

let directory: string;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-bench-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

/** Shows a text as a file of this name. */
function show(name: string, text: string, ...options: readonly string[]) {
  writeFileSync(join(directory, name), text);
  return run(["bench", "show", name, ...options], { cwd: directory });
}

async function json(name: string, text: string, ...options: readonly string[]) {
  const ran = await show(name, text, "--format", "json", ...options);
  return { ...ran, output: BenchShowOutput.parse(JSON.parse(ran.out)) };
}

describe("lanekeeper bench show", () => {
  it("prints series with parameters, metric, value, spread and samples", async () => {
    const { code, out, err } = await show("bench.json", fixtureText("pytest-benchmark/with-data.json"));
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe(`bench.json

Series, as pytest-benchmark has them
benchmark                                metric  better  value    of                 spread                samples
test_cart.py::test_total[10] (n=10)      time    lower   152 ns   median of samples  IQR 455 ps (0.3 %)    25
test_cart.py::test_total[1000] (n=1000)  time    lower   8.54 µs  median of samples  IQR 6.1 ns (0.071 %)  5
test_cart.py::test_rounds                time    lower   529 ns   median of samples  IQR 10 ns (1.9 %)     12
test_cart.py::test_once                  time    lower   922 ns   median of samples  –                     1

i Measured on AMD EPYC, 2 cores, x86_64, Linux 6.1.0, CPython 3.11.7.

✓ 4 series, and nothing of them was lost.
`);
  });

  it("prints what the tool says where there are no samples, and of how many it says it", async () => {
    const { out } = await show("bench.json", fixtureText("vitest/bench.json"));
    expect(out).toMatch(
      /^cart\.bench\.js > cart > total of 10 +time +lower +706 ns +median +σ 231 ns \(33 %\) +0 of 10$/m,
    );
    expect(out).toMatch(/^i It does not say where it was measured\.$/m);
    const list = await show("list.json", fixtureText("custom/custom.json"));
    expect(list.out).toMatch(/^Warnings +value +unknown +0 +value +– +0$/m);
  });

  it("prints every figure as JSON, in the shape of its schema", async () => {
    const { code, err, output } = await json("go.txt", fixtureText("go/count.txt"));
    const { series, testbed } = readFixture("go/count.txt");
    expect([code, err, output.exitCode, output.kind, output.complete]).toEqual([0, "", 0, "go", true]);
    expect(output.testbed).toEqual(testbed);
    expect(output.series.map(({ name, metric, unit, better }) => ({ name, metric, unit, better }))).toEqual(
      series.map(({ name, metric, unit, better }) => ({ name, metric, unit, better })),
    );
    expect(output.series.map(({ samples }) => samples)).toEqual(series.map(({ samples }) => [...(samples ?? [])]));
    expect(output.series[0]).toMatchObject({ processes: [4], iterations: [806072, 756930, 757407, 800160] });
  });

  it("takes the direction of a list from whoever asks", async () => {
    const { output } = await json("list.json", fixtureText("custom/custom.json"), "--better", "higher");
    expect(new Set(output.series.map(({ better }) => better))).toEqual(new Set(["higher"]));
    const go = await json("go.txt", fixtureText("go/count.txt"), "--better", "higher");
    expect(go.output.series[0]?.better).toBe("lower");
  });

  it("names Criterion's benchmarks by where the file lies", async () => {
    const path = new URL(
      "../../formats/benchmarks/fixtures/criterion/target/criterion/cart/total/10/new",
      import.meta.url,
    );
    const { out } = await run(["bench", "show", "sample.json"], { cwd: path.pathname });
    expect(out).toMatch(/^cart\/total\/10 +time +lower/m);
  });

  it("ends with 3 when something may have been lost, and says what and where", async () => {
    const cut = fixtureText("go/count.txt").slice(0, 900);
    const { code, out } = await show("go.txt", cut);
    expect(code).toBe(3);
    expect(out).toMatch(
      /^\? go\.txt: the last line has no line end\.\n {4}line 13 of it\n {4}2 times\n {4}Upload the file again/m,
    );
    expect(out).toMatch(/^\? Figures may have been lost: these stand for nothing\.$/m);
    const { output } = await json("go.txt", cut);
    expect(output).toMatchObject({
      exitCode: 3,
      complete: false,
      problems: [{ report: "go.txt", rule: "truncated", times: 2 }],
    });
  });

  it("ends with 3 for what is no report", async () => {
    const { code, out } = await show("page.html", "<html>");
    expect([code, out.includes("Series")]).toEqual([3, false]);
    const { output } = await json("page.html", "<html>");
    expect(output).toMatchObject({ kind: null, series: [], complete: false });
  });

  it("ends with 0 when something is only odd", async () => {
    const { code, out } = await show("failed.json", fixtureText("hyperfine/failed.json"));
    expect(code).toBe(0);
    expect(out).toMatch(/^i failed\.json: .* ended with 3 in 3 of 3 runs\.$/m);
  });

  it("shows no control characters of a report", async () => {
    const { out } = await show("list.json", '[{"name": "\\u001b[31mred", "unit": "\\u0007", "value": 1}]');
    expect([..."\u0007\u001b"].filter((character) => out.includes(character))).toEqual([]);
    expect(out).toContain("red");
  });

  it("shows only so many series to a person, and all as JSON", async () => {
    const list = JSON.stringify(
      Array.from({ length: 203 }, (_, index) => ({ name: `b${index}`, unit: "s", value: 1 })),
    );
    const { out } = await show("list.json", list);
    expect(out).toMatch(/^b199 .*\nand 3 more: see --format json$/m);
    expect((await json("list.json", list)).output.series).toHaveLength(203);
  });

  it.each([
    ["a file that is not there", ["gone.json"], /gone\.json cannot be read\./],
    ["a folder", ["."], /cannot be read\./],
    ["no file", [], /missing required argument 'file'/],
    ["an unknown format", ["gone.json", "--format", "xml"], /Allowed choices are pretty, json/],
    ["an unknown direction", ["gone.json", "--better", "faster"], /Allowed choices are lower, higher/],
  ])("ends with 2 for %s", async (_what, args, words) => {
    const { code, out, err } = await run(["bench", "show", ...args], { cwd: directory });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(words);
  });
});
