import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { BatchOutput } from "../../src/cli/batch/batch-output.ts";
import { createGitRepository, type GitRepository, plainGitEnvironment } from "../support/git-repository.ts";
import { run } from "./test-terminal.ts";

let repository: GitRepository;

beforeEach(() => {
  repository = createGitRepository();
  const configuration = "version: 1\ngates:\n  batch-size: {max-files: 3, exclude: ['*.lock']}\n";
  const attributes = "gen/** linguist-generated\n";
  repository.commit("main", { ".github/lanekeeper.yml": configuration, ".gitattributes": attributes });
  const files = ["src/a/1", "src/a/2", "src/b/1", "src/b/2", "docs/1", "x.lock", "gen/made"];
  repository.commit("feature", Object.fromEntries(files.map((path) => [path, `${path}\n`])), { from: "main" });
  repository.checkout("feature");
});
afterEach(() => repository[Symbol.dispose]());

function batch(...args: readonly string[]) {
  return run(["batch", ...args], { cwd: repository.directory });
}

describe("lanekeeper batch", () => {
  it("proposes batches by folder, without what does not count", async () => {
    const { code, out, err } = await batch("--format", "json");
    expect([code, err]).toEqual([1, ""]);
    expect(BatchOutput.parse(JSON.parse(out))).toMatchObject({
      head: repository.git("rev-parse", "feature"),
      mergeBase: repository.git("rev-parse", "main"),
      limits: { maxFiles: 3, maxLines: 1_000 },
      complete: true,
      files: 5,
      lines: 5,
      excluded: 1,
      generated: 1,
      batches: [
        { name: "docs/, src/a/", files: ["docs/1", "src/a/1", "src/a/2"], lines: 3 },
        { name: "src/b/", files: ["src/b/1", "src/b/2"], lines: 2 },
      ],
    });
  });

  it("prints them for people", async () => {
    const { out } = await batch();
    expect(out).toBe(
      [
        "1. docs/, src/a/  3 files, 3 lines\n   docs/1\n   src/a/1\n   src/a/2",
        "2. src/b/  2 files, 2 lines\n   src/b/1\n   src/b/2",
        "2 batches: 5 files, 5 changed lines; 2 excluded or generated files in no batch.\n",
      ].join("\n\n"),
    );
  });

  it("takes other limits, and is content with what fits", async () => {
    expect((await batch("--max-files", "5")).code).toBe(0);
    const { code, out } = await batch("--max-lines", "1", "--format", "json");
    expect([code, BatchOutput.parse(JSON.parse(out)).batches.length]).toEqual([1, 5]);
    expect((await batch("--max-files", "0")).code).toBe(2);
  });

  it("has limits without a configuration, too", async () => {
    repository.commit("main", { ".github/lanekeeper.yml": undefined });
    const { code, out } = await batch("--format", "json");
    expect(code).toBe(0);
    expect(BatchOutput.parse(JSON.parse(out)).limits).toEqual({ maxFiles: 20, maxLines: 1_000 });
  });

  it("refuses a configuration that is not valid", async () => {
    repository.commit("main", { ".github/lanekeeper.yml": "version: 1\ngates:\n  batch-size: {max-files: x}\n" });
    expect(await batch()).toMatchObject({ code: 2, out: "" });
  });

  it("can be taken part by part as the documentation says, whatever happens to files", async () => {
    const before = { "a/gone": "1\n", "a/old name": "2\n3\n4\n", "a/edited": "5\n", "z/1": "6\n" };
    const binary = Uint8Array.from([0, 1, 2, 255]);
    repository.commit("main", before);
    repository.commit(
      "my-branch",
      {
        "a/gone": undefined,
        "a/old name": undefined,
        "a/new name": "2\n3\n4\n",
        "a/edited": "7\n",
        "a/*": "8\n",
        "a/'quo\"ted'\nü": "9\n",
        "a/binary": binary,
        "z/1": "10\n",
      },
      { from: "main" },
    );
    repository.commit("main", { ".github/lanekeeper.yml": "version: 1\ngates:\n  batch-size: {max-files: 6}\n" });
    repository.checkout("main");
    const page = readFileSync(new URL("../../docs/gates/batch-size.md", import.meta.url), "utf8");
    const recipe = /```sh\n(lanekeeper batch[\s\S]*?)```/.exec(page)?.[1] ?? "";
    const json = join(repository.directory, ".git", "batches.json");
    const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
    const script = `lanekeeper() { "$NODE" "$MAIN" "$@"; }\n${recipe.replaceAll("/tmp/batches.json", json)}`;
    const env = { ...plainGitEnvironment, NODE: process.execPath, MAIN: main };
    const { stderr } = spawnSync("sh", ["-c", script], { cwd: repository.directory, env, encoding: "utf8" });
    expect(stderr).toBe("");
    const part = (range: readonly string[]) =>
      repository.git("diff", "--no-renames", "--raw", "-z", ...range, "--", "a");
    expect(repository.git("diff", "--cached", "--name-only", "--", "z")).toBe("");
    expect(part(["--cached"])).toBe(part(["main~1", "my-branch"]));
    expect(part(["--cached"])).toContain("a/old name");
  });

  it("shows hostile names without letting them act", async () => {
    repository.commit("feature", { "src/\u001b[2J\u202eevil.py": "1\n" });
    const { out } = await batch();
    expect(out).toContain("src/\\u{1b}[2J\\u{202e}evil.py");
    expect(out).not.toContain("\u001b");
  });
});
