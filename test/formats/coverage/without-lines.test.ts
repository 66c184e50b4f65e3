import { describe, expect, it } from "@jest/globals";
import { linesOf } from "../../../src/formats/coverage/lines.ts";
import { withoutLines } from "../../../src/formats/coverage/without-lines.ts";
import { fixture, readLines } from "./reports.ts";

describe("withoutLines", () => {
  it.each(["jest/coverage-final.json", "go/count.out", "lcov/lcov.info"])(
    "leaves all other lines of %s as they are",
    (name) => {
      const report = readLines(fixture(name));
      expect(report.files.size).toBeGreaterThan(0);
      for (const file of report.files.values()) {
        const all = [...linesOf(file)];
        const third = new Set(all.map(({ line }) => line).filter((_line, index) => index % 3 === 0));
        expect([...linesOf(withoutLines(file, third))]).toEqual(all.filter(({ line }) => !third.has(line)));
        expect(withoutLines(file, new Set())).toEqual(file);
      }
    },
  );
});
