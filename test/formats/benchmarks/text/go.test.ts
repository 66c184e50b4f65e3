import { describe, expect, it } from "@jest/globals";
import type { SeriesReport } from "../../../../src/formats/benchmarks/model.ts";
import { fixtureText, read, readFixture, readSeries, rulesOf, seriesOf, shownSeries } from "../reports.ts";

const line = /^(Benchmark\S+?)(?:-(\d+))? +\t *(\d+)\t(.*)$/;
const metrics: Readonly<Record<string, readonly [metric: string, factor: number]>> = {
  "ns/op": ["time", 1e9],
  "MB/s": ["throughput", 1e-6],
  "B/op": ["memory", 1],
  "allocs/op": ["allocations", 1],
  "carts/op": ["carts/op", 1],
  "p99-ns": ["p99-ns", 1e9],
};

/** Every figure that Go printed and that is not the sample that stands in its place. */
function wrongFigures(
  report: SeriesReport,
  text: string,
): { readonly figures: number; readonly wrong: readonly string[] } {
  const met = new Map<string, number>();
  const wrong: string[] = [];
  let [inside, figures] = ["", 0];
  for (const each of text.split("\n")) {
    if (each.startsWith("pkg: ")) inside = each.slice(5);
    const [, name, procs, iterations, fields = ""] = line.exec(each) ?? [];
    if (name === undefined) continue;
    for (const [, printed, unit = ""] of fields.matchAll(/([\d.]+) (\S+)/g)) {
      const [metric, factor] = metrics[unit] ?? ["", Number.NaN];
      const key = `${inside}.${name} ${procs} ${metric}`;
      const place = met.get(key) ?? 0;
      met.set(key, place + 1);
      figures += 1;
      const series = report.series.find(
        (one) => one.name === `${inside}.${name}` && one.metric === metric && one.parameters[0]?.value === procs,
      );
      const [value, count] = [series?.samples?.[place], series?.iterations];
      const same = Math.abs((value ?? Number.NaN) * factor - Number(printed)) <= 1e-9 * Number(printed);
      if (!same || typeof count !== "object" || count[place] !== Number(iterations)) {
        wrong.push(`${key}: printed ${printed} of ${iterations}, read ${value}`);
      }
    }
  }
  return { figures, wrong };
}

describe("go test -bench", () => {
  it.each([
    ["once", 7],
    ["count", 60],
    ["cpu", 4],
  ])("%s: every figure is what Go printed", (name, count) => {
    const report = readFixture(`go/${name}.txt`);
    expect(wrongFigures(report, fixtureText(`go/${name}.txt`))).toEqual({ figures: count, wrong: [] });
    expect([report.complete, rulesOf(report)]).toEqual([true, []]);
    expect(report.testbed).toEqual({ cpu: "AMD EPYC", architecture: "amd64", os: "linux", runtimes: [] });
  });

  it("names the package, takes lines of one name for samples, and knows directions", () => {
    expect(shownSeries(readFixture("go/once.txt"))).toEqual([
      "example.com/shop/cart.BenchmarkTotal/n=10 (gomaxprocs=2): time in s, lower, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkTotal/n=1000 (gomaxprocs=2): time in s, lower, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkCopy (gomaxprocs=2): time in s, lower, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkCopy (gomaxprocs=2): throughput in B/s, higher, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkCopy (gomaxprocs=2): carts/op in carts/op, unknown, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkCopy (gomaxprocs=2): p99-ns in s, lower, 1 samples, processes 1",
      "example.com/shop/text.BenchmarkCopy (gomaxprocs=2): time in s, lower, 1 samples, processes 1",
    ]);
  });

  it("tells processes apart where a package comes again", () => {
    const [one, four] = [fixtureText("go/once.txt"), fixtureText("go/count.txt")];
    const copy = seriesOf(readSeries(one + four + one), "example.com/shop/text.BenchmarkCopy", "time");
    expect([copy.samples?.length, copy.processes]).toEqual([6, [1, 4, 1]]);
  });

  it("keeps lines with GOMAXPROCS and without apart", () => {
    expect(shownSeries(readFixture("go/cpu.txt"))).toEqual([
      "example.com/shop/cart.BenchmarkTotal/n=10: time in s, lower, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkTotal/n=10 (gomaxprocs=2): time in s, lower, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkTotal/n=1000: time in s, lower, 1 samples, processes 1",
      "example.com/shop/cart.BenchmarkTotal/n=1000 (gomaxprocs=2): time in s, lower, 1 samples, processes 1",
    ]);
  });

  it("reads lines alone, of no package", () => {
    const report = readSeries("BenchmarkA-8 \t 10\t 5 ns/op\nBenchmarkA-8 10 6.5e3 ns/op\n");
    expect(shownSeries(report)).toEqual(["BenchmarkA (gomaxprocs=8): time in s, lower, 2 samples"]);
    expect([report.complete, rulesOf(report)]).toEqual([true, []]);
  });

  it("believes what is said of a unit's direction", () => {
    const report = readSeries(
      "Unit carts/op better=higher\nUnit ns/op assume=exact\nBenchmarkA 10 5 ns/op 7 carts/op\n",
    );
    expect(report.series.map(({ metric, better }) => [metric, better])).toEqual([
      ["time", "lower"],
      ["carts/op", "higher"],
    ]);
  });

  const begin = "goos: linux\ngoarch: amd64\npkg: a\ncpu: EPYC\n";
  const bench = "BenchmarkA-2 10 5 ns/op\n";

  it("reads what -v prints", () => {
    const text = `${begin}BenchmarkA\n    a_test.go:5: a word\n${bench}--- BENCH: BenchmarkA-2\n    a_test.go:5: a word\nPASS\nok  \ta\t1.2s\n`;
    expect([read(text).complete, rulesOf(read(text))]).toEqual([true, []]);
  });

  it.each([
    ["a package that failed", `${begin}${bench}--- FAIL: BenchmarkB\nFAIL\nexit status 1\nFAIL\ta\t1s\n`, ["failed!"]],
    ["a panic", `${begin}${bench}panic: no cart\n`, ["failed!"]],
    ["a package that does not end", `${begin}${bench}`, ["truncated!"]],
    [
      "a package that does not end before another begins",
      `${begin}${bench}pkg: b\nBenchmarkB 1 1 ns/op\nPASS\n`,
      ["truncated!"],
    ],
    ["a package that only just begins", `${begin}${bench}PASS\nok  \ta\t1s\ngoos: linux\n`, ["truncated!"]],
    ["a last line without its end", `${begin}${bench}PASS`, ["truncated!"]],
    ["a benchmark of no package", `${begin}${bench}PASS\nok  \ta\t1s\n${bench}`, ["unreadable-entry!"]],
    ["a package that ends as another one", `${begin}${bench}PASS\nok  \tb\t1s\n`, ["unreadable-entry!"]],
    ["two machines", `${begin}${bench}PASS\n${begin.replace("EPYC", "Xeon")}${bench}PASS\n`, ["several-machines!"]],
    [
      "two architectures",
      `${begin}${bench}PASS\n${begin.replace("amd64", "arm64")}${bench}PASS\n`,
      ["several-machines!"],
    ],
    [
      "a test that prints in between",
      `${begin}BenchmarkA-2 \thello\n   10\t 5 ns/op\nPASS\n`,
      ["unreadable-entry!", "empty!"],
    ],
    ["a line that is cut in two", `${begin}${bench.trim()}\n\t 7 carts/op\nPASS\n`, ["unreadable-entry!"]],
    ["a last column alone", `${begin}${bench}       120.0 p99-ns\nPASS\n`, ["unreadable-entry!"]],
    ["a name that is none", `${begin}${bench}Ben hmarkB-2 \t 10\t 5 ns/op\nPASS\n`, ["unreadable-entry!"]],
    ["a value that is none", "BenchmarkA-2 10 5x ns/op\n", ["unreadable-entry!", "no-figure!", "empty!"]],
    ["a value that is infinite", `${bench}BenchmarkB-2 10 +Inf ns/op\n`, ["not-finite!", "no-figure!"]],
    ["a value that is NaN", `${bench}BenchmarkB-2 10 NaN ns/op\n`, ["not-finite!", "no-figure!"]],
    ["a value below zero", `${bench}BenchmarkB-2 10 -3 ns/op\n`, ["negative!", "no-figure!"]],
    ["no iterations", `${bench}BenchmarkB-2 0 3 ns/op\n`, ["unreadable-entry!"]],
    ["a value without a unit", `${bench}BenchmarkB-2 10 3 ns/op 7\n`, ["unreadable-entry!"]],
    ["a unit that is there twice", `BenchmarkB-2 10 3 ns/op 4 ns/op\n`, ["unreadable-entry!"]],
    [
      "a column that is not in every line",
      `BenchmarkB-2 10 3 ns/op 4 B/op\nBenchmarkB-2 10 3 ns/op\n`,
      ["count-differs"],
    ],
    ["a benchmark that was skipped", `${bench}--- SKIP: BenchmarkB\n`, ["skipped"]],
    [
      "a line that is not UTF-8",
      new Uint8Array([
        ...new TextEncoder().encode(`${bench}BenchmarkB`),
        0xe9,
        ...new TextEncoder().encode(" 10 3 ns/op\n"),
      ]),
      ["encoding!"],
    ],
  ])("tells of %s", (_what, text, rules) => {
    expect(rulesOf(read(text))).toEqual(rules);
  });

  it("does not take other words for benchmarks", () => {
    const text = `Benchmarks are fun\nBenchmarking 10 3 ns/op\n${bench}`;
    expect(shownSeries(readSeries(text))).toEqual(["BenchmarkA (gomaxprocs=2): time in s, lower, 1 samples"]);
  });
});
