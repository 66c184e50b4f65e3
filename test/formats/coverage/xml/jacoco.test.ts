import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, read, readLines, rulesOf, shownLines } from "../reports.ts";

describe("JaCoCo", () => {
  it("takes a line for executed if any instruction ran, and for partial if another did not", () => {
    const report = readLines(fixture("jacoco/jacoco.xml"));
    const file = fileAt(report, "com/example/shop/Cart.java");
    expect(shownLines(file).slice(2, 4)).toEqual(["11: 1 partial, 1/2 arms", "12: 1"]);
    expect(file.hints).toEqual({ package: "com/example/shop", name: "Cart.java" });
    expect(report.hints.style).toBe("java-package");
  });

  it("keeps files of two modules apart that have one package and name", () => {
    const module = (name: string, ran: number) =>
      `<group name="${name}"><package name="p"><sourcefile name="A.java"><line nr="1" mi="0" ci="${ran}" mb="0" cb="0"/></sourcefile></package></group>`;
    const report = readLines(`<report name="all">${module("core", 1)}${module("web", 0)}</report>`);
    expect([...report.files.keys()]).toEqual(["core/p/A.java", "web/p/A.java"]);
    expect(fileAt(report, "web/p/A.java").hints).toEqual({ package: "p", name: "A.java", module: "web" });
  });

  it("notes a file without line numbers, and a line without one of its counts", () => {
    const inFile = (lines: string) =>
      `<report name="r"><package name="p"><sourcefile name="A.java"><line nr="1" mi="0" ci="1" mb="0" cb="0"/></sourcefile><sourcefile name="B.java">${lines}</sourcefile></package></report>`;
    expect(rulesOf(read(inFile("")))).toEqual(["no-lines"]);
    expect(rulesOf(read(inFile('<line nr="2" mi="0" mb="0" cb="0"/>')))).toEqual(["unreadable-entry!"]);
    expect(
      rulesOf(read(inFile('<line nr="2" mi="0" ci="1" mb="0" cb="0"/><counter type="LINE" missed="1" covered="1"/>'))),
    ).toEqual(["totals-differ"]);
  });
});
