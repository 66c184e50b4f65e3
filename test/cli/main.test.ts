import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { createGitRepository } from "../support/git-repository.ts";

const main = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const checkout = fileURLToPath(new URL("../../", import.meta.url));

function start(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...options.env };
  return spawnSync(process.execPath, [main, ...args], { encoding: "utf8", cwd: options.cwd ?? checkout, env });
}

describe("the process", () => {
  it("ends with the exit code of the command", () => {
    using repository = createGitRepository();
    repository.commit("main", { ".github/lanekeeper.yml": "version: 1\ngates:\n  batch-size: {max-files: 1}\n" });
    repository.commit("feature", { a: "1\n", b: "2\n" }, { from: "main" });
    const blocked = start(["check", "--head", "feature"], { cwd: repository.directory });
    expect([blocked.status, blocked.stderr]).toEqual([1, ""]);
    expect(blocked.stdout).toContain("Blocked by 1 of 1 gate: batch-size.");
    expect(start(["check", "--head", "main"], { cwd: repository.directory }).status).toBe(3);
    expect(start(["check", "--head", "none"], { cwd: repository.directory }).status).toBe(2);
  });

  it("starts where the user stood when npm moved it", () => {
    using repository = createGitRepository();
    repository.commit("main", { ".github/lanekeeper.yml": "version: 1\ngates: {batch-size: {}}\n" });
    repository.checkout("main");
    const env = { npm_package_name: "lanekeeper", npm_lifecycle_event: "lanekeeper", INIT_CWD: repository.directory };
    expect(start(["config", "check"], { env }).stdout).toContain("is valid: batch-size (enforce)");
  });

  it("does not mind a reader that goes away", () => {
    const script = `"${process.execPath}" "${main}" config schema | head -c 10; echo " \${PIPESTATUS[0]}"`;
    const piped = spawnSync("bash", ["-c", script], { encoding: "utf8" });
    expect([piped.stdout, piped.stderr]).toEqual([expect.stringMatching(/ 0\n$/), ""]);
  });

  it("shows help without loading gates, git or schemas", () => {
    const hooks = `data:text/javascript,${encodeURIComponent(listModules)}`;
    const loaded = spawnSync(process.execPath, ["--import", hooks, main, "--help"], {
      encoding: "utf8",
      cwd: checkout,
    });
    expect(loaded.stdout).toContain("Usage: lanekeeper");
    expect(loaded.stderr).toContain("/commander/");
    expect(loaded.stderr).not.toMatch(/\/zod\/|js-yaml|minimatch|src\/git\/|src\/gates\/|node:sqlite/);
  });
});

/** Prints the address of every module that is loaded. */
const listModules = `
  import { registerHooks } from "node:module";
  registerHooks({
    resolve(specifier, context, next) {
      const found = next(specifier, context);
      console.error(found.url);
      return found;
    },
  });
`;
