import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CoverageOutput } from "../../../src/cli/coverage/coverage-output.ts";
import { run } from "../test-terminal.ts";
import { cobertura, istanbulSummary, lcov } from "./sample-reports.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-coverage-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function coverage(...args: readonly string[]) {
  return run(["coverage", ...args], { cwd: directory });
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
}

async function json(...args: readonly string[]) {
  const ran = await coverage(...args, "--format", "json");
  return { ...ran, output: CoverageOutput.parse(JSON.parse(ran.out)) };
}

describe("lanekeeper coverage outside a clone", () => {
  it("counts files and totals anew, whatever the report's attributes say", async () => {
    write({ "coverage.xml": cobertura.replace('lines-valid="4"', 'lines-valid="400"') });
    const { code, output } = await json("coverage.xml");
    expect(code).toBe(0);
    expect(output).toMatchObject({
      schemaVersion: 1,
      exitCode: 0,
      files: [{ path: "a.py", lines: { covered: 3, total: 4 }, branches: { covered: 1, total: 2 }, statements: null }],
      totals: { lines: { covered: 3, total: 4 }, branches: { covered: 1, total: 2 }, statements: null },
      complete: true,
    });
    expect(output).not.toHaveProperty("change");
  });

  it("merges several reports line by line", async () => {
    write({ "one.info": lcov({ "a.py": "1:1 2:0 3:0" }), "two.info": lcov({ "a.py": "1:0 2:1", "b.py": "1:0" }) });
    const { output } = await json("one.info", "two.info");
    expect(output.files.map(({ path, lines }) => [path, lines.covered, lines.total])).toEqual([
      ["a.py", 2, 3],
      ["b.py", 0, 1],
    ]);
    expect(output.totals).toEqual({ lines: { covered: 2, total: 4 }, branches: null, statements: null });
  });

  it("prints a table", async () => {
    write({ "coverage.xml": cobertura });
    const { code, out, err } = await coverage("coverage.xml");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toBe(`coverage.xml

Files
file    lines          branches       statements
a.py    75.00 % (3/4)  50.00 % (1/2)  not measured
in all  75.00 % (3/4)  50.00 % (1/2)  not measured

✓ 75.00 % (3/4) of the lines in 1 file are covered.
`);
  });

  it("prints the same as Markdown, and compares totals", async () => {
    write({ "now.info": lcov({ "a.py": "1:1 2:0" }), "old.info": lcov({ "a.py": "1:1 2:1" }) });
    const { code, out } = await coverage("now.info", "--base", "old.info", "--format", "markdown");
    expect(code).toBe(0);
    expect(out).toBe(`## now.info

✓ 50.00 % (1/2) of the lines in 1 file are covered.

### Files

| file | lines | branches | statements |
| --- | --- | --- | --- |
| a.py | 50.00 % (1/2) | not measured | not measured |
| in all | 50.00 % (1/2) | not measured | not measured |

### Totals

|  | now | base | change |
| --- | --- | --- | --- |
| lines | 50.00 % (1/2) | 100.00 % (2/2) | -50.00 |
| branches | not measured | not measured | – |
| statements | not measured | not measured | – |
`);
  });

  it.each([
    ["cut off", lcov({ "a.py": "1:1" }).slice(0, -15), "it ends inside a section, before end_of_record."],
    ["empty", "", "the file is empty."],
    ["no report", "hello\n", "lines of it match none"],
    ["without a line", "<coverage><sources/><packages/></coverage>", "it has no executable line."],
  ])("is unproven when a report is %s, and says why", async (_what, text, words) => {
    write({ report: text });
    const { code, output } = await json("report");
    expect([code, output.complete]).toEqual([3, false]);
    if (words.startsWith("it") || words.startsWith("the")) {
      expect(output.problems.map(({ report, what }) => `${report}: ${what}`)).toContain(`report: ${words}`);
    }
    const pretty = await coverage("report");
    expect(pretty.code).toBe(3);
    expect(pretty.out).toContain(`? report: ${output.problems[0]?.what}`);
    expect(pretty.out).toMatch(/\? Lines may have been lost: these numbers stand for nothing\.\n$/);
  });

  it("is unproven when only the base's report is damaged", async () => {
    write({ "now.info": lcov({ "a.py": "1:1" }), "old.info": "" });
    const { code, out } = await coverage("now.info", "--base", "old.info");
    expect(code).toBe(3);
    expect(out).toContain("? old.info: the file is empty.");
    expect(out).toContain("? Lines may have been lost");
  });

  it("takes totals without lines, and refuses to merge them", async () => {
    write({ "summary.json": istanbulSummary });
    const { code, output } = await json("summary.json");
    expect([code, output.totals.lines]).toEqual([0, { covered: 3, total: 4 }]);
    const twice = await coverage("summary.json", "summary.json");
    expect([twice.code, twice.out]).toEqual([2, ""]);
    expect(twice.err).toContain("summary.json has totals only, and another report has /app/src/a.js, too");
  });

  it.each([
    ["a file that is not there", ["nope.xml"], "nope.xml cannot be read. (BAD_USAGE)"],
    ["a folder", ["."], "cannot be read. (BAD_USAGE)"],
    ["no file at all", [], "missing required argument"],
    ["a format that there is not", ["a", "--format", "xml"], "is invalid"],
    ["a folder without a repository", ["a", "--repo", "."], "NOT_A_REPOSITORY"],
    ["--explain-paths", ["a", "--head", "x", "--explain-paths"], "--head, --explain-paths can only be used in a clone"],
  ])("refuses %s", async (_what, args, words) => {
    const { code, out, err } = await coverage(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });

  it("shows hostile text as escapes, on a terminal and in Markdown", async () => {
    write({ "a.info": lcov({ "\u001b[31m|<b>@who\u202e.py": "1:1" }) });
    const pretty = await coverage("a.info");
    expect(pretty.out).toContain("\\u{1b}[31m|<b>@who\\u{202e}.py");
    expect(pretty.out).not.toContain("\u001b");
    const { out } = await coverage("a.info", "--format", "markdown");
    expect(["\u001b", "\u202e", "<b>", "@who"].filter((text) => out.includes(text))).toEqual([]);
    expect(out).toContain("\\|&lt;b");
  });

  it("colours only where colours are shown", async () => {
    write({ "a.info": lcov({ "a.py": "1:1" }) });
    const { out } = await run(["coverage", "a.info"], { cwd: directory, color: true });
    expect(out).toContain("\u001b[32m✓\u001b[39m");
  });
});
