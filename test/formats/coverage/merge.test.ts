import { describe, expect, it } from "@jest/globals";
import { mergeCoverage } from "../../../src/formats/coverage/merge.ts";
import type { Coverage } from "../../../src/formats/coverage/model.ts";
import { fileAt, fixture, readLines, shownLines, total } from "./reports.ts";

/** Cobertura as coverage.py writes it: one file, and attributes of its lines. */
function python(...lines: readonly string[]): Coverage {
  const written = lines.map((attributes) => `<line ${attributes}/>`).join("");
  return readLines(
    `<coverage><packages><package name="p"><classes><class filename="a.py"><lines>${written}</lines></class></classes></package></packages></coverage>`,
  );
}

function lcov(...records: readonly string[]): Coverage {
  return readLines(`SF:a.py\n${records.join("\n")}\nend_of_record\n`);
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length <= 1) return [items];
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
}

describe("merged reports", () => {
  it("have every line that any of them has, as often as the one that ran it most", () => {
    const merged = mergeCoverage([lcov("DA:1,2", "DA:2,0", "DA:3,0"), lcov("DA:1,5", "DA:2,1", "DA:4,0")]);
    expect(shownLines(fileAt(merged, "a.py"))).toEqual(["1: 5", "2: 1", "3: 0", "4: 0"]);
    expect([...merged.disagreements]).toEqual([["a.py", 2]]);
  });

  it("say the same as one of them, when all are the same", () => {
    for (const path of ["coverage-py/coverage.xml", "nyc/coverage-final.json", "go/count.out", "lcov/lcov.info"]) {
      const report = readLines(fixture(path));
      const merged = mergeCoverage([report, report, report]);
      for (const metric of ["line", "line-strict", "branch", "statement", "line+branch"] as const) {
        expect(total(merged.files, metric)).toBe(total(report.files, metric));
      }
      expect(merged.disagreements.size).toBe(0);
    }
  });

  it("do not depend on their order", () => {
    const reports = [
      python('number="1" hits="1" condition-coverage="50% (1/2)" missing-branches="5"'),
      python('number="1" hits="3" condition-coverage="50% (1/2)" missing-branches="7"'),
      python('number="1" hits="0" condition-coverage="0% (0/3)" missing-branches="5,7,9"', 'number="2" hits="0"'),
      lcov("DA:1,1", "BRDA:1,0,0,1", "BRDA:1,0,1,0"),
    ];
    const shown = permutations(reports).map((order) => shownLines(fileAt(mergeCoverage(order), "a.py")).join("; "));
    expect([...new Set(shown)]).toEqual(["1: 3, 1/3 arms; 2: 0"]);
  });

  it("unite arms that have names", () => {
    const merged = mergeCoverage([
      lcov("DA:1,1", "BRDA:1,0,0,1", "BRDA:1,0,1,0", "BRDA:1,1,0,-"),
      lcov("DA:1,1", "BRDA:1,0,0,0", "BRDA:1,0,1,4", "BRDA:1,1,0,-"),
    ]);
    expect(shownLines(fileAt(merged, "a.py"))).toEqual(["1: 1, 2/3 arms"]);
  });

  it("miss an arm where all of them missed it, when only those that were missed have names", () => {
    const [first, second] = [
      python('number="1" hits="1" condition-coverage="50% (1/2)" missing-branches="5"'),
      python('number="1" hits="1" condition-coverage="50% (1/2)" missing-branches="exit"'),
    ];
    expect(total(mergeCoverage([first, second]).files, "branch")).toBe("2/2");
    expect(total(mergeCoverage([first, first]).files, "branch")).toBe("1/2");
  });

  it.each([
    ["no names", python('number="1" hits="1" condition-coverage="50% (1/2)"')],
    ["the same name twice", python('number="1" hits="1" condition-coverage="0% (0/2)" missing-branches="exit,exit"')],
    ["names of another format", lcov("DA:1,1", "BRDA:1,0,5,0", "BRDA:1,0,7,1")],
  ])("take the greatest count of arms with %s, never more than one of them says", (_what, other) => {
    const first = python('number="1" hits="1" condition-coverage="50% (1/2)" missing-branches="7"');
    expect(total(mergeCoverage([first, other]).files, "branch")).toBe("1/2");
  });

  it("are partial only where none of them has the line whole", () => {
    const java = (missed: number) =>
      readLines(
        `<report name="r"><package name="p"><sourcefile name="A.java"><line nr="1" mi="${missed}" ci="1" mb="0" cb="0"/></sourcefile></package></report>`,
      );
    expect(total(mergeCoverage([java(1), java(2)]).files, "line-strict")).toBe("0/1");
    expect(total(mergeCoverage([java(1), java(0)]).files, "line-strict")).toBe("1/1");
  });

  it("count a statement of Go once, and docstrings of Python not at all", () => {
    const go = (hits: number) => readLines(`mode: count\na.go:1.1,3.2 4 ${hits}\n`);
    expect(total(mergeCoverage([go(0), go(2)]).files, "statement")).toBe("4/4");
    const json = readLines(fixture("coverage-py/coverage-7.json"));
    expect(total(mergeCoverage([json, json]).files, "line")).toBe("4/6");
  });

  it("are not complete when one of them is not, and keep files of each", () => {
    const cut = readLines("SF:b.py\nDA:1,1\n");
    const merged = mergeCoverage([lcov("DA:1,1"), cut]);
    expect([merged.complete, [...merged.files.keys()]]).toEqual([false, ["a.py", "b.py"]]);
  });

  it("measure branches of a file if one of its reports does", () => {
    const merged = mergeCoverage([lcov("DA:1,1"), python('number="1" hits="1" condition-coverage="100% (2/2)"')]);
    expect(total(merged.files, "branch")).toBe("2/2");
  });

  it("of each object file say what gcov says of all", () => {
    const parts = ["clamp", "main", "stats"].map((name) => readLines(fixture(`gcov/shop-${name}.gcov.json`)));
    const merged = mergeCoverage(parts);
    expect([total(merged.files, "line"), total(merged.files, "branch")]).toEqual(["22/32", "7/17"]);
    expect(merged.disagreements.size).toBe(0);
  });
});
