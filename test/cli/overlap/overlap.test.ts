import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { OverlapOutput } from "../../../src/cli/overlap/overlap-output.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";
import { run } from "../test-terminal.ts";

const body = ["a = 1", "b = 2", "c = 3", "d = 4", "e = 5"];

function python(name: string, lines: readonly string[] = body): string {
  return `def ${name}(url):\n${lines.map((line) => `    ${line}\n`).join("")}    return url\n`;
}

/** Four branches: two that collide, one that uses what another renames, and one in the same function. */
function fourBranches(repository: GitRepository): void {
  repository.commit("main", { "lib.py": python("fetch"), "app.py": "x = 1\n" });
  repository.commit("claude/rename", { "lib.py": python("fetch_json") }, { from: "main" });
  repository.commit("codex/use", { "new.py": 'from lib import fetch\nprint(fetch("u"))\n' }, { from: "main" });
  repository.commit("first-line", { "lib.py": python("fetch", ["a = 9", ...body.slice(1)]) }, { from: "main" });
  repository.commit("last-line", { "lib.py": python("fetch", [...body.slice(0, 4), "e = 9"]) }, { from: "main" });
}

async function json(repository: GitRepository, ...args: readonly string[]) {
  const { code, out, err } = await run(["overlap", "--format", "json", ...args], { cwd: repository.directory });
  return { code, err, output: OverlapOutput.parse(JSON.parse(out)) };
}

describe("lanekeeper overlap", () => {
  it("prints every pair that meets, with its level, its orders and who waits", async () => {
    using repository = createGitRepository();
    fourBranches(repository);
    const heads = ["claude/rename", "codex/use", "first-line", "last-line"];
    const { code, output } = await json(repository, "--base", "main", "--heads", ...heads);
    expect(code).toBe(1);
    expect(output.base).toBe(repository.git("rev-parse", "main"));
    expect(output.heads).toEqual([
      { ref: "claude/rename", pr: 1, agent: "claude-code", trust: "hint" },
      { ref: "codex/use", pr: 2, agent: "codex", trust: "hint" },
      { ref: "first-line", pr: 3, agent: null, trust: "none" },
      { ref: "last-line", pr: 4, agent: null, trust: "none" },
    ]);
    const clean = { a_then_b: "clean", b_then_a: "clean" };
    const conflict = { a_then_b: "conflict", b_then_a: "conflict" };
    expect(output.pairs).toEqual([
      {
        a: "claude/rename",
        b: "codex/use",
        level: "semantic",
        orders: clean,
        files: [{ path: "new.py", kind: "content" }],
        yields: "codex/use",
      },
      {
        a: "claude/rename",
        b: "first-line",
        level: "textual",
        orders: conflict,
        files: [{ path: "lib.py", kind: "content" }],
        yields: "first-line",
      },
      {
        a: "claude/rename",
        b: "last-line",
        level: "symbol",
        orders: clean,
        files: [{ path: "lib.py", kind: "content" }],
        yields: "last-line",
      },
      {
        a: "first-line",
        b: "last-line",
        level: "symbol",
        orders: clean,
        files: [{ path: "lib.py", kind: "content" }],
        yields: "last-line",
      },
    ]);
    expect(output.order).toEqual(["claude/rename", "last-line", "codex/use", "first-line"]);
  });

  it("takes local branches that the base lacks, and is clear when nothing collides", async () => {
    using repository = createGitRepository();
    const start = repository.commit("main", { "a.txt": "a\n", "b.txt": "b\n" });
    repository.commit("one", { "a.txt": "A\n" }, { from: "main" });
    repository.commit("two", { "b.txt": "B\n" }, { from: "main" });
    repository.git("branch", "merged", start);
    const { code, output } = await json(repository);
    expect(code).toBe(0);
    expect(output.heads.map(({ ref }) => ref).toSorted()).toEqual(["one", "two"]);
    expect(output.pairs).toEqual([]);
  });

  it("is not clear where there are no two heads to compare", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": "a\n" });
    expect((await json(repository)).code).toBe(3);
    repository.commit("one", { "a.txt": "A\n" }, { from: "main" });
    expect((await json(repository)).code).toBe(3);
    // What the base has already is nothing to compare either.
    expect((await run(["overlap", "--repo", repository.directory, "--heads", "one", "main"])).code).toBe(3);
    const { code, out } = await run(["overlap", "--repo", repository.directory]);
    expect(code).toBe(3);
    expect(out).toContain("Nothing was compared: it takes two heads");
  });

  it("takes pull requests that have a test merge, when there are any", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": "a\n" });
    for (const number of [7, 12, 30]) {
      const commit = repository.commit("passing", { "a.txt": `${number}\n` }, { from: "main" });
      repository.git("update-ref", `refs/pull/${number}/head`, commit);
      if (number !== 30) repository.git("update-ref", `refs/pull/${number}/merge`, commit);
    }
    const { code, output } = await json(repository);
    expect(code).toBe(1);
    expect(output.heads.map(({ ref }) => ref).toSorted()).toEqual(["refs/pull/12/head", "refs/pull/7/head"]);
    expect(output.pairs).toMatchObject([{ level: "textual", yields: "refs/pull/12/head" }]);
  });

  it("says of a head that does not merge alone that it collides with all others", async () => {
    using repository = createGitRepository();
    const start = repository.commit("main", { "a.txt": "a\n", "b.txt": "b\n" });
    repository.commit("stuck", { "a.txt": "mine\n" }, { from: start });
    repository.commit("main", { "a.txt": "theirs\n" });
    repository.commit("other", { "b.txt": "B\n" }, { from: "main" });
    const { code, output } = await json(repository, "--heads", "stuck", "other");
    expect(code).toBe(1);
    expect(output.pairs).toMatchObject([
      { level: "textual", files: [{ path: "a.txt", kind: "content" }], yields: "stuck" },
    ]);
    expect(output.order).toEqual(["other", "stuck"]);
    const { out } = await run(["overlap", "--heads", "stuck", "other"], { cwd: repository.directory });
    expect(out).toContain("stuck cannot be merged into main alone: rebase it first.");
    expect(out).toContain("1 head cannot be merged into the base alone.");
    expect(out).not.toContain("one behind the other");
  });

  it("knows agents by whole addresses in commits and trailers, as hints", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": "a\n" });
    const message = "A change\n\nCo-authored-by: Copilot <223556219+Copilot@users.noreply.github.com>\n";
    repository.commit("one", { "b.txt": "b\n" }, { from: "main", message });
    const other = "A change\n\nCo-authored-by: Claude Monet <monet@noreply-anthropic.com>\n";
    repository.commit("two", { "c.txt": "c\n" }, { from: "main", message: other });
    const { output } = await json(repository, "--heads", "one", "two");
    expect(output.heads).toEqual([
      { ref: "one", pr: 1, agent: "copilot", trust: "hint" },
      { ref: "two", pr: 2, agent: null, trust: "none" },
    ]);
  });

  it("suggests an order only when asked, in text as in Markdown", async () => {
    using repository = createGitRepository();
    fourBranches(repository);
    const plain = await run(["overlap"], { cwd: repository.directory });
    const ordered = await run(["overlap", "--order"], { cwd: repository.directory });
    const markdown = await run(["overlap", "--order", "--format", "markdown"], { cwd: repository.directory });
    expect(plain.out).not.toContain("one after another");
    expect(ordered.out).toContain(
      "These merge one after another without a conflict:\n    1. claude/rename\n    2. last-line",
    );
    expect(markdown.out).toContain("| claude/rename | codex/use | semantic | clean | clean | new.py |");
  });

  it("shows names that mean ill as escapes", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": "a\n" });
    const path = "x\u202egpj|`id`\u001b[2J.txt";
    const branches = ["a\u202eb|c", "$(touch;x)`id`@octocat"];
    for (const [at, branch] of branches.entries()) repository.commit(branch, { [path]: `${at}\n` }, { from: "main" });
    const refs = branches.map((branch) => `refs/heads/${branch}`);
    const pretty = await run(["overlap", "--heads", ...refs], { cwd: repository.directory });
    const markdown = await run(["overlap", "--format", "markdown", "--heads", ...refs], { cwd: repository.directory });
    for (const { code, out } of [pretty, markdown]) {
      expect(code).toBe(1);
      for (const hidden of ["\u202e", "\u001b"]) expect(out).not.toContain(hidden);
    }
    expect(markdown.out).not.toContain("@octocat");
    const { output } = await json(repository, "--heads", ...refs);
    expect(output.pairs).toMatchObject([{ files: [{ path, kind: "add/add" }] }]);
  });

  it("asks for more history where a shallow clone has none in common", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": "a\n" });
    repository.commit("one", { "b.txt": "b\n" }, { from: "main" });
    repository.commit("main", { "c.txt": "c\n" });
    const shallow = join(repository.directory, "shallow");
    repository.git("clone", "-q", "--depth=1", "--no-single-branch", `file://${repository.directory}`, shallow);
    const { code, err } = await run(["overlap"], { cwd: shallow });
    expect(code).toBe(2);
    expect(err).toContain("git fetch --unshallow");
  });

  it.each([
    ["a head that is not there", ["--heads", "nobody"]],
    ["a base that is not there", ["--base", "nobody"]],
    ["a head that looks like an option", ["--heads=--all"]],
    ["a format that is none", ["--format", "xml"]],
  ])("refuses %s", async (_name, args) => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": "a\n" });
    const { code, out } = await run(["overlap", ...args], { cwd: repository.directory });
    expect(code).toBe(2);
    expect(out).toBe("");
  });
});
