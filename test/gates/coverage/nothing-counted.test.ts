import { describe, expect, it } from "@jest/globals";
import { cov, findingsOf, rulingOf, source, textsOf } from "./support.ts";

describe("a module of which the reports name no branch", () => {
  const head = { "core/a.py": source(3), "core/b.py": source(3), "web/c.js": source(3) };
  const reports = { cov: { "core/a.py": "1:1 2:1", "core/b.py": "1:1", "web/c.js": "1:1:10" } };
  const change = { head, reports };

  it("is not measured by branches, while those of others are counted", async () => {
    const ruling = await rulingOf(change, { reports: cov, metric: "branch", modules: { "core/": 80, "web/": 50 } });
    expect(ruling.outcome === "failed" && textsOf(ruling.findings)).toEqual([
      "not-measured core/ cannot be counted by branch: the reports name no branch in any of its 2 measured files.",
    ]);
    expect(ruling.tables?.[0]?.rows.map((row) => row.slice(0, 3))).toEqual([
      ["✗", "core/", "not measured"],
      ["✓", "web/", "50.00 % (1/2)"],
    ]);
  });

  it("has nothing to be measured by without a threshold, or without a line", async () => {
    const modules = [{ paths: ["core/"] }, { paths: ["web/"], threshold: 50 }];
    expect(await findingsOf(change, { reports: cov, metric: "branch", modules })).toEqual([]);
    const empty = { head, reports: { cov: { "core/a.py": "0:1", "core/b.py": "0:1", "web/c.js": "1:1:10" } } };
    expect(await findingsOf(empty, { reports: cov, metric: "branch", modules: { "core/": 80 } })).toEqual([]);
  });

  it("is counted by lines and branches all the same", async () => {
    const settings = { reports: cov, metric: "line+branch", modules: { "core/": 100 } };
    expect(await findingsOf(change, settings)).toEqual([]);
  });

  it("lists its files that have lines and no branch, where it has others", async () => {
    const ruling = await rulingOf(change, {
      reports: cov,
      metric: "branch",
      modules: [{ name: "all", paths: ["."], threshold: 50 }],
    });
    expect(ruling.outcome).toBe("passed");
    const [note] = ruling.notes;
    expect(note?.what).toBe("The reports name no branch in 2 measured files of all, so they count for nothing.");
    expect(note?.trace).toEqual(["core/a.py", "core/b.py"]);
  });

  it("is named with its files, where no report has branches", async () => {
    const none = { head, reports: { cov: { "core/a.py": "1:1", "core/b.py": "1:1" } } };
    const ruling = await rulingOf(none, { reports: cov, metric: "branch", modules: { "core/": 80 } });
    expect(ruling.outcome === "failed" && ruling.findings[0].trace).toEqual(["core/a.py", "core/b.py"]);
    expect(ruling.summary).toBe("Not measured by branch, 1 module: 1 problem.");
  });
});

describe("a module that the base measured and no report mentions any more", () => {
  const head = { "core/a.py": source(4), "web/b.py": source(1) };
  const settings = { reports: cov, modules: { "core/": 0, "web/": 0 }, "max-drop": 10, "missing-module": "pass" };
  const change = {
    head,
    reports: { cov: { "web/b.py": "1:1" } },
    baseReports: { cov: { "core/a.py": "1:1 2:0", "web/b.py": "1:1" } },
  };
  const lost =
    "coverage-dropped core/ was covered to 50.00 % in the merge base, and may lose 10 percentage points; now the reports count nothing of it.";

  it("has dropped to nothing, although it may be missing", async () => {
    expect(await findingsOf(change, settings)).toEqual([lost]);
    const named = { ...change, reports: { cov: { "core/a.py": "0:1", "web/b.py": "1:1" } } };
    expect(await findingsOf(named, settings)).toEqual([lost]);
    const asBase = { ...settings, "max-drop": undefined, modules: { "core/": "base" } };
    expect(await findingsOf(change, asBase)).toHaveLength(1);
  });

  it("may do so without a limit, within it, and where nothing was covered", async () => {
    expect(await findingsOf(change, { ...settings, "max-drop": undefined })).toEqual([]);
    expect(await findingsOf(change, { ...settings, "max-drop": 50 })).toEqual([]);
    const before = { cov: { "core/a.py": "1:0 2:0", "web/b.py": "1:1" } };
    expect(await findingsOf({ ...change, baseReports: before }, settings)).toEqual([]);
  });

  it("may do so when the change removes all that was counted", async () => {
    const base = { "core/a.py": `${source(2)}# comment\n`, "web/b.py": source(1) };
    const removed = { ...change, base, head: { ...head, "core/a.py": "# comment\n" } };
    expect(await findingsOf(removed, settings)).toEqual([]);
  });
});
