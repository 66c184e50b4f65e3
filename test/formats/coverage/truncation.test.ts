import { describe, expect, it } from "@jest/globals";
import type { CoverageReport } from "../../../src/formats/coverage/model.ts";
import { fixture, read, shownLines } from "./reports.ts";

const utf8 = new TextDecoder();

/** Formats with an end: whatever is cut off is noticed. */
const withEnd = [
  "coverage-py/coverage.xml",
  "coverage-py/coverage-7.json",
  "gcovr/gcovr.xml",
  "jacoco/jacoco.xml",
  "nyc/clover.xml",
  "openclover/clover.xml",
  "opencover/opencover.xml",
  "simplecov/resultset.json",
  "simplecov/coverage.json",
  "nyc/coverage-final.json",
  "nyc/coverage-summary.json",
  "llvm-cov/llvm-cov.json",
  "gcov/shop-main.gcov.json",
];

/**
 * Formats without one. What is left after a cut at these places is a whole report of less, and nobody can tell: after a
 * section of LCOV, after a line of a Go profile, after a document of gcov.
 */
const withoutEnd: readonly (readonly [string, RegExp])[] = [
  ["nyc/lcov.info", /end_of_record\n?$/],
  ["lcov/lcov.info", /end_of_record\n?$/],
  ["go/set.out", /\n$/],
  ["gcov/all.gcov.json", /\}\n?$/],
];

describe("a report that was cut off", () => {
  it.each(withEnd)("%s: is never complete, wherever it was cut", (path) => {
    expect(unnoticed(fixture(path), () => false)).toEqual([]);
  });

  it.each(withoutEnd)("%s: is never complete, but where what is left is a whole report", (path, end) => {
    expect(unnoticed(fixture(path), (text) => end.test(text))).toEqual([]);
  });

  it.each([
    "coverage-py/coverage.xml",
    "coverage-py/coverage.json",
    "nyc/clover.xml",
    "nyc/coverage-final.json",
    "llvm-cov/llvm-cov.json",
  ])("%s: keeps the files that came before the cut", (path) => {
    const bytes = fixture(path);
    const cut = read(bytes.slice(0, Math.floor(bytes.length * 0.6)));
    expect(cut.kind === "lines" && cut.files.size > 0 && !cut.complete).toBe(true);
  });
});

/** Cuts that the parser takes for a complete report with less in it than the whole. */
function unnoticed(bytes: Uint8Array, isWhole: (text: string) => boolean): readonly string[] {
  const whole = shown(read(bytes));
  // Every place in a small report; some thousand of a larger one, and every one near its end.
  const step = Math.max(1, Math.floor(bytes.length / 3_000));
  const found: string[] = [];
  for (let end = 0; end < bytes.length; end += bytes.length - end < 300 ? 1 : step) {
    const cut = read(bytes.slice(0, end));
    if (!cut.complete || shown(cut) === whole) continue;
    const text = utf8.decode(bytes.slice(0, end));
    if (!isWhole(text)) found.push(`${end}: ${JSON.stringify(text.slice(-40))}`);
  }
  return found;
}

/** All that a report holds. */
function shown(report: CoverageReport): string {
  if (report.kind === "unknown") return "";
  return JSON.stringify([...report.files].map(([path, file]) => [path, "hints" in file ? shownLines(file) : file]));
}
