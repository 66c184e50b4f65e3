import { describe, expect, it } from "@jest/globals";
import { cov, findingsOf, judge, source } from "./support.ts";

describe("a module of which the reports name no line", () => {
  const head = { "core/__init__.py": "", "core/a.py": source(4), "z.py": source(1) };
  it("is not measured while other sources of it are in no report", async () => {
    const reports = { cov: { "core/__init__.py": "0:1", "z.py": "1:1" } };
    expect(await findingsOf({ head, reports }, { reports: cov, modules: { "core/": 75 } })).toEqual([
      "not-measured The reports count nothing of core/, and 1 source file of it is in none of them.",
    ]);
  });
  it("keeps its threshold when that is all of it", async () => {
    const reports = { cov: { "core/__init__.py": "0:1", "z.py": "1:1" } };
    const all = { "core/__init__.py": "", "z.py": source(1) };
    expect(await findingsOf({ head: all, reports }, { reports: cov, modules: { "core/": 75 } })).toEqual([]);
  });
});

describe("a path that ends as a file does that the report has under its own name", () => {
  it.each(["/w/node_modules/foo/src/index.js", "b/src/index.js"])("is not taken for it: %s", async (other) => {
    const change = {
      head: { "src/index.js": source(4) },
      reports: { cov: { "src/index.js": "1:0 2:0 3:0 4:0", [other]: "1:1 2:1 3:1 4:1" } },
    };
    const settings = { reports: cov, modules: { "src/": 75 } };
    expect((await judge(change, settings)).kind).toBe("unavailable");
    expect(await findingsOf(change, { ...settings, "max-unresolved": 100 })).toHaveLength(1);
  });
});
