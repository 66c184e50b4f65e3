import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, read, readLines, rulesOf, shownLines } from "../reports.ts";

describe("Cobertura", () => {
  const inClass = (lines: string, attributes = 'filename="a.py"') =>
    `<coverage lines-valid="1"><packages><package name="p"><classes><class ${attributes}>${lines}</class></classes></package></packages></coverage>`;

  it("counts lines of a class, and those under its methods only where it has none of its own", () => {
    const methods = '<methods><method name="m"><lines><line number="9" hits="1"/></lines></method></methods>';
    const both = inClass(`${methods}<lines><line number="3" hits="2"/></lines>`);
    expect(shownLines(fileAt(readLines(both), "a.py"))).toEqual(["3: 2"]);
    expect(shownLines(fileAt(readLines(inClass(methods)), "a.py"))).toEqual(["9: 1"]);
    expect(shownLines(fileAt(readLines(inClass(`${methods}<lines/>`)), "a.py"))).toEqual([]);
  });

  it("puts several classes of one file together, a line once with its greatest count", () => {
    const report = fixture("coverlet/coverage.cobertura.xml");
    expect(shownLines(fileAt(readLines(report), "Cart.cs"))).toEqual([
      ...["9: 2", "10: 2, 1/2 arms", "11: 0", "12: 2", "13: 2", "18: 1, 1/2 arms", "19: 0", "20: 0"],
    ]);
    const twice = inClass('<lines><line number="3" hits="0"/><line number="3" hits="4"/></lines>');
    expect(shownLines(fileAt(readLines(twice), "a.py"))).toEqual(["3: 4"]);
  });

  it.each([
    ['hits="1.0"', "3: 1", []],
    ['hits="undefined"', "3: 0", ["odd-count"]],
    ['hits="-3"', "3: 0", ["odd-count"]],
    ['hits="18446744073709551615"', `3: ${Number.MAX_SAFE_INTEGER}`, []],
    ['hits="many"', "3: 0", ["unreadable-entry!"]],
    ["", "3: 0", ["unreadable-entry!"]],
    ['hits="1" branch="True" condition-coverage="50% (1/2)"', "3: 1, 1/2 arms", []],
    ['hits="1" branch="true" condition-coverage="33.3333% (1/3)"', "3: 1, 1/3 arms", []],
    ['hits="1" branch="true"', "3: 1", ["no-branch-detail"]],
    ['hits="1" branch="true" condition-coverage="50%"', "3: 1", ["no-branch-detail"]],
    ['hits="1" branch="true" condition-coverage="150% (3/2)"', "3: 1", ["unreadable-entry!"]],
  ])("reads a line with %s", (attributes, line, problems) => {
    const report = readLines(inClass(`<lines><line number="3" ${attributes}/></lines>`));
    expect(shownLines(fileAt(report, "a.py"))).toEqual([line]);
    expect(rulesOf(report)).toEqual(problems);
  });

  it.each([
    [
      "a line 0, which no file has",
      inClass('<lines><line number="0" hits="1"/><line number="2" hits="1"/></lines>'),
      ["no-such-line"],
    ],
    [
      "a class without a file name, but with lines",
      inClass('<lines><line number="2" hits="1"/></lines>', 'filename=""'),
      ["unreadable-entry!", "empty!"],
    ],
    [
      "a misspelt element",
      inClass('<lines><line number="2" hits="1"/><lime number="3" hits="1"/></lines>'),
      ["unknown-entry!"],
    ],
    [
      "text that may have been a tag",
      inClass('<lines><line number="2" hits="1"/>line number="3" hits="1"/></lines>'),
      ["unknown-entry!"],
    ],
    ["fewer lines than its own total", inClass("<lines></lines>"), ["totals-differ", "empty!"]],
  ])("notes %s", (_what, report, problems) => {
    expect(rulesOf(read(report))).toEqual(problems);
  });

  it("keeps sources and packages as hints", () => {
    const report = readLines(fixture("nyc/cobertura-coverage.xml"));
    expect(report.hints).toEqual({ style: "file", roots: ["/home/runner/work/shop/shop"] });
    expect(fileAt(report, "lib/pricing/discount.js").hints).toEqual({ package: "lib.pricing" });
  });
});
