import { describe, expect, it } from "@jest/globals";
import { cov, judge, rulingOf, source } from "./support.ts";

describe("the table of modules", () => {
  const head = { "a/x.py": source(10), "b/y.py": source(10) };
  const change = {
    head,
    reports: { cov: { "a/x.py": "1:1 2:0", "b/y.py": "1:1 2:0" } },
    baseReports: { cov: { "a/x.py": "1:1 2:1", "b/y.py": "1:1 2:1" } },
  };

  it("says of a loss whether a rule allows it", async () => {
    const modules = [
      { paths: ["a/"], threshold: 50 },
      { paths: ["b/"], "max-drop": 50 },
    ];
    const ruling = await rulingOf(change, { reports: cov, modules });
    expect(ruling.tables?.[0]?.rows.map(([sign, name, , , difference]) => [sign, name, difference])).toEqual([
      ["✓", "a/", "-50.00 (no limit)"],
      ["✓", "b/", "-50.00"],
    ]);
  });

  it("calls no rule kept where there is none", async () => {
    const modules = [{ paths: ["a/"] }, { paths: ["b/"], "max-drop": 50 }];
    const ruling = await rulingOf(change, { reports: cov, modules });
    expect(ruling.tables?.[0]?.rows.map(([sign]) => sign)).toEqual(["–", "✓"]);
  });
});

describe("the summary", () => {
  it("counts uncovered changed lines as one problem", async () => {
    const ruling = await rulingOf(
      { base: {}, head: { "a.py": source(5) }, reports: { cov: { "a.py": "1:1 2:0 3:1 4:0 5:1" } } },
      { reports: cov, "changed-lines": 80, modules: { "a.py": 90 } },
    );
    expect(ruling.outcome === "failed" && ruling.findings.map(({ rule }) => rule)).toEqual([
      ...["below-threshold", "changed-lines-below", "changed-lines-uncovered", "changed-lines-uncovered"],
    ]);
    expect(ruling.summary).toBe("60.00 % covered (3 of 5 by line), 1 module, 60.00 % of 5 changed lines: 2 problems.");
  });
});

describe("reports of two legs of a matrix", () => {
  const reports = ["cov-3.11", "cov-3.12"].map((artifact) => ({ flag: "unit", artifact, path: "lcov.info" }));
  const legs = (second: string) => ({ "cov-3.11": { "a.py": "1:1" }, "cov-3.12": { [second]: "1:1" } });

  it("are told apart in the table", async () => {
    const ruling = await rulingOf({ head: { "a.py": source(1) }, reports: legs("a.py") }, { reports });
    expect(ruling.tables?.at(-1)?.rows.map((row) => row.slice(0, 3))).toEqual([
      ["unit", "cov-3.11", "lcov.info"],
      ["unit", "cov-3.12", "lcov.info"],
    ]);
  });

  it("are told apart where one of them cannot be used", async () => {
    const judged = await judge({ head: { "a.py": source(1) }, reports: legs("gone.py") }, { reports });
    expect(judged.kind === "unavailable" && judged.because).toMatch(
      /^unit \(lcov\.info in cov-3\.12\): 1 of 1 line is in files/,
    );
  });
});
