import { describe, expect, it } from "@jest/globals";
import { cov, judge, rulingOf, source } from "./support.ts";

const hundred = Array.from({ length: 100 }, (_, index) => `${index + 1}:1`).join(" ");
const base = { "src/a.py": source(10), "src/b.py": source(100) };
const settings = { reports: cov, modules: { "src/": 0 } };

/** Remarks on reports, or why nothing was judged. */
async function said(change: Parameters<typeof judge>[0], rules: object): Promise<readonly string[]> {
  const judged = await judge(change, rules);
  if (judged.kind !== "ruling") return [judged.because];
  return judged.ruling.notes.filter(({ rule }) => rule === "report-remark").map(({ what }) => what);
}

describe("a report that names lines beyond the end of a file", () => {
  const remark = "cov (lcov.info): it names line 13 of src/a.py, which has 10 lines: it seems to be of another commit.";

  it("is told so, where these are few of its lines", async () => {
    const change = { head: base, reports: { cov: { "src/a.py": "13:1", "src/b.py": hundred } } };
    expect(await said(change, settings)).toEqual([remark]);
    expect((await rulingOf(change, settings)).outcome).toBe("passed");
  });

  it("proves nothing, where they are more than may be unresolved", async () => {
    const change = { head: base, reports: { cov: { "src/a.py": "1:1 2:1 13:1", "src/b.py": hundred } } };
    expect(await said(change, settings)).toEqual([
      "cov (lcov.info): it names line 13 of src/a.py, which has 10 lines: it seems to be of another commit. Such files have 3 of its 103 lines. Let the tests run on this very commit, and write no files before them, or raise `max-unresolved` or `exclude` the files.",
    ]);
    expect(await said(change, { ...settings, "max-unresolved": 3 })).toEqual([remark]);
    expect(await said(change, { ...settings, exclude: ["src/a.py"] })).toEqual([]);
  });

  it("proves nothing, where they are many of those that the change touches and that have a threshold", async () => {
    const change = {
      base,
      head: { ...base, "src/a.py": `${source(9)}other()\n` },
      reports: { cov: { "src/a.py": "13:1", "src/b.py": hundred } },
    };
    expect(await said(change, settings)).toEqual([remark]);
    expect(await said(change, { ...settings, "changed-lines": 0 })).toEqual([
      expect.stringContaining("Such files have 1 of its 1 line in changed files."),
    ]);
  });

  it("names the file that it misses by most, and how many others there are", async () => {
    const lines = { "src/a.py": "13:1", "src/c.py": "50:1", "src/b.py": hundred };
    const change = { head: { ...base, "src/c.py": source(1) }, reports: { cov: lines } };
    expect(await said(change, settings)).toEqual([
      "cov (lcov.info): it names line 50 of src/c.py, which has 1 line, and lines beyond the end of 1 other file: it seems to be of another commit.",
    ]);
  });

  it.each([
    ["up to two lines behind the last one", source(10), "12:1"],
    ["a last line without an end", source(12).trimEnd(), "14:1"],
    ["line ends of Windows", source(10).replaceAll("\n", "\r\n"), "12:1"],
    ["form feeds", `\f${source(11)}`, "13:1"],
    ["lines that a directive numbers", `#line 900 "a.y"\n${source(3)}`, "902:1"],
  ])("is not meant for %s", async (_what, text, line) => {
    const change = { head: { ...base, "src/a.py": text }, reports: { cov: { "src/a.py": line, "src/b.py": hundred } } };
    expect(await said(change, settings)).toEqual([]);
  });

  it("is not meant where the base has changed the file, too, and the merge of both was tested", async () => {
    const change = {
      head: base,
      tip: { ...base, "src/a.py": source(30) },
      reports: { cov: { "src/a.py": "30:1", "src/b.py": hundred } },
    };
    expect(await said(change, settings)).toEqual([]);
  });

  it("is not meant where the merge base's report stands in", async () => {
    const reports = [...cov, { artifact: "e2e", path: "lcov.info", "carry-forward": true }];
    const change = {
      head: base,
      reports: { cov: { "src/b.py": hundred } },
      baseReports: { cov: { "src/b.py": "1:1" }, e2e: { "src/a.py": "13:1" } },
      evidence: { patience: { since: 0, now: 0 }, skipped: ["e2e"] },
    };
    const remarks = await said(change, { ...settings, reports });
    expect(remarks).toEqual(["e2e (lcov.info): it is the merge base's, because this commit has none."]);
  });

  it("is not known of files that are too large to be read", async () => {
    const change = {
      head: base,
      reports: { cov: { "src/a.py": "900:1", "src/b.py": hundred } },
      maxBlobBytes: 10,
    };
    expect(await said(change, settings)).toEqual([]);
  });
});
