import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, read, readLines, rulesOf, shownLines, total } from "../reports.ts";

describe("OpenCover", () => {
  it("reads points of two files of a module, with the mark and line ends of Windows", () => {
    const report = readLines(fixture("opencover/opencover.xml"));
    expect(rulesOf(report)).toEqual([]);
    expect(shownLines(fileAt(report, "C:\\a\\shop\\shop\\src\\Cart.cs"))).toEqual([
      ...["9: 2, 1/1 statements", "10: 2", "11: 2", "12: 2, 1/2 arms, 1/1 statements"],
    ]);
    // As its summary says: 3 of 4 points, 2 of 4 branches.
    expect([total(report.files, "statement"), total(report.files, "branch")]).toEqual(["3/4", "2/4"]);
  });

  it("notes a point in a file that is not listed", () => {
    const text = new TextDecoder()
      .decode(fixture("coverlet/coverage.opencover.xml"))
      .replace('<File uid="1"', '<File uid="2"');
    expect(rulesOf(read(text))).toEqual(["unreadable-entry!", "empty!"]);
  });
});
