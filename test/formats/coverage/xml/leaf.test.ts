import { describe, expect, it } from "@jest/globals";
import { fixture, read, readLines, rulesOf, shownLines } from "../reports.ts";

const reports = [
  "coverage-py/coverage.xml",
  "nyc/cobertura-coverage.xml",
  "gcovr/gcovr.xml",
  "phpunit/cobertura.xml",
  "coverlet/coverage.cobertura.xml",
  "jacoco/jacoco.xml",
  "nyc/clover.xml",
  "openclover/clover.xml",
  "devel-cover/clover.xml",
  "coverlet/coverage.opencover.xml",
  "opencover/opencover.xml",
];

const text = (path: string) => new TextDecoder().decode(fixture(path));

function content(report: string) {
  const { files, problems, hints } = readLines(report);
  return { hints, problems, files: [...files].map(([path, file]) => [path, file.hints, shownLines(file)]) };
}

describe("leaves that are read without the XML parser", () => {
  it.each(reports)("of %s say what the parser says of them", (path) => {
    const plain = text(path);
    // Single quotes are the parser's, since no tool writes them.
    const others = plain.replaceAll(/<(?:line|SequencePoint)\b[^>]*>/g, (tag) => tag.replaceAll('"', "'"));
    expect(others).not.toBe(plain);
    expect(content(others)).toEqual(content(plain));
  });

  const file = (lines: string) =>
    `<coverage><packages><package name="p"><classes><class filename="a.py"><lines>\n${lines}\n</lines></class></classes></package></packages></coverage>`;
  const line = '<line number="1" hits="1"/>';

  it.each([
    ["a comment", `<!-- ${line} -->`, [], ["empty!"]],
    ["a section of characters", `<![CDATA[ ${line} ]]>`, [], ["unknown-entry!", "empty!"]],
    [
      "an attribute",
      `<line number="2" hits="1" branch='${line.replaceAll('"', "&quot;").replaceAll("<", "&lt;")}'/>`,
      ["2: 1"],
      [],
    ],
    ["an instruction", `<?php ${line} ?>`, [], ["empty!"]],
  ])("are not read inside of %s", (_what, around, lines, problems) => {
    const report = read(file(around));
    expect(report.kind === "lines" && [...report.files.values()].flatMap(shownLines)).toEqual(lines);
    expect(rulesOf(report)).toEqual(problems);
  });

  it.each([
    ["the same attribute twice", '<line number="1" number="2" hits="1"/>', "malformed!"],
    ["no space between attributes", '<line number="1"hits="1"/>', "malformed!"],
    ["a value without quotes", '<line number=1 hits="1"/>', "malformed!"],
    ["a sign that is none", '<line number="1" hits="1<"/>', "malformed!"],
    ["a slash too early", '<line number="1" / hits="1"/>', "malformed!"],
  ])("are left to the parser with %s", (_what, leaf, problem) => {
    expect(rulesOf(read(file(`${line}${leaf}`)))).toEqual([problem]);
  });

  it("count the lines of the report, for the place of a problem", () => {
    const report = read(file(`${line}\n${line}\r\n\n<line number="3" hits="many"/>`));
    expect(report.problems).toMatchObject([{ rule: "unreadable-entry", at: { line: 5 } }]);
  });

  it("behind the root are no part of it", () => {
    expect(rulesOf(read(`${file(line)}\n${line}`))).toEqual(["malformed!"]);
  });
});
