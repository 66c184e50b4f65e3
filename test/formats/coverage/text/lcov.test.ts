import { describe, expect, it } from "@jest/globals";
import { fileAt, fixture, read, readLines, rulesOf, shownLines, total } from "../reports.ts";

describe("LCOV", () => {
  it("reads what lcov 2 writes, and counts that overflowed or are words", () => {
    const report = readLines(fixture("lcov-2/lcov.info"));
    expect(shownLines(fileAt(report, "/home/runner/work/shop/shop/src/cart.cpp"))).toEqual([
      ...[
        "3: 2",
        "4: 2, 1/2 arms",
        "5: 0, 0/2 arms",
        `7: ${Number.MAX_SAFE_INTEGER}, 1/2 arms`,
        "8: 1",
        "12: 0",
        "13: 0",
      ],
    ]);
    expect(rulesOf(report)).toEqual(["odd-count"]);
  });

  it("puts sections of one file together", () => {
    const report = readLines(
      "TN:a\nSF:a.c\nDA:1,0\nDA:2,1\nend_of_record\nTN:b\nSF:a.c\nDA:1,3\nDA:4,0\nend_of_record\n",
    );
    expect(shownLines(fileAt(report, "a.c"))).toEqual(["1: 3", "2: 1", "4: 0"]);
    expect(total(report.files, "branch")).toBe("-");
  });

  it("reads the line ends of Windows", () => {
    const report = readLines("TN:\r\nSF:src\\a.c\r\nDA:1,1\r\nend_of_record\r\n");
    expect([...report.files.keys()]).toEqual(["src\\a.c"]);
    expect(report.complete).toBe(true);
  });

  it.each([
    ["DA:1,1\nend_of_record\n", ["unreadable-entry!"]],
    ["SF:b.c\nDA:1,1\nend_of_record\n", ["truncated!"]],
    ["DX:1,1\nend_of_record\n", ["unknown-entry!"]],
    ["DA:one,1\nend_of_record\n", ["unreadable-entry!"]],
    ["DA:1,x\nend_of_record\n", ["unreadable-entry!"]],
    ["LF:7\nend_of_record\n", ["totals-differ"]],
  ])("notes %j", (text, problems) => {
    const open = text.startsWith("DA:1,1") ? "SF:a.c\nDA:1,1\nend_of_record\n" : "SF:a.c\nDA:2,1\n";
    expect(rulesOf(read(`${open}${text}`))).toEqual(problems);
  });
});
