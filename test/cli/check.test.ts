import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { CheckOutput } from "../../src/cli/render/json.ts";
import { createGitRepository, type GitRepository } from "../support/git-repository.ts";
import { run } from "./test-terminal.ts";

const configuration = "version: 1\ngates:\n  batch-size: {max-files: 2, max-lines: 10}\n";
let repository: GitRepository;

beforeEach(() => {
  repository = createGitRepository();
  repository.commit("main", { ".github/lanekeeper.yml": configuration, "src/a.py": "one\n" });
  repository.commit("feature", { "src/b.py": "two\n" }, { from: "main" });
  repository.checkout("feature");
});
afterEach(() => repository[Symbol.dispose]());

function check(...args: readonly string[]) {
  return run(["check", ...args], { cwd: repository.directory });
}

async function checkJson(...args: readonly string[]) {
  const ran = await check("--format", "json", ...args);
  return { code: ran.code, output: CheckOutput.parse(JSON.parse(ran.out)) };
}

function verdictsOf(output: CheckOutput): readonly string[] {
  return output.report.gates.map(({ gate, verdict }) => `${gate} ${verdict.outcome}`);
}

describe("lanekeeper check", () => {
  it("is clear, and says what it compared", async () => {
    const { code, output } = await checkJson();
    expect(code).toBe(0);
    expect(output).toMatchObject({
      overall: "clear",
      exitCode: 0,
      report: {
        subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
        base: repository.git("rev-parse", "main"),
        head: repository.git("rev-parse", "feature"),
      },
    });
    expect(verdictsOf(output)).toEqual(["configuration passed", "batch-size passed"]);
  });

  it("blocks with findings", async () => {
    repository.commit("feature", { "src/c.py": "3\n".repeat(20), "src/d.py": "4\n" });
    const { code, output } = await checkJson();
    expect(code).toBe(1);
    expect(output).toMatchObject({ overall: "blocked", exitCode: 1 });
    const pretty = await check();
    expect(pretty.code).toBe(1);
    expect(pretty.out).toContain("✗ batch-size/too-many-lines");
    expect(pretty.out).toMatch(/✗ Blocked by 1 of 1 gate: batch-size\.\n$/);
    expect(pretty.err).toBe("");
  });

  it("lets advice through", async () => {
    repository.commit("feature", { "src/c.py": "3\n".repeat(20) });
    writeFileSync(join(repository.directory, "advise.yml"), `mode: advise\n${configuration}`);
    const { code, out } = await check("--config", "advise.yml");
    expect(code).toBe(0);
    expect(out).toContain("! batch-size/too-many-lines");
    expect(out).toContain("✓ Clear: 1 gate. Advice only: batch-size.");
  });

  it("is unproven when there is nothing to examine", async () => {
    const { code, output } = await checkJson("--head", "main");
    expect(code).toBe(3);
    expect(verdictsOf(output)).toEqual(["configuration passed", "batch-size unproven"]);
    expect((await check("--head", "main")).out).toContain("? Unproven: batch-size.");
  });

  it("takes the configuration from the base, and previews the one of the change", async () => {
    repository.commit("feature", { ".github/lanekeeper.yml": configuration.replace("max-files: 2", "max-files: 1") });
    const { code, output } = await checkJson();
    expect(code).toBe(0);
    expect(output.report.gates[0]?.verdict).toMatchObject({
      outcome: "passed",
      notes: [{ rule: "preview", what: expect.stringContaining("`batch-size` (enforce) would be failed") }],
    });
  });

  it.each([
    ["missing", undefined, /no `\.github\/lanekeeper\.yml`/],
    [
      "broken",
      "version: 1\ngates:\n  batch-sise: {}\n",
      /Line 3, column 3: .*`batch-sise`[\s\S]*Did you mean `batch-size`\?/,
    ],
  ])("ends with 2 when the configuration of the base is %s", async (_what, text, expected) => {
    repository.commit("main", { ".github/lanekeeper.yml": text });
    const { code, out } = await check();
    expect(code).toBe(2);
    expect(out).toMatch(expected);
    expect(out).toMatch(/The configuration has to be corrected first\.\n$/);
  });

  it("compares with the merge base, whatever the base did since", async () => {
    repository.commit("main", { "x.py": "1\n".repeat(50), "y.py": "1\n".repeat(50), "z.py": "1\n" });
    expect((await checkJson()).code).toBe(0);
  });

  it("prefers the remote's default branch, then a main branch", async () => {
    repository.git("update-ref", "refs/remotes/origin/trunk", "main");
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk");
    expect((await checkJson()).output.report.subject).toMatchObject({ baseRef: "origin/HEAD" });
    repository.git("symbolic-ref", "-d", "refs/remotes/origin/HEAD");
    expect((await checkJson()).output.report.subject).toMatchObject({ baseRef: "main" });
    repository.git("branch", "-m", "main", "other");
    const { code, err } = await check();
    expect(code).toBe(2);
    expect(err).toContain("Say --base <ref>");
    expect((await checkJson("--base", "other")).code).toBe(0);
  });

  it("works from a folder inside, from elsewhere, and on a bare repository", async () => {
    mkdirSync(join(repository.directory, "deep/er"), { recursive: true });
    expect((await run(["check"], { cwd: join(repository.directory, "deep/er") })).code).toBe(0);
    expect((await run(["check", "--repo", "deep"], { cwd: repository.directory })).code).toBe(0);
    using bare = createGitRepository({ bare: true });
    bare.commit("main", { ".github/lanekeeper.yml": configuration });
    bare.commit("feature", { a: "1\n" }, { from: "main" });
    expect((await run(["check", "--repo", bare.directory, "--head", "feature"])).code).toBe(0);
  });

  it("remarks on work that is not committed, and does not look at it", async () => {
    writeFileSync(join(repository.directory, "new.py"), "1\n".repeat(99));
    const { code, out } = await check();
    expect(code).toBe(0);
    expect(out).toContain("Only commits were judged: this work tree has uncommitted changes.");
    rmSync(join(repository.directory, "new.py"));
    expect((await check()).out).not.toContain("uncommitted");
  });

  it("touches nothing but its cache", async () => {
    const before = snapshot(repository.directory);
    await check();
    const changed = [...snapshot(repository.directory)].filter(([path, text]) => before.get(path) !== text);
    expect(changed.map(([path]) => path).filter((path) => !path.startsWith(".git/lanekeeper/"))).toEqual([]);
  });

  it.each([
    [
      ["--base", "nowhere"],
      /No commit is named "nowhere" in this repository\. Is the name right, and is it fetched\? \(UNKNOWN_REVISION/,
    ],
    [["--gate", "batch-sice"], /Did you mean "batch-size"\?/],
    [["--without", "nothing"], /There is no gate "nothing"/],
    [["--without", "batch-size"], /leaves no gate to run/],
    [["--config", "nowhere.yml"], /The configuration file "nowhere\.yml" is not there/],
    [["--config", ""], /The configuration file "" is no regular file\. Name another/],
    [["--repo", "/"], /NOT_A_REPOSITORY/],
    [["--format", "xml"], /Allowed choices are pretty, json/],
    [["--bass", "x"], /Did you mean --base\?/],
    [["surplus"], /too many arguments/],
  ])("ends with 2 and a reason for %j", async (args, expected) => {
    const { code, out, err } = await check(...args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(expected);
  });

  it("ends with 2 when the two ends share no history", async () => {
    repository.commit("alone", { a: "1\n" }, { from: "none" });
    const { code, err } = await check("--head", "alone");
    expect(code).toBe(2);
    expect(err).toContain("NO_MERGE_BASE");
  });

  it("lets a gate that judges the history say so instead", async () => {
    const settings = "version: 1\ngates:\n  batch-size:\n  branch-base:\n";
    repository.commit("main", { ".github/lanekeeper.yml": settings });
    repository.commit("alone", { a: "1\n" }, { from: "none" });
    const { code, output } = await checkJson("--head", "alone");
    expect(code).toBe(1);
    expect(output.report.gates.slice(1)).toMatchObject([
      { gate: "branch-base", verdict: { findings: [{ rule: "no-merge-base" }] } },
      { gate: "batch-size", verdict: { outcome: "unproven", summary: expect.stringContaining("NO_MERGE_BASE") } },
    ]);
  });

  it("knows how far the base has gone on, and other branches", async () => {
    const settings = "version: 1\ngates:\n  branch-base: {long-lived: [M1], max-behind: 1}\n";
    repository.commit("main", { ".github/lanekeeper.yml": settings });
    repository.commit("main", { "src/c.py": "3\n" });
    repository.commit("M1", { "m1.py": "1\n" }, { from: "main~2" });
    repository.commit("feature", { "src/d.py": "4\n" }, { from: "M1" });
    const { code, output } = await checkJson("--head", "feature");
    expect(code).toBe(1);
    expect(output.report.gates[1]).toMatchObject({
      verdict: { findings: [{ rule: "foreign-commits" }, { rule: "stale" }] },
    });
  });

  it("shows hostile names without letting them act", async () => {
    repository.commit("feature", { "src/\u001b[2J\u202eevil.py": "1\n".repeat(20) });
    const { out } = await check();
    expect(out).toContain("src/\\u{1b}[2J\\u{202e}evil.py: +20 -0");
    expect(out).not.toContain("\u001b");
  });

  it("colours only where it is wanted", async () => {
    const colored = await run(["check"], { cwd: repository.directory, color: true });
    expect(colored.out).toContain("\u001b[32m✓\u001b[39m");
    expect((await check()).out).not.toContain("\u001b");
  });
});

/** Every file of the folder with its content, and the time of its last change. */
function snapshot(directory: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    files.set(path.slice(directory.length + 1), `${statSync(path).mtimeMs} ${readFileSync(path, "latin1")}`);
  }
  return files;
}
