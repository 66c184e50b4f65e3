import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, read, readLines, rulesOf, shownLines, total } from "../reports.ts";

describe("Go's cover profile", () => {
  it("counts a block once that several tests measured, and knows partial lines", () => {
    const report = readLines("mode: set\na/b.go:3.10,4.9 1 1\na/b.go:4.9,6.3 2 0\na/b.go:3.10,4.9 1 0\n");
    expect(shownLines(fileAt(report, "a/b.go"))).toEqual([
      ...["3: 1, 1/1 statements", "4: 1 partial, 0/2 statements", "5: 0", "6: 0"],
    ]);
    expect([total(report.files, "line"), total(report.files, "line-strict"), total(report.files, "statement")]).toEqual(
      ["2/4", "1/4", "1/3"],
    );
    expect(report.hints.style).toBe("go-import");
  });

  it("agrees with gocover-cobertura on lines", () => {
    const [profile, xml] = [readLines(fixture("go/count.out")), readLines(fixture("gocover-cobertura/coverage.xml"))];
    expect(total(profile.files, "line")).toBe(total(xml.files, "line"));
  });

  it.each(["mode: set\na.go:1.1,2.2 1\n", "mode: set\na.go:1.1,2.2 1 1\nrubbish\n", "mode: set\na.go:3.1,2.2 1 1\n"])(
    "notes %j",
    (text) => {
      expect(rulesOf(read(text))).toContain("unreadable-entry!");
    },
  );
});
