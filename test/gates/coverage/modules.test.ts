import { describe, expect, it } from "@jest/globals";
import { coverage } from "../../../src/gates/coverage/gate.ts";
import { cov, findingsOf, judge, rulingOf, source, textsOf } from "./support.ts";

const head = {
  "lukhas/a.py": source(4),
  "lukhas/deep/b.py": source(4),
  "core/c.py": source(4),
  "README.md": "text",
};
const half = {
  "lukhas/a.py": "1:1 2:1 3:1 4:1",
  "lukhas/deep/b.py": "1:0 2:0 3:0 4:0",
  "core/c.py": "1:1 2:0 3:1 4:1",
};

describe("thresholds of modules", () => {
  it("hold for all files below a path together", async () => {
    const settings = { reports: cov, modules: { "lukhas/": 75, core: 75 } };
    expect(await findingsOf({ head, reports: { cov: half } }, settings)).toEqual([
      "below-threshold lukhas/ is covered to 50.00 % (4 of 8 by line); its threshold is 75 %.",
    ]);
  });

  it.each([
    [75, 3, 4, true],
    [75.1, 3, 4, false],
    [66.6666, 2, 3, true],
    [66.6667, 2, 3, false],
    [100, 3, 4, false],
    [0, 0, 4, true],
  ])("of %d compare %d of %d exactly", async (threshold, covered, total, kept) => {
    const lines = Array.from({ length: total }, (_, index) => `${index + 1}:${index < covered ? 1 : 0}`).join(" ");
    const change = { head: { "a.py": source(total) }, reports: { cov: { "a.py": lines } } };
    const ruling = await rulingOf(change, { reports: cov, modules: { "a.py": threshold } });
    expect(ruling.outcome).toBe(kept ? "passed" : "failed");
  });

  it("count each file in the module with the most specific path", async () => {
    const settings = { reports: cov, modules: { lukhas: 100, "lukhas/deep": 0 } };
    expect(await findingsOf({ head, reports: { cov: half } }, settings)).toEqual([]);
  });

  it("may be written with globs, names, metrics and days", async () => {
    const modules = [
      { name: "All Python", paths: ["**/*.py"], threshold: { "2027-01-01": 50, "2027-02-01": 80 } },
      { name: "Core", paths: ["core/"], threshold: 60, metric: "line-strict" },
    ];
    const change = { head, reports: { cov: half } };
    expect(await findingsOf(change, { reports: cov, modules })).toEqual([]);
    expect(await findingsOf({ ...change, today: "2027-02-01" }, { reports: cov, modules })).toEqual([
      "below-threshold All Python is covered to 50.00 % (4 of 8 by line); its threshold is 80 %.",
    ]);
    const ruling = await rulingOf({ ...change, today: "2026-12-31" }, { reports: cov, modules });
    expect(ruling.tables?.[0]?.rows[0]).toEqual(["–", "All Python", "50.00 % (4/8)", "–", "–", "–", "line"]);
  });

  it("are never kept by a module that nothing measures", async () => {
    const change = { head, reports: { cov: { "core/c.py": "1:1" } } };
    const settings = { reports: cov, modules: { "lukhas/": 75, "core/": 75 } };
    expect(await findingsOf(change, settings)).toEqual([
      "not-measured lukhas/ has 2 files, and no report mentions any of them.",
    ]);
    expect(await findingsOf(change, { ...settings, "missing-module": "pass" })).toEqual([]);
  });

  it("are never kept by branches that nobody counted", async () => {
    const change = { head: { "a.py": source(1) }, reports: { cov: { "a.py": "1:1" } } };
    const [finding] = await findingsOf(change, { reports: cov, modules: { "a.py": 50 }, metric: "branch" });
    expect(finding).toBe("not-measured a.py cannot be counted by branch: Branches were not measured. First file: a.py");
  });

  it("note a module that matches no file, and sources that no report mentions", async () => {
    const change = { head: { ...head, "core/d.py": source(9) }, reports: { cov: half } };
    const ruling = await rulingOf(change, { reports: cov, modules: { "core/": 50, "gone/": 75 } });
    expect(textsOf(ruling.notes)).toEqual([
      "unmeasured 1 source file of core/ is in no report.",
      "no-such-module gone/ matches no file.",
    ]);
    expect(ruling.notes[0]?.trace).toEqual(["core/d.py"]);
  });

  it("note a module whose files are all in others, and in which", async () => {
    const modules = [
      { paths: ["core/"], threshold: 100 },
      { name: "Python of the core", paths: ["core/**/*.py"], threshold: 50 },
    ];
    const ruling = await rulingOf({ head, reports: { cov: half } }, { reports: cov, modules });
    expect(ruling.outcome).toBe("passed");
    expect(textsOf(ruling.notes)).toEqual([
      "module-taken Every file of core/ is in Python of the core, whose path fits it better.",
    ]);
  });

  it("count sources that no report mentions as uncovered, where asked", async () => {
    const change = { head: { ...head, "core/d.py": "# only\n\nx = 1\ny = 2\n" }, reports: { cov: half } };
    const settings = { reports: cov, modules: { "core/": 60 }, unmeasured: "uncovered" };
    expect(await findingsOf(change, settings)).toEqual([
      "below-threshold core/ is covered to 50.00 % (3 of 6 by line); its threshold is 60 %.",
    ]);
    expect(await findingsOf(change, { ...settings, exclude: ["core/d.py"] })).toEqual([]);
  });

  it("cannot be told where such a file is too large to be counted", async () => {
    const change = { head: { ...head, "core/d.py": source(500) }, reports: { cov: half }, maxBlobBytes: 1_000 };
    const settings = { reports: cov, modules: { "core/": 60 }, unmeasured: "uncovered" };
    expect(await judge(change, settings)).toEqual({
      kind: "unavailable",
      because:
        "core/d.py is in no report, and is too large to be counted. Name what is no source in `exclude`, or use `unmeasured: listed`.",
    });
    const ruling = await rulingOf(change, { ...settings, unmeasured: "listed" });
    expect(ruling.outcome).toBe("passed");
  });

  it("leave out what .gitattributes of the base calls generated, and not that of the change", async () => {
    const settings = { reports: cov, modules: { "core/": 75, "lukhas/": 0 } };
    const reports = { cov: { ...half, "core/c.py": "1:0" } };
    const attributes = { ".gitattributes": "core/*.py linguist-generated\n" };
    const base = { ...head, ...attributes };
    const judged = { head: base, base, reports };
    expect((await rulingOf(judged, settings)).outcome).toBe("passed");
    expect((await rulingOf({ ...judged, base: head }, settings)).outcome).toBe("failed");
  });

  it("that no file is in, all of them, are unproven, unless the change deletes the last", async () => {
    const change = { head, reports: { cov: half } };
    expect(await judge(change, { reports: cov, modules: { "coer/": 75 } })).toEqual({
      kind: "unavailable",
      because: "No file of the repository is in any of the modules (coer/). Correct their paths.",
    });
    const base = { ...head, "old/x.py": source(1) };
    const ruling = await rulingOf({ ...change, base }, { reports: cov, modules: { "old/": 75 } });
    expect(ruling.outcome).toBe("passed");
    expect(ruling.tables?.[0]?.rows[0]?.slice(0, 3)).toEqual(["–", "old/", "not measured"]);
  });

  it.each(["2026-31-12", "2027-02-30", "soon"])("cannot begin on %s", (day) => {
    const parsed = coverage.settings.safeParse({ reports: cov, modules: { "core/": { [day]: 80 } } });
    expect(parsed.success).toBe(false);
  });

  it("that nobody set are not called kept", async () => {
    const ruling = await rulingOf({ head, reports: { cov: half } }, { reports: cov });
    expect(ruling.summary).toBe("58.33 % covered (7 of 12 by line): no rule is set.");
  });

  it("pass over nothing is unproven", async () => {
    const judged = await judge({ head, reports: { cov: {} } }, { reports: cov, modules: { "core/": 0 } });
    expect(judged).toMatchObject({ kind: "unavailable" });
  });
});
