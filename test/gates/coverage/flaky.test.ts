import { describe, expect, it } from "@jest/globals";
import { type Change, cov, findingsOf, rulingOf, source, textsOf } from "./support.ts";

const base = { "core/a.py": source(4) };
const settings = { reports: cov, modules: [{ paths: ["core/"], "max-drop": 0 }] };

/** Line 4 as it was in the base, in earlier runs, and as it is now; the others are covered. */
function lineFour(before: string, earlier: string | readonly string[], now: string): Change {
  const lines = (hits: string) => ({ "core/a.py": `1:1:11 2:1 3:1 4:${hits}` });
  return {
    head: base,
    reports: { cov: lines(now) },
    baseReports: { cov: lines(before) },
    earlier: [...earlier].map((hits) => ({ lines: lines(hits) })),
  };
}

describe("lines that are covered by chance", () => {
  it("are left out where head and base are compared, and named in a note", async () => {
    const ruling = await rulingOf(lineFour("1", "0111", "0"), settings);
    expect(ruling.outcome).toBe("passed");
    expect(textsOf(ruling.notes)).toEqual([
      "flaky-lines 1 line of core/ is covered by chance: it changed to and fro in the last 5 runs on the base, though its file did not. Comparing leaves it out.",
    ]);
    expect(ruling.notes[0]?.trace).toEqual(["core/a.py:4"]);
    expect(ruling.tables?.[0]?.rows[0]?.slice(2, 5)).toEqual(["75.00 % (3/4)", "100.00 %", "-25.00"]);
  });

  it("count in thresholds all the same", async () => {
    const both = { reports: cov, modules: [{ paths: ["core/"], "max-drop": 0, threshold: 80 }] };
    expect(await findingsOf(lineFour("1", "0101", "0"), both)).toEqual([
      "below-threshold core/ is covered to 75.00 % (3 of 4 by line); its threshold is 80 %.",
    ]);
  });

  it.each([
    ["lose a test in the change", "1", "1111"],
    ["got their test only lately", "1", "1000"],
    ["were measured once", "1", ""],
    ["were covered by chance too long ago", "1", "11101"],
  ])("are not those that %s", async (_how, before, earlier) => {
    expect(await findingsOf(lineFour(before, earlier, "0"), settings)).toEqual([
      "coverage-dropped core/ is covered to 75.00 %; it was 100.00 % in the merge base, and may lose nothing.",
    ]);
  });

  it("are not known from runs of another version of the file", async () => {
    const change = lineFour("1", "01", "0");
    const other = { "core/a.py": source(5) };
    const earlier = change.earlier?.map((run, index) => (index === 0 ? { ...run, files: other } : run)) ?? [];
    expect(await findingsOf({ ...change, earlier }, settings)).toHaveLength(1);
  });

  it("hide no other loss", async () => {
    const change = {
      ...lineFour("1", "0101", "0"),
      reports: { cov: { "core/a.py": "1:1 2:1 3:0 4:0" } },
    };
    expect(await findingsOf(change, settings)).toEqual([
      "coverage-dropped core/ is covered to 66.66 %; it was 100.00 % in the merge base, and may lose nothing.",
    ]);
  });

  it("are found again where the change moved them", async () => {
    const change = {
      ...lineFour("1", "0101", "0"),
      base,
      head: { "core/a.py": `first()\n${source(4)}` },
      reports: { cov: { "core/a.py": "1:1 2:1 3:1 4:1 5:0" } },
    };
    const ruling = await rulingOf(change, settings);
    expect(ruling.outcome).toBe("passed");
    expect(ruling.notes[0]?.trace).toEqual(["core/a.py:5"]);
  });

  it("are told by branches where those are counted", async () => {
    const change = lineFour("1:11", ["1:10", "1:11"], "1:10");
    expect(await findingsOf(change, { ...settings, metric: "branch" })).toEqual([]);
    const steadyChange = lineFour("1:11", ["1:11", "1:11"], "1:10");
    expect(await findingsOf(steadyChange, { ...settings, metric: "branch" })).toHaveLength(1);
  });
});
