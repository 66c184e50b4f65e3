import { describe, expect, it } from "@jest/globals";
import { fileAt, readLines, shownLines } from "../reports.ts";

describe("Istanbul's JSON", () => {
  it("reads the shapes of old versions: an object inside another, arms as an object", () => {
    const place = { start: { line: 2, column: 0 }, end: { line: 2, column: 9 } };
    const data = {
      path: "/a.js",
      statementMap: { 0: place },
      s: { 0: 1 },
      branchMap: { 1: { line: 2, type: "if", locations: [place, place] } },
      b: { 1: { 0: 0, 1: 3 } },
    };
    const report = readLines(JSON.stringify({ "/a.js": { data } }));
    expect(shownLines(fileAt(report, "/a.js"))).toEqual(["2: 1, 1/2 arms, 1/1 statements"]);
  });
});
