import { describe, expect, it } from "@jest/globals";
import { coverage } from "../../../src/gates/coverage/gate.ts";
import { cov, judge, rulingOf, source } from "./support.ts";

const head = { "a.py": source(2) };
const one = { "a.py": "1:1 2:0" };
const reports = [...cov, { flag: "e2e", artifact: "e2e", path: "lcov.info" }];
const modules = { "a.py": 50 };
const patience = { since: 1_000_000, now: 1_000_000 + 59 * 60_000 };

describe("reports", () => {
  it("are waited for by name, and no longer than is said", async () => {
    const change = { head, reports: { cov: one }, evidence: { patience, running: ["CI"] } };
    expect(await judge(change, { reports, modules })).toEqual({
      kind: "not-yet",
      because: "1 of 2 reports are there. Missing: e2e. Still running: CI.",
      until: 1_000_000 + 60 * 60_000,
    });
    const later = { ...change, evidence: { patience: { ...patience, now: 1_000_000 + 60 * 60_000 } } };
    expect(await judge(later, { reports, modules })).toEqual({
      kind: "unavailable",
      because: "1 of 2 reports are there. Missing: e2e. They did not come within 60 minutes. No workflow is running.",
    });
  });

  it("of a matrix are waited for until the workflow ends, also when one of them is there", async () => {
    const evidence = { patience, running: ["CI"], growing: ["cov"] };
    const change = { head, reports: { cov: one }, evidence };
    expect(await judge(change, { reports: cov, modules })).toMatchObject({
      kind: "not-yet",
      because: "More reports may come of cov. Still running: CI.",
    });
    const now = patience.since + 60 * 60_000;
    const later = { ...change, evidence: { ...evidence, patience: { ...patience, now } } };
    expect(await judge(later, { reports: cov, modules })).toMatchObject({
      kind: "unavailable",
      because: "More reports may come of cov. The workflow did not end within 60 minutes. Still running: CI.",
    });
  });

  it("are missing at once where nobody sends any", async () => {
    expect(await judge({ head }, { reports: cov, modules })).toEqual({
      kind: "unavailable",
      because: "0 of 1 report is there. Missing: cov. Name the files with --report.",
    });
  });

  it("of one flag are waited for entry by entry, at the head and at the base", async () => {
    const shared = [
      { flag: "unit", artifact: "cov", path: "lcov.info" },
      { flag: "unit", artifact: "e2e", path: "lcov.info" },
    ];
    const change = { head, reports: { cov: one }, evidence: { patience, running: ["CI"] } };
    expect(await judge(change, { reports: shared, modules })).toMatchObject({
      kind: "not-yet",
      because: "1 of 2 reports are there. Missing: unit (lcov.info in e2e). Still running: CI.",
    });
    const both = { head, reports: { cov: one, e2e: { "a.py": "1:0 2:1" } } };
    const settings = { reports: shared, modules: { "a.py": "base" } };
    expect((await rulingOf({ ...both, baseReports: both.reports }, settings)).notes).toEqual([]);
    const half = await rulingOf({ ...both, baseReports: { cov: one } }, settings);
    expect(half.notes.map(({ rule }) => rule)).toEqual(["no-base"]);
  });

  it("of one flag are carried forward together or not at all: a half of it that is there was not skipped", async () => {
    const shared = [
      { flag: "unit", artifact: "cov", path: "lcov.info" },
      { flag: "unit", artifact: "e2e", path: "lcov.info", "carry-forward": true },
    ];
    const baseReports = { cov: one, e2e: { "a.py": "1:0 2:1" } };
    const evidence = { patience, skipped: ["unit"] };
    const settings = { reports: shared, modules: { "a.py": 100 } };
    expect((await rulingOf({ head, baseReports, evidence }, settings)).outcome).toBe("passed");
    expect(await judge({ head, reports: { cov: one }, baseReports, evidence }, settings)).toMatchObject({
      kind: "not-yet",
      because: "1 of 2 reports are there. Missing: unit (lcov.info in e2e). No workflow is running.",
    });
  });

  it("may be optional", async () => {
    const settings = { reports: [cov[0], { ...reports[1], optional: true }], modules };
    expect((await rulingOf({ head, reports: { cov: one } }, settings)).outcome).toBe("passed");
  });

  it("of one commit are put together line by line", async () => {
    const change = { head, reports: { cov: one, e2e: { "a.py": "1:0 2:1" } } };
    expect((await rulingOf(change, { reports, modules: { "a.py": 100 } })).outcome).toBe("passed");
  });

  it("that disagree on which lines can be run are all counted, and the verdict says so", async () => {
    const change = { head, reports: { cov: one, e2e: { "a.py": "1:1" } } };
    const ruling = await rulingOf(change, { reports, modules });
    expect(ruling.summary).toContain("1 of 2 by line");
    expect(ruling.notes.map(({ what }) => what)).toEqual([
      "The reports disagree on which lines of 1 file can be run, first a.py (1 line). Lines that any report lists count.",
    ]);
  });

  it("are carried forward from the base where that is allowed and nothing runs, and the verdict says so", async () => {
    const files = { ...head, "b.py": source(2) };
    const settings = { reports: [cov[0], { ...reports[1], "carry-forward": true }], modules: { "b.py": 100 } };
    const change = {
      head: files,
      reports: { cov: one },
      baseReports: { cov: one, e2e: { "b.py": "1:1 2:1" } },
      evidence: { patience, skipped: ["e2e"] },
    };
    const ruling = await rulingOf(change, settings);
    expect(ruling.outcome).toBe("passed");
    expect(ruling.notes.map(({ what }) => what)).toEqual([
      "e2e (lcov.info): it is the merge base's, because this commit has none.",
    ]);
    for (const evidence of [
      { patience, running: ["CI"], skipped: ["e2e"] },
      { patience, skipped: [] },
    ]) {
      expect(await judge({ ...change, evidence }, settings)).toMatchObject({ kind: "not-yet" });
    }
  });

  it("are carried forward line by line, and not for lines that the change touches nor from other flags", async () => {
    const before = { "a.py": source(4), "b.py": source(4), "old.py": source(8), "unit.py": source(2) };
    const { "old.py": moved, ...others } = before;
    const settings = {
      reports: [cov[0], { ...reports[1], "carry-forward": true }],
      modules: { "a.py": 75, "b.py": 0, "new.py": 50, "unit.py": 50 },
    };
    const change = {
      base: before,
      head: { ...others, "b.py": `new()\n${source(4)}`, "new.py": moved },
      reports: { cov: { "a.py": "1:1 2:0 3:0 4:0" } },
      baseReports: {
        cov: { "unit.py": "1:1 2:1" },
        e2e: { "a.py": "1:0 2:1 3:1 4:0", "b.py": "1:1 2:1 3:1 4:1", "old.py": "1:1 2:0" },
      },
      distance: 2,
      evidence: { patience, skipped: ["e2e"] },
    };
    const ruling = await rulingOf(change, settings);
    const [modules] = ruling.tables ?? [];
    expect(modules?.rows.map((row) => `${row[1]}: ${row[2]}`)).toEqual([
      "a.py: 75.00 % (3/4)",
      "b.py: not measured",
      "new.py: 50.00 % (1/2)",
      "unit.py: not measured",
    ]);
    expect(ruling.notes.map(({ what }) => what)).toContain(
      "e2e (lcov.info): 1 file of it is left out, since the change touches its lines.",
    );
    expect(ruling.notes.map(({ what }) => what)).toContain(
      "e2e (lcov.info): it is the merge base's, or rather that of base, 2 commits before it, because this commit has none.",
    );
  });

  it("are carried forward by the lines of the commit that they are of", async () => {
    const change = {
      measuredBase: { "a.py": source(2), "b.py": source(4), "c.py": source(2) },
      base: { "a.py": source(2), "b.py": `first()\n${source(4)}`, "c.py": source(2) },
      head: { "a.py": source(3), "b.py": `first()\n${source(4)}`, "c.py": source(2) },
      reports: { cov: { "a.py": "1:1" } },
      baseReports: { cov: { "a.py": "1:1" }, e2e: { "b.py": "1:1 2:0 3:0 4:0", "c.py": "1:1 2:1" } },
      distance: 1,
      evidence: { patience, skipped: ["e2e"] },
    };
    const settings = {
      reports: [
        { ...cov[0], optional: true },
        { ...reports[1], "carry-forward": true },
      ],
      modules: { "b.py": 25, "c.py": 100 },
      "missing-module": "pass",
    };
    const ruling = await rulingOf(change, settings);
    expect(ruling.tables?.[0]?.rows.map((row) => `${row[1]}: ${row[2]}`)).toEqual([
      "b.py: not measured",
      "c.py: 100.00 % (2/2)",
    ]);
  });

  it("of commits that are passed over for a damaged report are named in notes, the first three of them", async () => {
    const passedOver = ["aaaaaaaaaa", "bbbbbbbbbb", "cccccccccc", "dddddddddd"].map((commit) => ({
      commit,
      flag: "cov",
      path: "lcov.info",
      because: "It ends in the middle.",
    }));
    const change = { head, reports: { cov: one }, baseReports: { cov: one }, passedOver, distance: 4 };
    const ruling = await rulingOf(change, { reports: cov, modules: { "a.py": "base" } });
    expect(ruling.outcome).toBe("passed");
    expect(ruling.notes.map(({ rule, what }) => `${rule} ${what}`)).toEqual([
      "base-passed-over aaaaaaaa is not compared with: cov (lcov.info): It ends in the middle.",
      "base-passed-over bbbbbbbb is not compared with: cov (lcov.info): It ends in the middle.",
      "base-passed-over cccccccc is not compared with: cov (lcov.info): It ends in the middle. So is 1 more before it.",
    ]);
  });

  it("that jobs send themselves need no artifact, but a flag", async () => {
    const parse = (report: object) => coverage.settings.safeParse({ reports: [report] });
    expect(parse({ flag: "unit" }).success).toBe(true);
    expect(parse({ flag: "unit", path: "*.xml" }).success).toBe(true);
    expect(parse({ path: "*.xml" }).error?.issues.map(({ message }) => message)).toEqual([
      "Name the `artifact` that the report is in, or the `flag` under which jobs send it themselves",
    ]);
    expect(parse({ artifact: "cov" }).error?.issues.map(({ path }) => path)).toEqual([["reports", 0, "path"]]);
    expect(await judge({ head, evidence: { patience } }, { reports: [{ flag: "unit" }], modules })).toMatchObject({
      kind: "not-yet",
      because: "0 of 1 report is there. Missing: unit. No workflow is running.",
    });
  });

  it("with files that the repository has not are no proof, and the answer says what to write", async () => {
    const change = { head, reports: { cov: { "/opt/ci/x/a.py": "1:1 2:1 3:1", "a.py": "1:1" } } };
    expect(await judge(change, { reports: cov, modules })).toEqual({
      kind: "unavailable",
      because:
        'cov (lcov.info): 3 of 4 lines are in files that were not found in the repository: /opt/ci/x/a.py. Say where the tested files lie with `prefixes: ["/opt/ci/x/"]`, which finds it, or raise `max-unresolved`.',
    });
    const settings = { reports: [{ ...cov[0], prefixes: ["/opt/ci/x/"] }], modules };
    expect((await rulingOf(change, settings)).summary).toBe(
      "100.00 % covered (3 of 3 by line), 1 module: every rule is kept.",
    );
  });

  it("with relative paths that fit several files advise the folder that tells them", async () => {
    const files = { "x/lib/a.py": source(1), "y/lib/a.py": source(1), "b.py": source(1) };
    const change = { head: files, reports: { cov: { "lib/a.py": "1:1", "b.py": "1:1" } } };
    const settings = { reports: cov, modules: { "b.py": 50 } };
    expect(await judge(change, settings)).toMatchObject({
      because: expect.stringContaining("Say with `folder` in which of them the tested files lie"),
    });
    const said = { ...settings, reports: [{ ...cov[0], folder: "x" }], modules: { "x/": 100 } };
    expect(await rulingOf(change, said)).toMatchObject({ outcome: "passed" });
  });

  it("with files that fit several ones say which, and no prefix that would not help", async () => {
    const files = { "x/src/a.py": source(1), "y/src/a.py": source(1), "b.py": source(99) };
    const lines = Array.from({ length: 99 }, (_, index) => `${index + 1}:1`).join(" ");
    const change = { head: files, reports: { cov: { "/app/src/a.py": "1:1", "b.py": lines } } };
    const ruling = await rulingOf(change, { reports: cov, modules: { "b.py": 50 } });
    expect(ruling.notes.map(({ what }) => what)).toEqual([
      "cov (lcov.info): 1 file fits several files and counts for none: /app/src/a.py (fits several files: x/src/a.py, y/src/a.py)",
    ]);
    expect(await judge(change, { reports: cov, modules: { "b.py": 50 }, "max-unresolved": 0 })).toEqual({
      kind: "unavailable",
      because:
        "cov (lcov.info): 1 of 100 lines are in files that were not found in the repository: /app/src/a.py (fits several files: x/src/a.py, y/src/a.py). No `prefixes` would find them: leave what is installed or generated out of the measurement, or raise `max-unresolved`.",
    });
  });
});
