import { describe, expect, it } from "@jest/globals";
import { fixturePaths } from "./fixture-paths.ts";
import { fixture, read, shownSeries } from "./reports.ts";

const utf8 = new TextDecoder();

describe("a report that was cut off", () => {
  it.each(fixturePaths.filter((path) => path.endsWith(".json")))(
    "%s: is never complete, wherever it was cut",
    (path) => {
      expect(unnoticed(path, () => false)).toEqual([]);
    },
  );

  // Behind a package of Go, what is left is a whole report of less, and nobody can tell.
  it.each(fixturePaths.filter((path) => path.endsWith(".txt")))("%s: is complete only behind a package", (path) => {
    expect(unnoticed(path, (text) => /\n(PASS|ok .*)\n$/.test(text))).toEqual([]);
  });

  // An entry of vitest is a file, and one of Criterion the whole report.
  it.each(fixturePaths.filter((path) => !/criterion|table|vitest/.test(path)))("%s: keeps what came before", (path) => {
    const bytes = fixture(path);
    const cut = read(bytes.slice(0, Math.floor(bytes.length * 0.8)), { path });
    expect(cut.kind === "series" && cut.series.length > 0 && !cut.complete).toBe(true);
  });

  it("with nothing whole in it has no series, and says so", () => {
    const report = read(fixture("hyperfine/runs.json").slice(0, 60));
    expect([report.complete, report.problems.map(({ rule }) => rule)]).toEqual([false, ["truncated", "empty"]]);
  });
});

/** Cuts that the parser takes for a complete report, and that leave less than the whole. */
function unnoticed(path: string, isWhole: (text: string) => boolean): readonly string[] {
  const bytes = fixture(path);
  const whole = read(bytes, { path });
  if (whole.kind !== "series") throw new Error(`${path} is no report`);
  const found: string[] = [];
  // Every place in a small report; some thousand of a larger one, and every one near its end.
  const step = Math.max(1, Math.floor(bytes.length / 2_000));
  for (let end = 0; end < bytes.length; end += bytes.length - end < 300 ? 1 : step) {
    const cut = read(bytes.slice(0, end), { path });
    if (!cut.complete) continue;
    const text = utf8.decode(bytes.slice(0, end));
    const same = JSON.stringify(shownSeries(cut)) === JSON.stringify(shownSeries(whole));
    if (!same && !isWhole(text)) found.push(`${end}: ${JSON.stringify(text.slice(-40))}`);
  }
  return found;
}
