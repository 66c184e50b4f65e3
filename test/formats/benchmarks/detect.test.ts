import { describe, expect, it } from "@jest/globals";
import { fixturePaths } from "./fixture-paths.ts";
import { fixture, fixtureText, read, readFixture, rulesOf } from "./reports.ts";

describe("the format", () => {
  it.each(fixturePaths)("%s: is told by content", (path) => {
    const folder = path.split("/")[0];
    expect(readFixture(path).format).toBe(folder);
    // Only Criterion needs the path, for the name.
    if (folder !== "criterion") expect(read(fixture(path), { path: "report.xml" })).toEqual(readFixture(path));
  });

  it("is told whatever the order of keys", () => {
    const backwards = '{"benchmarks": [{"stats": {"mean": 1}, "fullname": "a"}], "machine_info": {}}';
    expect(read(backwards)).toMatchObject({ format: "pytest-benchmark", complete: true });
    expect(
      read('{"benchmarks": [{"real_time": 1, "cpu_time": 1, "iterations": 1, "time_unit": "ns", "name": "a"}]}'),
    ).toMatchObject({
      format: "google-benchmark",
      complete: true,
    });
    expect(read('[{"result": {"mean": 1}, "name": "a"}]')).toMatchObject({ format: "tinybench", complete: true });
  });

  it("is told behind whatever tests print before Go's own lines", () => {
    const text = fixtureText("go/once.txt");
    expect(read(`=== starting\n{ not JSON }\n${text}`).complete).toBe(true);
  });
});

describe("what is no report", () => {
  it.each([
    ["nothing", "", ["empty!"]],
    ["only space", " \n\t \n", ["empty!"]],
    ["only NUL", "\0\0\0\0", ["empty!"]],
    ["an empty object", "{}", ["empty!"]],
    ["an empty list", "[ ]\n", ["empty!"]],
    ["a list of numbers", "[1, 2]", ["unknown-format!"]],
    ["some words", "404: Not Found", ["unknown-format!"]],
    ["a web page", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", ["unknown-format!"]],
    ["JSON of another kind", '{"name": "lanekeeper", "version": "1"}', ["unknown-format!"]],
    ["Bencher's own format", '{"a": {"latency": {"value": 1}}}', ["unknown-format!"]],
    ["what go test -json prints", '{"Time":"2026-01-01T00:00:00Z","Action":"output"}\n', ["unknown-format!"]],
    ["text in front of JSON", `Running ./cart\n${'{"context": {}, "benchmarks": []}'}`, ["unknown-format!"]],
    ["a test run of Go without benchmarks", "ok  \texample.com/shop\t0.1s\n", ["unknown-format!"]],
  ])("%s", (_what, text, rules) => {
    const report = read(text);
    expect([report.kind, report.complete, rulesOf(report)]).toEqual(["unknown", false, rules]);
  });

  it.each([
    ["gzip", [0x1f, 0x8b, 8, 0]],
    ["zip", [0x50, 0x4b, 3, 4]],
    ["bzip2", [0x42, 0x5a, 0x68, 0x39]],
    ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
    ["xz", [0xfd, 0x37, 0x7a, 0x58]],
  ])("%s, which the caller has to unpack", (name, bytes) => {
    const [problem] = read(Uint8Array.from(bytes)).problems;
    expect(problem).toMatchObject({ rule: "compressed", what: `it is compressed with ${name}.` });
  });

  it("says how it begins, without control characters", () => {
    const [problem] = read("\u001b[31mno\u001b[0m\u0007 report").problems;
    expect(problem?.what).toContain(String.raw`it begins with "\u001b[31mno\u001b[0m\u0007 report".`);
  });

  it.each([
    ["pytest-benchmark", '{"machine_info": {}, "benchmarks": []}'],
    ["Google Benchmark", '{"context": {}, "benchmarks": []}'],
    ["BenchmarkDotNet", '{"HostEnvironmentInfo": {}, "Benchmarks": []}'],
    ["k6", '{"root_group": {}, "metrics": {}}'],
    ["Go", "goos: linux\npkg: a\nPASS\nok  \ta\t1s\n"],
  ])("a report of %s without a benchmark", (_name, text) => {
    expect([read(text).complete, rulesOf(read(text))]).toEqual([false, ["empty!"]]);
  });
});

describe("mixed content", () => {
  const json = fixtureText("hyperfine/runs.json");
  const go = fixtureText("go/once.txt");

  it.each([
    ["two JSON documents", `${json}${json}`, ["mixed-content!"]],
    ["words behind JSON", `${json}done\n`, ["mixed-content!"]],
    ["Go behind JSON", `${json}${go}`, ["mixed-content!"]],
    ["another format inside", json.replace('"results": [', '"results": [7, '), ["unreadable-entry!"]],
  ])("%s", (_what, text, rules) => {
    expect([read(text).complete, rulesOf(read(text))]).toEqual([false, rules]);
  });

  it("of two machines", () => {
    const other = go.replaceAll("AMD EPYC", "Apple M1").replaceAll("linux", "darwin").replaceAll("amd64", "arm64");
    expect(rulesOf(read(go + other))).toEqual(["several-machines!"]);
    const [host] = /"HostEnvironmentInfo": \{[^}]*\}[^}]*\},/.exec(
      fixtureText("benchmarkdotnet/report-brief.json"),
    ) ?? [""];
    const twice = fixtureText("benchmarkdotnet/report-brief.json").replace(
      host,
      `${host}${host.replace("AMD EPYC", "Xeon")}`,
    );
    expect(rulesOf(read(twice))).toEqual(["several-machines!"]);
  });
});
