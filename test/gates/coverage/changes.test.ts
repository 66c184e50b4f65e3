import { describe, expect, it } from "@jest/globals";
import { cov, findingsOf, judge, rulingOf, source, textsOf } from "./support.ts";

const reports = cov;

describe("changed lines", () => {
  const base = { "a.py": "one()\ntwo()\n\nthree()\n" };
  const head = { "a.py": "one()\nnew()\n\nnewer()\n# newest\nlast()\nthree()\n" };

  it("must be covered, and uncovered ones are told in stretches", async () => {
    const change = { base, head, reports: { cov: { "a.py": "1:0 2:0 4:0 6:1 7:0" } } };
    expect(await findingsOf(change, { reports, "changed-lines": 80 })).toEqual([
      "changed-lines-below 33.33 % of the changed lines are covered (1 of 3); the threshold is 80 %.",
      "changed-lines-uncovered a.py:2-4 Lines 2 to 4 are not covered.",
    ]);
    const ruling = await rulingOf(change, { reports, "changed-lines": 33.3 });
    expect(textsOf(ruling.notes)).toEqual(["changed-lines-uncovered a.py:2-4 Lines 2 to 4 are not covered."]);
  });

  it("do not count where they are no code, were only moved, or are in an excluded file", async () => {
    const body = Array.from({ length: 5 }, (_, index) => `    result_${index} = compute(${index})\n`).join("");
    const change = {
      base: { "a.py": `def a():\n${body}`, "b.py": "x()\n", "c.py": "y()\n" },
      head: { "a.py": "def a():\n    pass\n", "b.py": `x()\n${body}`, "c.py": "y()\nz()\n# comment\n" },
      reports: { cov: { "a.py": "1:1 2:1", "b.py": "1:0 2:0 3:0 4:0 5:0 6:0", "c.py": "1:1 2:0" } },
    };
    expect(await findingsOf(change, { reports, "changed-lines": 100, exclude: ["c.py"] })).toEqual([]);
    expect(await findingsOf(change, { reports, "changed-lines": 100 })).toHaveLength(2);
  });

  it("are followed through a renamed file", async () => {
    const change = {
      base: { "old.py": source(6) },
      head: { "new.py": source(6) },
      reports: { cov: { "new.py": "1:0 2:0 3:0 4:0 5:0 6:0" } },
    };
    expect(await findingsOf(change, { reports, "changed-lines": 100 })).toEqual([]);
  });

  it("are all that is measured in a file that git takes for binary", async () => {
    const change = {
      base: { "a.js": "// \0\none()\n" },
      head: { "a.js": "// \0\none()\ntwo()\n" },
      reports: { cov: { "a.js": "2:1 3:0" } },
    };
    expect(await findingsOf(change, { reports, "changed-lines": 80 })).toEqual([
      "changed-lines-below 50.00 % of the changed lines are covered (1 of 2); the threshold is 80 %.",
      "changed-lines-uncovered a.js:3-3 Line 3 is not covered.",
    ]);
  });

  it("are those of the declared folder, where paths in a report are those of one package", async () => {
    const files = { "src/a.ts": "a()\n", "ui/src/a.ts": "b()\n", "ui/run.ts": "c()\n" };
    const change = {
      base: files,
      head: { ...files, "src/a.ts": "a()\nnew()\n", "ui/src/a.ts": "b()\nnew()\n" },
      reports: { cov: { "src/a.ts": "1:1 2:1", "run.ts": "1:1" } },
    };
    const inFolder = [{ ...cov[0], folder: "ui/" }];
    const ruling = await rulingOf(change, { reports: inFolder, "changed-lines": 100 });
    expect(ruling.tables?.[0]?.rows.map(([path]) => path)).toEqual(["ui/src/a.ts"]);
    expect(textsOf(ruling.notes)).toContain("unmeasured 1 changed file is in no report, so its lines are not counted.");
  });

  it("are listed where no report knows them", async () => {
    const change = { base, head: { ...head, "b.py": "x()\n" }, reports: { cov: { "a.py": "2:1 4:1 6:1" } } };
    const ruling = await rulingOf(change, { reports, "changed-lines": 80 });
    expect(ruling.outcome).toBe("passed");
    expect(textsOf(ruling.notes)).toEqual(["unmeasured 1 changed file is in no report, so its lines are not counted."]);
  });
});

describe("a base that has moved on", () => {
  it("is told where it has changed a measured file, since its report is of the merge", async () => {
    const files = { "a.py": "a()\n", "b.py": "b()\n", "c.py": "c()\n" };
    const change = {
      base: files,
      head: { ...files, "b.py": "b()\nnew()\n" },
      tip: { ...files, "a.py": "first()\na()\n", "c.py": "first()\nc()\n" },
      reports: { cov: { "a.py": "1:1", "b.py": "1:1 2:1" } },
    };
    const ruling = await rulingOf(change, { reports, "changed-lines": 80 });
    expect(textsOf(ruling.notes)).toEqual([
      "lines-of-merge The base has changed 1 measured file since this change began, so lines may be shifted in the reports.",
    ]);
    expect(ruling.notes[0]?.trace).toEqual(["a.py"]);
  });

  it("has files that head has not, and their lines are neither lost nor counted", async () => {
    const files = { "a.py": "a()\n" };
    const change = {
      base: files,
      head: { "a.py": "a()\nb()\n" },
      tip: { ...files, "new.py": source(4) },
      reports: { cov: { "a.py": "1:1 2:1", "new.py": "1:0 2:0 3:0 4:0" } },
    };
    const ruling = await rulingOf(change, { reports, modules: { ".": 100 } });
    expect([ruling.outcome, ruling.summary]).toEqual([
      "passed",
      "100.00 % covered (2 of 2 by line), 1 module, 100.00 % of 1 changed line: every rule is kept.",
    ]);
    const { tip: _, ...alone } = change;
    expect(await judge(alone, { reports, modules: { ".": 100 } })).toMatchObject({ kind: "unavailable" });
  });
});

describe("the merge base", () => {
  const before = { "core/a.py": source(10) };
  const settings = { reports, modules: [{ paths: ["core/"], "max-drop": 1 }] };

  it("may be undercut by so much and no more", async () => {
    const change = {
      head: before,
      reports: { cov: { "core/a.py": "1:1 2:1 3:1 4:1 5:0 6:0 7:0 8:0 9:0 10:0" } },
      baseReports: { cov: { "core/a.py": "1:1 2:1 3:1 4:1 5:1 6:0 7:0 8:0 9:0 10:0" } },
    };
    expect(await findingsOf(change, settings)).toEqual([
      "coverage-dropped core/ is covered to 40.00 %; it was 50.00 % in the merge base, and may lose 1 percentage point.",
    ]);
    const ten = { reports, modules: [{ paths: ["core/"], "max-drop": 10 }] };
    expect(await findingsOf(change, ten)).toEqual([]);
    const asBase = { reports, modules: { "core/": "base" } };
    expect(await findingsOf(change, asBase)).toHaveLength(1);
    expect(await findingsOf({ ...change, reports: change.baseReports }, asBase)).toEqual([]);
  });

  it("is not undercut by removing covered code", async () => {
    const change = {
      base: before,
      head: { "core/a.py": source(10).split("\n").slice(5).join("\n") },
      reports: { cov: { "core/a.py": "1:0 2:0 3:0 4:0 5:1" } },
      baseReports: { cov: { "core/a.py": "1:1 2:1 3:1 4:1 5:1 6:0 7:0 8:0 9:0 10:1" } },
    };
    expect(await findingsOf(change, settings)).toEqual([]);
    const worse = { ...change, reports: { cov: { "core/a.py": "1:0 2:0 3:0 4:0 5:0" } } };
    expect(await findingsOf(worse, settings)).toHaveLength(1);
  });

  it.each(["line", "line-strict", "branch", "line+branch"])(
    "is not undercut by removing covered code, by %s",
    async (metric) => {
      const change = {
        base: before,
        head: { "core/a.py": source(10).split("\n").slice(5).join("\n") },
        reports: { cov: { "core/a.py": "1:0 2:1:10" } },
        baseReports: { cov: { "core/a.py": "1:1:11 2:1:11 6:0 7:1:10" } },
      };
      expect(await findingsOf(change, { ...settings, metric })).toEqual([]);
      const worse = { ...change, reports: { cov: { "core/a.py": "1:0 2:0:00" } } };
      expect(await findingsOf(worse, { ...settings, metric })).toHaveLength(metric === "line-strict" ? 0 : 1);
    },
  );

  it("is undercut by covered code that is written anew without tests", async () => {
    const legacy = source(50).replaceAll("statement", "legacy");
    const change = {
      base: { "core/a.py": source(100), "core/old.py": legacy },
      head: { "core/a.py": source(100).replaceAll("statement", "rewritten"), "core/old.py": legacy },
      reports: { cov: { "core/a.py": hits(100, 0), "core/old.py": hits(50, 0) } },
      baseReports: { cov: { "core/a.py": hits(100, 1), "core/old.py": hits(50, 0) } },
    };
    expect(await findingsOf(change, settings)).toEqual([
      "coverage-dropped core/ is covered to 0.00 %; it was 66.66 % in the merge base, and may lose 1 percentage point.",
    ]);
    const asGood = { ...change, reports: { cov: { "core/a.py": hits(100, 1), "core/old.py": hits(50, 0) } } };
    expect(await findingsOf(asGood, settings)).toEqual([]);
  });

  it("is not undercut where uncovered code is only moved beside covered code that goes", async () => {
    const legacy = source(20).replaceAll("statement", "legacy");
    const change = {
      base: { "core/a.py": source(20), "core/old.py": legacy },
      head: { "core/a.py": source(5), "core/moved.py": `# moved\n${legacy.replaceAll("()", "()  ")}` },
      reports: { cov: { "core/a.py": hits(5, 1), "core/moved.py": `${hits(20, 0, 2)}` } },
      baseReports: { cov: { "core/a.py": hits(20, 1), "core/old.py": hits(20, 0) } },
    };
    expect(await findingsOf(change, settings)).toEqual([]);
    const lost = { ...change, reports: { cov: { "core/a.py": hits(5, 0), "core/moved.py": hits(20, 0, 2) } } };
    expect(await findingsOf(lost, settings)).toHaveLength(1);
  });

  it("is undercut by a module of which only an empty file is left in the reports", async () => {
    const files = { "core/a.py": source(10), "core/__init__.py": "", "other.py": source(1) };
    const change = {
      head: files,
      reports: { cov: { "core/__init__.py": "", "other.py": "1:1" } },
      baseReports: { cov: { "core/a.py": hits(10, 1) } },
    };
    for (const unmeasured of ["listed", "uncovered"]) {
      const rules = { reports, modules: { "core/": "base" }, unmeasured };
      expect(await findingsOf(change, rules)).toHaveLength(1);
    }
  });

  it("is undercut by code that moved to where the base has measured nothing, and lost its tests", async () => {
    const change = {
      base: { "core/a.py": source(20) },
      head: { "engine/a.py": source(20) },
      reports: { cov: { "engine/a.py": hits(20, 0) } },
      baseReports: { cov: { "core/a.py": hits(20, 1) } },
    };
    const moved = { reports, modules: { "engine/": "base" } };
    expect(await findingsOf(change, moved)).toEqual([
      "coverage-dropped engine/ is covered to 0.00 %; it was 100.00 % in the merge base, and may lose nothing.",
    ]);
    expect(await findingsOf({ ...change, reports: { cov: { "engine/a.py": hits(20, 1) } } }, moved)).toEqual([]);
  });

  it("is undercut by a file that stays and is in no report any more", async () => {
    const files = { "core/a.py": source(10), "core/b.py": source(10) };
    const change = {
      head: files,
      reports: { cov: { "core/a.py": hits(10, 1) } },
      baseReports: { cov: { "core/a.py": hits(10, 1), "core/b.py": `${hits(5, 1)} ${hits(5, 0, 6)}` } },
    };
    expect(await findingsOf(change, settings)).toEqual([
      "coverage-dropped core/ is covered to 50.00 %, counting 1 file that no report mentions any more; it was 75.00 % in the merge base, and may lose 1 percentage point.",
    ]);
    const gone = { base: files, head: { "core/a.py": source(10) } };
    expect(await findingsOf({ ...change, ...gone }, settings)).toEqual([]);
  });

  it("is compared by the reports that both have", async () => {
    const nightly = { artifact: "nightly", path: "lcov.info", optional: true };
    const both = { reports: [...cov, nightly], modules: { "core/": "base" } };
    const half = { "core/a.py": `${hits(5, 1)} ${hits(5, 0, 6)}` };
    const whole = { "core/a.py": hits(10, 1) };
    const onlyBase = { head: before, reports: { cov: half }, baseReports: { cov: half, nightly: whole } };
    expect(await findingsOf(onlyBase, both)).toEqual([]);
    const { notes } = await rulingOf(onlyBase, both);
    expect(notes.map(({ what }) => what)).toContain(
      "Reports of nightly are left out where coverage is compared: only one of head and merge base has them.",
    );
    const lost = { "core/a.py": hits(10, 0) };
    const onlyHead = { head: before, reports: { cov: lost, nightly: whole }, baseReports: { cov: half } };
    expect(await findingsOf(onlyHead, both)).toHaveLength(1);
  });

  it("may be an older commit, and then its own lines are followed to head", async () => {
    const change = {
      measuredBase: { "core/a.py": source(10) },
      base: { "core/a.py": `first()\nsecond()\n${source(10)}` },
      head: { "core/a.py": `first()\nsecond()\n${source(2)}` },
      distance: 2,
      // Its first two lines are uncovered, and stay; what the change removes is covered.
      baseReports: { cov: { "core/a.py": `1:0 2:0 ${hits(8, 1, 3)}` } },
      reports: { cov: { "core/a.py": "1:1 2:1 3:0 4:0" } },
    };
    expect(await findingsOf(change, settings)).toEqual([]);
  });

  it("is the nearest commit with reports, and the table names it", async () => {
    const change = {
      head: before,
      reports: { cov: { "core/a.py": "1:1" } },
      baseReports: { cov: { "core/a.py": "1:1" } },
    };
    const ruling = await rulingOf({ ...change, distance: 3 }, settings);
    expect(ruling.tables?.[0]?.title).toBe("Modules (base base, 3 commits before the merge base)");
  });

  it("is missed in a note, when nobody measured it", async () => {
    const ruling = await rulingOf({ head: before, reports: { cov: { "core/a.py": "1:1" } } }, settings);
    expect(ruling.outcome).toBe("passed");
    expect(ruling.notes.map(({ rule }) => rule)).toContain("no-base");
  });

  it("is compared without the files that are excluded now", async () => {
    const change = {
      head: { ...before, "core/gen.py": source(10) },
      base: { ...before, "core/gen.py": source(10) },
      reports: { cov: { "core/a.py": "1:1 2:0", "core/gen.py": "1:0 2:0" } },
      baseReports: { cov: { "core/a.py": "1:1 2:0", "core/gen.py": "1:1 2:1" } },
    };
    expect(await findingsOf(change, settings)).toHaveLength(1);
    const excluding = { ...settings, exclude: ["core/gen.py"] };
    const ruling = await rulingOf(change, excluding);
    expect(ruling.outcome).toBe("passed");
    expect(ruling.examined).toEqual({ count: 2, of: "lines" });
    expect(ruling.tables?.[0]?.rows[0]?.slice(2, 5)).toEqual(["50.00 % (1/2)", "50.00 %", "0.00"]);
  });

  it("is not undercut by files that nobody measured, neither there nor here", async () => {
    const change = {
      head: { ...before, "core/b.py": source(10) },
      base: { ...before, "core/b.py": source(10) },
      reports: { cov: { "core/a.py": "1:1 2:1" } },
      baseReports: { cov: { "core/a.py": "1:1 2:1" } },
    };
    expect(await findingsOf(change, { ...settings, unmeasured: "uncovered" })).toEqual([]);
  });

  it("is missed in a note, when its reports count nothing of the module", async () => {
    const change = {
      head: { ...before, "b.py": source(1) },
      reports: { cov: { "core/a.py": "1:0" } },
      baseReports: { cov: { "b.py": "1:1" } },
    };
    const ruling = await rulingOf(change, settings);
    expect(textsOf(ruling.notes)).toEqual([
      "no-base core/ cannot be compared: no report of the merge base, or of a commit shortly before it, counts anything of it.",
    ]);
    expect(ruling.tables?.[0]?.rows[0]?.slice(3, 5)).toEqual(["–", "–"]);
  });
});

/** So many lines, each with these hits, from `first` on. */
function hits(lines: number, each: number, first = 1): string {
  return Array.from({ length: lines }, (_, index) => `${first + index}:${each}`).join(" ");
}
