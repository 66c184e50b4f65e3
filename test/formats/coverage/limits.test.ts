import { describe, expect, it } from "@jest/globals";
import {
  MAX_FILES,
  MAX_LINE_NUMBER,
  MAX_PATH_CHARACTERS,
  MAX_SPAN_LINES,
} from "../../../src/formats/coverage/limits.ts";
import { coverageParser } from "../../../src/formats/coverage/parse.ts";
import { MAX_DEPTH, MAX_ENTRY_BYTES, MAX_RECORD_BYTES } from "../../../src/formats/reports/limits.ts";
import { fileAt, fixture, read, readLines, rulesOf, shownLines, total } from "./reports.ts";

const utf8 = new TextEncoder();
const section = (path: string) => `SF:${path}\nDA:1,1\nend_of_record\n`;

describe("limits", () => {
  it("files", () => {
    const sections = Array.from({ length: MAX_FILES }, (_, index) => section(`${index}.c`)).join("");
    const [most, more] = [readLines(sections), readLines(`${sections}${section("a.c")}${section("1.c")}`)];
    expect([most.files.size, rulesOf(most), more.files.size, rulesOf(more)]).toEqual([
      MAX_FILES,
      [],
      MAX_FILES,
      ["limit!"],
    ]);
  });

  it("line numbers", () => {
    expect(rulesOf(read(`SF:a.c\nDA:${MAX_LINE_NUMBER},1\nend_of_record\n`))).toEqual([]);
    expect(rulesOf(read(`SF:a.c\nDA:${MAX_LINE_NUMBER + 1},1\nDA:1,1\nend_of_record\n`))).toEqual(["limit!"]);
  });

  it("paths", () => {
    expect(rulesOf(read(section("a".repeat(MAX_PATH_CHARACTERS))))).toEqual([]);
    expect(rulesOf(read(`${section("a".repeat(MAX_PATH_CHARACTERS + 1))}${section("b")}`))).toEqual(["limit!"]);
    expect(rulesOf(read(`${section("a\0b")}${section("b")}`))).toEqual(["unreadable-entry!"]);
  });

  it("a line of a text format", () => {
    const long = `TN:${"x".repeat(MAX_RECORD_BYTES)}\n`;
    expect(rulesOf(read(`${long}${section("a.c")}`))).toEqual(["limit!"]);
  });

  it("nesting of JSON", () => {
    const nested = (depth: number) => `{"meta": ${'{"a":'.repeat(depth)}1${"}".repeat(depth)}, "files": {}}`;
    expect(rulesOf(read(nested(MAX_DEPTH - 1)))).toEqual(["empty!"]);
    expect(rulesOf(read(nested(MAX_DEPTH)))).toEqual(["limit!", "empty!"]);
  });

  it("the entry of one file in JSON", () => {
    const parser = coverageParser();
    parser.push(utf8.encode('{"/a.js": {"path": '));
    const space = new Uint8Array(1_048_576).fill(32);
    for (let length = 0; length <= MAX_ENTRY_BYTES; length += space.length) parser.push(space);
    expect(rulesOf(parser.end())).toEqual(["limit!", "empty!"]);
  });

  it.each([
    ["Go", `mode: set\na.go:1.1,${MAX_SPAN_LINES * 3}.2 1 1\n`],
    [
      "llvm-cov",
      JSON.stringify({
        data: [
          {
            files: [
              {
                filename: "a.c",
                segments: [
                  [1, 1, 1, true, true, false],
                  [2_000_000_000, 1, 0, false, false, false],
                ],
              },
            ],
          },
        ],
      }),
    ],
    [
      "OpenCover",
      `<CoverageSession><Modules><Module><Files><File uid="1" fullPath="a.cs"/></Files><Classes><Class><Methods><Method><SequencePoints><SequencePoint vc="1" sl="1" sc="1" el="9000000" ec="1" fileid="1"/></SequencePoints></Method></Methods></Class></Classes></Module></Modules></CoverageSession>`,
    ],
  ])("lines that one statement of %s spans", (_format, text) => {
    expect(rulesOf(read(text))).toContain("limit!");
  });

  it("problems: however often one is met, it is one", () => {
    const report = read(`SF:a.c\n${"DA:x,1\n".repeat(10_000)}DA:1,1\nend_of_record\n`);
    expect(report.problems).toMatchObject([{ rule: "unreadable-entry", times: 10_000, at: { line: 2 } }]);
  });
});

describe("a file that comes back again and again", () => {
  it("is read in little time", () => {
    const lines = Array.from({ length: 200_000 }, (_, index) => `DA:${index + 1},0\n`).join("");
    const again = "SF:a.c\nDA:7,1\nDA:3,1\nend_of_record\n".repeat(20_000);
    const started = process.cpuUsage();
    const report = readLines(`SF:a.c\n${lines}end_of_record\n${again}`);
    expect(total(report.files, "line")).toBe("2/200000");
    expect(process.cpuUsage(started).user / 1_000).toBeLessThan(10_000);
  });
});

describe("names that objects of JavaScript have", () => {
  it("are paths like any other", () => {
    const entry = { executed_lines: [1], missing_lines: [], excluded_lines: [], summary: { num_statements: 1 } };
    const file = JSON.stringify(entry);
    const report = readLines(`{"meta": {}, "files": {"__proto__": ${file}, "constructor": ${file}}}`);
    expect([...report.files.keys()]).toEqual(["__proto__", "constructor"]);
    expect(shownLines(fileAt(report, "__proto__"))).toEqual(["1: 1"]);
  });
});

describe("pieces", () => {
  it("may be used again after they were pushed", () => {
    for (const path of ["coverage-py/coverage.xml", "nyc/lcov.info", "nyc/coverage-final.json", "go/set.out"]) {
      const [bytes, buffer, parser] = [fixture(path), Buffer.alloc(100), coverageParser()];
      for (let start = 0; start < bytes.length; start += buffer.length) {
        const part = bytes.subarray(start, start + buffer.length);
        buffer.set(part);
        parser.push(buffer.subarray(0, part.length));
      }
      const report = parser.end();
      expect(report.kind === "lines" && total(report.files, "line")).toBe(total(readLines(bytes).files, "line"));
    }
  });
});
