import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CoverageOutput } from "../../../src/cli/coverage/coverage-output.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";
import { run } from "../test-terminal.ts";
import { cobertura, lcov } from "./sample-reports.ts";

const configuration = `version: 1
gates:
  coverage:
    reports: [{ artifact: cov, path: "**" }]
    modules: { "src/": 75, "core/": 40 }
    changed-lines: 60
`;
let repository: GitRepository;

beforeEach(() => {
  repository = createGitRepository();
  const files = { "src/a.py": "a\nb\nc\nd\n", "core/b.py": "a\nb\n", "top.py": "a\n" };
  repository.commit("main", { ".github/lanekeeper.yml": configuration, ...files });
  repository.commit("change", { "src/a.py": "a\nB\nc\nD\nE\n" }, { from: "main" });
  repository.checkout("change");
});
afterEach(() => repository[Symbol.dispose]());

function coverage(...args: readonly string[]) {
  return run(["coverage", ...args], { cwd: repository.directory });
}

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) writeFileSync(join(repository.directory, name), text);
}

async function json(...args: readonly string[]) {
  const ran = await coverage(...args, "--format", "json");
  return { ...ran, output: CoverageOutput.parse(JSON.parse(ran.out)) };
}

describe("lanekeeper coverage in a clone", () => {
  it("judges modules by the base's configuration, and lists uncovered changed lines as ranges", async () => {
    write({ "a.info": lcov({ "src/a.py": "1:1 2:1 3:1 4:0 5:0", "core/b.py": "1:1 2:0" }) });
    const { code, output } = await json("a.info");
    expect([code, output.exitCode, output.change?.verdict.verdict.outcome]).toEqual([1, 1, "failed"]);
    expect(output.change).toMatchObject({
      head: repository.git("rev-parse", "change"),
      base: repository.git("rev-parse", "main"),
      mergeBase: repository.git("rev-parse", "main"),
      configured: true,
      figures: {
        modules: [
          { name: "src/", threshold: 75, now: { covered: 3, total: 5 }, base: null, kept: false },
          { name: "core/", threshold: 40, now: { covered: 1, total: 2 }, base: null, kept: true },
        ],
        changedLines: {
          covered: 1,
          total: 3,
          files: [{ path: "src/a.py", covered: 1, total: 3, uncovered: [[4, 5]] }],
          unknown: [],
        },
      },
    });
  });

  it("prints tables, what is wrong and what it comes to", async () => {
    write({ "a.info": lcov({ "src/a.py": "1:1 2:1 3:1 4:0 5:0", "core/b.py": "1:1 2:0" }) });
    const { code, out, err } = await coverage("a.info");
    expect([code, err]).toEqual([1, ""]);
    expect(out).toMatch(/^HEAD onto main\n\nModules\n/);
    expect(out).toMatch(/^✗ {2}src\/ +60\.00 % \(3\/5\) +– +– +75 % +line$/m);
    expect(out).toMatch(/^src\/a\.py {2}33\.33 % \(1\/3\) {2}4–5$/m);
    expect(out).toContain("✗ src/ is covered to 60.00 % (3 of 5 by line); its threshold is 75 %.");
    expect(out).toMatch(/✗ [^\n]*2 problems\.\n$/);
  });

  it("is clear when every rule is kept, here as Markdown", async () => {
    write({ "a.info": lcov({ "src/a.py": "1:1 2:1 3:1 4:1 5:0", "core/b.py": "1:1 2:0" }) });
    const { code, out } = await coverage("a.info", "--format", "markdown");
    expect(code).toBe(0);
    expect(out).toMatch(/^## HEAD onto main\n\n✓ /);
    expect(out).toContain("| ✓ | src/ | 80.00 % (4/5) | – | – | 75 % | line |");
  });

  it("compares with reports of the base", async () => {
    const drop = configuration.replace("changed-lines: 60", "max-drop: 0");
    write({
      "drop.yml": drop.replace("75", "0").replace("40", "0"),
      "a.info": lcov({ "src/a.py": "1:1 2:0", "core/b.py": "1:1" }),
      "old.info": lcov({ "src/a.py": "1:1 2:1", "core/b.py": "1:1" }),
    });
    const { code, output } = await json("a.info", "--base", "old.info", "--config", "drop.yml");
    expect(code).toBe(1);
    expect(output.base?.totals.lines).toEqual({ covered: 3, total: 3 });
    expect(output.change?.figures?.modules.map(({ name, base, kept }) => [name, base, kept])).toEqual([
      ["src/", { covered: 2, total: 2 }, false],
      ["core/", { covered: 1, total: 1 }, true],
    ]);
  });

  it("is unproven when a base report is damaged that no rule needs", async () => {
    write({ "a.info": lcov({ "src/a.py": "1:1 2:1 4:1 5:1", "core/b.py": "1:1" }), "old.info": "" });
    const { code, out } = await coverage("a.info", "--base", "old.info");
    expect(code).toBe(3);
    expect(out).toMatch(/\? [^\n]* But a report is damaged, so lines may have been lost\.\n$/);
  });

  it("takes roots of the report, and tells how each path was found", async () => {
    write({ "coverage.xml": cobertura });
    const { output } = await json("coverage.xml", "--explain-paths");
    expect(output.files).toMatchObject([{ path: "src/a.py", lines: { covered: 3, total: 4 } }]);
    expect(output.explained).toEqual({
      paths: [
        { report: "coverage.xml", reported: "a.py", lines: 4, path: "src/a.py", by: "workspace", candidates: [] },
      ],
      prefixes: [],
    });
  });

  it("says what to declare for paths that lead nowhere, and tries it out", async () => {
    const lines = { "/app/src/a.py": "1:1 2:1 3:1 4:1 5:1", "/app/top.py": "1:1", "/app/core/b.py": "1:1" };
    write({ "a.info": lcov(lines) });
    const lost = await coverage("a.info");
    expect(lost.code).toBe(3);
    expect(lost.out).toContain("The repository does not have 1 file of the reports: --explain-paths tells more.");
    const explained = await coverage("a.info", "--explain-paths");
    expect(explained.code).toBe(3);
    expect(explained.out).toContain(`Paths
reported        in the repository  how
/app/src/a.py   src/a.py           by an end that only one file has (suffix)
/app/top.py     –                  not found
/app/core/b.py  core/b.py          by an end that only one file has (suffix)

? 1 of 3 reported paths, with 1 line, leads to no file of the repository.
    prefixes: ["/app/"]   finds 1 of them; it belongs to the report's entry in \`reports\`
`);
    const tried = await coverage("a.info", "--explain-paths", "--prefix", "/app/");
    expect(tried.code).toBe(0);
    expect(tried.out).toMatch(/^\/app\/top\.py {5}top\.py +by a declared prefix$/m);
    expect(tried.out).toContain("✓ All 3 reported paths lead to a file of the repository.");
  });

  it("tells which files a path fits, and which file it is not", async () => {
    repository.commit("change", { "x/src/a.py": "a\n" });
    write({ "a.info": lcov({ "src/a.py": "1:1", "core/b.py": "1:1", "/usr/lib/python3/core/b.py": "1:1" }) });
    write({ "b.info": lcov({ "/app/src/a.py": "1:1" }) });
    const { out } = await coverage("a.info", "b.info", "--explain-paths");
    expect(out).toMatch(/^\/app\/src\/a\.py +could be src\/a\.py or x\/src\/a\.py +not found: several files fit$/m);
    expect(out).toMatch(
      /^\/usr\/lib\/python3\/core\/b\.py +not core\/b\.py +not found: it lies elsewhere, and only its end is the same$/m,
    );
  });

  it("finds import paths of Go by the repository's own go.mod", async () => {
    repository.commit("change", { "m/go.mod": "module example.com/m\n", "m/x.go": "package m\n" });
    write({ "cover.out": "mode: set\nexample.com/m/x.go:1.1,2.2 1 1\n" });
    const { output } = await json("cover.out", "--explain-paths");
    expect(output.explained?.paths).toMatchObject([{ reported: "example.com/m/x.go", path: "m/x.go", by: "prefix" }]);
    expect(output.files).toMatchObject([{ path: "m/x.go", lines: { covered: 2, total: 2 } }]);
  });

  it("groups many paths by what becomes of their beginning", async () => {
    const names = Array.from({ length: 30 }, (_, index) => `src/part${index}.py`);
    repository.commit("change", Object.fromEntries(names.map((name) => [name, "a\n"])));
    const reported = [...names.map((name) => `/w/x/${name}`), "/w/x/gone/a.py", "/w/x/gone/b.py"];
    write({ "a.info": lcov(Object.fromEntries(reported.map((name) => [name, "1:1"]))) });
    const { out } = await coverage("a.info", "--explain-paths");
    expect(out).toMatch(/^2 +\/w\/x\/gone\/… such as \/w\/x\/gone\/a\.py +– +not found$/m);
    expect(out).toMatch(
      /^30 +\/w\/x\/… such as \/w\/x\/src\/part0\.py +… +by an end that only one file has \(suffix\)$/m,
    );
  });

  it("judges no threshold without a configuration, and says so", async () => {
    repository.commit("main", { ".github/lanekeeper.yml": undefined });
    write({ "a.info": lcov({ "src/a.py": "1:1 2:0" }) });
    const { code, out } = await coverage("a.info");
    expect(code).toBe(0);
    expect(out).toContain("The configuration of main does not switch coverage on, so no threshold was judged.");
    expect(out).toMatch(/^src\/a\.py {2}0\.00 % \(0\/1\) {2}2$/m);
  });

  it("wants to know which report a file is, where there are several", async () => {
    const two = 'reports: [{ artifact: u, flag: unit, path: "**" }, { artifact: e, flag: e2e, path: "**" }]';
    write({
      "two.yml": configuration.replace(/reports: .*/, two),
      "a.info": lcov({ "src/a.py": "1:1", "core/b.py": "1:1" }),
    });
    const vague = await coverage("a.info", "--config", "two.yml");
    expect([vague.code, vague.out]).toEqual([2, ""]);
    expect(vague.err).toContain("say which of them a.info is, as in unit=a.info. There are: unit, e2e.");
    const half = await coverage("unit=a.info", "--config", "two.yml");
    expect(half.code).toBe(3);
    expect(half.out).toContain("1 of 2 reports are there. Missing: e2e.");
    const whole = await coverage("unit=a.info", "e2e=a.info", "--config", "two.yml", "--format", "json");
    expect(whole.code).toBe(0);
  });

  it.each([
    ["a damaged report", "a.info", "", 3, "? a.info: the file is empty."],
    ["a report without lines of this repository", "a.info", lcov({ "x/y.py": "1:1" }), 3, "max-unresolved"],
  ])("is unproven for %s", async (_what, name, text, expected, words) => {
    write({ [name]: text });
    const { code, out } = await coverage(name);
    expect(code).toBe(expected);
    expect(out).toContain(words);
  });

  it.each([
    ["a configuration that is not valid", ["--config", "bad.yml"], "The configuration bad.yml is not valid"],
    ["an unknown base", ["--base-ref", "nope"], "UNKNOWN_REVISION"],
    ["too many prefixes", ["--prefix", ...Array.from({ length: 51 }, () => "/x/")], "--prefix cannot be used"],
  ])("refuses %s", async (_what, args, words) => {
    write({ "bad.yml": "version: 1\ngates: {coverage: {}}\n", "a.info": lcov({ "src/a.py": "1:1" }) });
    const { code, out, err } = await coverage("a.info", ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });
});
