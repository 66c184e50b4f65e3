import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { fixture, read, readLines, rulesOf, total } from "./reports.ts";

const xml = new TextDecoder().decode(fixture("coverage-py/coverage.xml"));
const lcov = new TextDecoder().decode(fixture("nyc/lcov.info"));

describe("what is no report", () => {
  it.each([
    ["nothing", "", ["empty!"]],
    ["only space", " \n\t \n", ["empty!"]],
    ["only NUL", "\0\0\0\0", ["empty!"]],
    ["an empty object", "{}", ["empty!"]],
    ["an object that was cut off at once", "{ ", ["empty!"]],
    ["a list", "[1, 2]", ["unknown-format!"]],
    ["some words", "404: Not Found", ["unknown-format!"]],
    ["a web page", "<!DOCTYPE html>\n<html><body>Sign in</body></html>", ["unknown-format!"]],
    ["XML of another kind", "<testsuites><testsuite/></testsuites>", ["unknown-format!"]],
    ["SonarQube's own format", '<coverage version="1"><file path="a"/></coverage>', ["unknown-format!"]],
    ["a root without content", "<coverage/>", ["empty!"]],
    ["JSON of another kind", '{"name": "lanekeeper", "version": "1"}', ["unknown-format!"]],
    ["gcov's text", "        -:    0:Source:main.c\n", ["unknown-format!"]],
  ])("%s", (_what, text, rules) => {
    const report = read(text);
    expect([report.kind, report.complete, rulesOf(report)]).toEqual(["unknown", false, rules]);
  });

  it.each([
    ["gzip", [0x1f, 0x8b, 8, 0]],
    ["zip", [0x50, 0x4b, 3, 4]],
    ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ])("%s, which the caller has to unpack", (name, bytes) => {
    const [problem] = read(Uint8Array.from(bytes)).problems;
    expect(problem).toMatchObject({ rule: "compressed", what: `it is compressed with ${name}.` });
  });

  it.each([
    ["Cobertura", "<coverage><sources/><packages/></coverage>"],
    ["Clover", '<coverage clover="4"><project/></coverage>'],
    ["JaCoCo", '<report name="r"/>'],
    ["OpenCover", "<CoverageSession><Modules/></CoverageSession>"],
    ["LCOV", "TN:\nSF:a.c\nend_of_record\n"],
    ["Go", "mode: set\n"],
    ["coverage.py", '{"meta": {"version": "7"}, "files": {}}'],
    ["a summary", '{"total": {"lines": {"total": 0}}}'],
  ])("a report of %s without a line", (_name, text) => {
    expect([read(text).complete, rulesOf(read(text))]).toEqual([false, ["empty!"]]);
  });
});

describe("mixed content", () => {
  it.each([
    ["two XML documents", `${xml}${xml}`, ["malformed!"]],
    ["two JSON documents", `{"meta": {}, "files": {}}{"meta": {}}`, ["mixed-content!", "empty!"]],
    ["XML behind LCOV", `${lcov}${xml}`, ["unknown-entry!"]],
    ["words behind JSON", `{"meta": {}, "files": {}} done`, ["mixed-content!", "empty!"]],
    ["LCOV behind a Go profile", `mode: set\na.go:1.1,2.2 1 1\n${lcov}`, ["unreadable-entry!"]],
  ])("%s", (_what, text, rules) => {
    const report = read(text);
    expect([report.complete, rulesOf(report)]).toEqual([false, rules]);
  });

  it("several documents of gcov, or several Go profiles, are one report", () => {
    const one = new TextDecoder().decode(fixture("gcov/shop-main.gcov.json"));
    expect(read(`${one}\n${one}`).complete).toBe(true);
    expect(read("mode: set\na.go:1.1,2.2 1 1\nmode: set\nb.go:1.1,2.2 1 0\n").complete).toBe(true);
  });
});

describe("a compressed report", () => {
  it("is read when the caller has unpacked it", () => {
    const report = readLines(new Uint8Array(gunzipSync(fixture("gcov/main.gcov.json.gz"))));
    expect(total(report.files, "line")).toBe("6/7");
  });
});
