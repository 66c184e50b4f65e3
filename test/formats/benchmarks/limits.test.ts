import { describe, expect, it } from "@jest/globals";
import {
  MAX_NAME_CHARACTERS,
  MAX_PARAMETERS,
  MAX_PERCENTILES,
  MAX_REPORT_BYTES,
  MAX_RUNTIMES,
  MAX_SAMPLES,
  MAX_SERIES,
} from "../../../src/formats/benchmarks/limits.ts";
import { benchmarkParser } from "../../../src/formats/benchmarks/parse.ts";
import { MAX_DEPTH, MAX_ENTRY_BYTES, MAX_RECORD_BYTES } from "../../../src/formats/reports/limits.ts";
import { fixture, read, readSeries, rulesOf } from "./reports.ts";

const utf8 = new TextEncoder();
const item = (name: string) => `{"name":${JSON.stringify(name)},"unit":"s","value":1}`;
const result = (more: string) => `{"results": [{"command": "a", "mean": 1${more}}]}`;

describe("limits", () => {
  it("series", () => {
    const items = Array.from({ length: MAX_SERIES }, (_, index) => item(`${index}`)).join(",");
    const [most, more] = [readSeries(`[${items}]`), readSeries(`[${items},${item("a")}]`)];
    expect([most.series.length, rulesOf(most)]).toEqual([MAX_SERIES, []]);
    expect([more.series.length, rulesOf(more)]).toEqual([MAX_SERIES, ["limit!"]]);
  });

  it("samples of all series together", () => {
    const parser = benchmarkParser("");
    const half = MAX_SAMPLES / 2;
    parser.push(utf8.encode('{"results": ['));
    for (const [name, count] of [
      ["a", half],
      ["b", half],
      ["c", 1],
    ] as const) {
      parser.push(utf8.encode(`${name === "a" ? "" : ","}{"command": "${name}", "mean": 1, "times": [1`));
      const ones = utf8.encode(",1".repeat(1_000));
      for (let left = count - 1; left > 0; left -= 1_000) parser.push(ones.subarray(0, 2 * Math.min(left, 1_000)));
      parser.push(utf8.encode("]}"));
    }
    parser.push(utf8.encode("]}"));
    const report = parser.end();
    expect([rulesOf(report), report.kind === "series" && report.series.map(({ name }) => name)]).toEqual([
      ["limit!"],
      ["a", "b"],
    ]);
  });

  it("series of Go and of Google Benchmark, before they are put together", () => {
    const names = Array.from({ length: MAX_SERIES + 1 }, (_, index) => `Benchmark${index}`);
    const go = readSeries(names.map((name) => `${name} 1 1 ns/op\n`).join(""));
    expect([go.series.length, rulesOf(go)]).toEqual([MAX_SERIES, ["limit!"]]);
    const runs = names
      .slice(0, MAX_SERIES / 2 + 1)
      .map((name) => `{"name":"${name}","iterations":1,"real_time":1,"cpu_time":1,"time_unit":"s"}`);
    const google = readSeries(`{"context": {}, "benchmarks": [${runs.join(",")}]}`);
    expect([google.series.length, rulesOf(google)]).toEqual([MAX_SERIES, ["limit!"]]);
  });

  it("names, units and values of parameters", () => {
    const long = "n".repeat(MAX_NAME_CHARACTERS);
    expect(rulesOf(read(`[${item(long)}]`))).toEqual([]);
    expect(rulesOf(read(`[${item(`${long}n`)},${item("b")}]`))).toEqual(["limit!"]);
    expect(rulesOf(read(`[${item("a\0b")},${item("b")}]`))).toEqual(["limit!"]);
    expect(rulesOf(read(result(`, "parameters": {"n": "${long}n"}`)))).toEqual(["limit!", "empty!"]);
    expect(rulesOf(read(`[{"name":"a","unit":"${long}n","value":1}]`))).toEqual(["limit!", "empty!"]);
  });

  it("parameters", () => {
    const parameters = (count: number) =>
      JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, index])));
    expect(rulesOf(read(result(`, "parameters": ${parameters(MAX_PARAMETERS)}`)))).toEqual([]);
    expect(rulesOf(read(result(`, "parameters": ${parameters(MAX_PARAMETERS + 1)}`)))).toEqual(["limit!", "empty!"]);
  });

  it("percentiles", () => {
    const percentiles = (count: number) => Array.from({ length: count }, (_, index) => `"${index / 100}": 1`).join(",");
    const text = (count: number) =>
      `[{"jmhVersion": "1", "benchmark": "a", "mode": "ss", "primaryMetric": {"score": 1, "scoreUnit": "s", "scorePercentiles": {${percentiles(count)}}}}]`;
    expect(rulesOf(read(text(MAX_PERCENTILES)))).toEqual([]);
    expect(rulesOf(read(text(MAX_PERCENTILES + 1)))).toEqual(["limit!", "empty!"]);
  });

  it("runtimes, and what is said of a machine", () => {
    const task = (version: string) => `{"name": "${version}", "result": {"mean": 1, "runtime": "${version}"}}`;
    const tasks = (count: number) => `[${Array.from({ length: count }, (_, index) => task(`v${index}`)).join(",")}]`;
    expect(rulesOf(read(tasks(MAX_RUNTIMES)))).toEqual([]);
    const more = readSeries(tasks(MAX_RUNTIMES + 1));
    expect([rulesOf(more), more.testbed.runtimes.length]).toEqual([["limit!"], MAX_RUNTIMES]);
    const cpu = `cpu: ${"x".repeat(MAX_NAME_CHARACTERS + 1)}\nBenchmarkA 1 1 ns/op\nPASS\n`;
    expect(rulesOf(read(cpu))).toEqual(["limit!"]);
  });

  it("a line of Go", () => {
    expect(rulesOf(read(`BenchmarkA 1 1 ns/op\n${"x".repeat(MAX_RECORD_BYTES + 1)}\n`))).toEqual(["limit!"]);
  });

  it("nesting of JSON", () => {
    const nested = (depth: number) =>
      `{"results": [{"command": "a", "mean": 1}], "x": ${"[".repeat(depth)}${"]".repeat(depth)}}`;
    expect(rulesOf(read(nested(MAX_DEPTH - 1)))).toEqual([]);
    expect(rulesOf(read(nested(MAX_DEPTH)))).toEqual(["limit!"]);
  });

  it("the entry of one benchmark in JSON", () => {
    const parser = benchmarkParser("");
    parser.push(utf8.encode('{"results": [{"command": '));
    const space = new Uint8Array(1_048_576).fill(32);
    for (let length = 0; length <= MAX_ENTRY_BYTES; length += space.length) parser.push(space);
    expect(rulesOf(parser.end())).toEqual(["limit!", "empty!"]);
  });

  it("bytes of a report", () => {
    const parser = benchmarkParser("");
    // Nothing is read behind this, so that the rest takes no time.
    parser.push(utf8.encode('{"results": [}'));
    const space = new Uint8Array(67_108_864).fill(32);
    for (let length = 0; length <= MAX_REPORT_BYTES; length += space.length) parser.push(space);
    expect(rulesOf(parser.end())).toEqual(["unknown-format!", "limit!"]);
  });

  it("problems: however often one is met, it is one", () => {
    const report = read(`BenchmarkA 1 1 ns/op\n${"BenchmarkB 1 x ns/op y\n".repeat(10_000)}`);
    expect(report.problems).toMatchObject([{ rule: "unreadable-entry", times: 10_000, at: { line: 2 } }]);
  });
});

describe("names that objects of JavaScript have", () => {
  it("are names like any other", () => {
    const report = readSeries(`[${item("__proto__")},${item("constructor")}]`);
    expect(report.series.map(({ name }) => name)).toEqual(["__proto__", "constructor"]);
    const { series } = readSeries(result(', "parameters": {"__proto__": "1", "toString": "2"}'));
    expect(series[0]?.parameters).toEqual([
      { name: "__proto__", value: "1" },
      { name: "toString", value: "2" },
    ]);
  });
});

describe("pieces", () => {
  it.each(["pytest-benchmark/with-data.json", "go/count.txt"])(
    "%s: may be used again after they were pushed",
    (path) => {
      const [bytes, buffer, parser] = [fixture(path), Buffer.alloc(100), benchmarkParser(path)];
      for (let start = 0; start < bytes.length; start += buffer.length) {
        const part = bytes.subarray(start, start + buffer.length);
        buffer.set(part);
        parser.push(buffer.subarray(0, part.length));
      }
      expect(parser.end()).toEqual(read(bytes, { path }));
    },
  );
});
