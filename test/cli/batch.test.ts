import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { BatchOutput } from "../../src/cli/batch/batch-output.ts";
import { CheckOutput } from "../../src/cli/render/json.ts";
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
    const none = await batch("--head", "main");
    expect([none.code, none.out]).toEqual([0, "Nothing to split: 0 files, 0 changed lines.\n"]);
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

describe("lanekeeper batch where the base says whose files are", () => {
  const limits = "batch-size: {max-files: 2, exclude: ['*.lock']}";
  const map = `
    agents: {claude: {owns: ['api/**']}, codex: {owns: ['core/**']}}
    shared: ['docs/**']
    ownership: [{id: law, paths: ['/core/LICENSE'], mode: frozen}]
    packs:
      - {id: tidy, agent: claude, paths: ['core/b', 'core/c'], expires: '2999-01-01T00:00:00Z'}
      - {id: late, agent: claude, paths: ['core/c'], expires: '2999-01-01T00:00:00Z'}`;
  const configurationOf = (ownership: string) =>
    `version: 1\ngates:\n  ${limits}\n${ownership === "" ? "" : `  ownership: ${ownership}\n`}`;

  /** What the check says of the same commits. */
  async function traceOfCheck() {
    const ran = await run(["check", "--gate", "batch-size", "--format", "json"], { cwd: repository.directory });
    const verdict = CheckOutput.parse(JSON.parse(ran.out)).report.gates.find(
      ({ gate }) => gate === "batch-size",
    )?.verdict;
    return verdict?.outcome === "failed" ? verdict.findings[0] : undefined;
  }

  async function partsOf() {
    const ran = await batch("--format", "json");
    return BatchOutput.parse(JSON.parse(ran.out));
  }

  it("splits by owner, pack and folder, as the check does", async () => {
    const before = { "api/moved": "1\n2\n3\n", "api/gone": "1\n", "core/LICENSE": "mine\n" };
    repository.commit("main", { ".github/lanekeeper.yml": configurationOf(map), ...before });
    const own = ["api/a", "core/a", "core/b", "core/c", "core/x/y", "docs/1", "src/1", "y.lock", "gen/made2"];
    const added = Object.fromEntries(own.map((path) => [path, `${path}\n`]));
    const gone = { "api/moved": undefined, "api/gone": undefined };
    const changed = { "core/moved": "1\n2\n3\n", "core/LICENSE": "yours\n" };
    repository.commit("feature", { ...added, ...gone, ...changed }, { from: "main" });
    repository.checkout("feature");
    const output = await partsOf();
    expect(output.batches.map(({ name, files, renamedFrom }) => [name, files, renamedFrom])).toEqual([
      ["claude, pack late: core/", ["core/c"], []],
      ["claude, pack tidy: core/", ["core/b"], []],
      ["claude: api/", ["api/a", "api/gone"], []],
      ["claude and codex: core/", ["core/moved"], ["api/moved"]],
      ["codex: core/", ["core/a", "core/x/y"], []],
      ["humans: core/", ["core/LICENSE"], []],
      ["docs/, src/", ["docs/1", "src/1"], []],
    ]);
    expect(output).toMatchObject({ excluded: 1, generated: 1 });
    expect(output.batches.map(({ owners }) => owners.length)).toEqual([1, 1, 1, 2, 1, 1, 0]);
    const finding = await traceOfCheck();
    expect(finding?.trace).toEqual([
      "1. claude, pack late: core/: 1 file, 1 line",
      "2. claude, pack tidy: core/: 1 file, 1 line",
      "3. claude: api/: 2 files, 2 lines",
      "4. claude and codex: core/: 1 file, 0 lines",
      "5. codex: core/: 2 files, 2 lines",
      "6. humans: core/: 1 file, 2 lines",
      "7. docs/, src/: 2 files, 2 lines",
    ]);

    // What the change itself brings of a map counts for nothing, and one that was never readable for folders alone.
    repository.commit("feature", { ".github/lanekeeper.yml": configurationOf(map.replaceAll("core", "x")) });
    expect((await partsOf()).batches.map(({ name }) => name)).toContain("humans: .github/, core/");
    repository.commit("main", {
      ".github/lanekeeper.yml": configurationOf("{map: map.yml}"),
      "map.yml": "version: 9\n",
    });
    const broken = await partsOf();
    expect(broken.ownersUnknown).toMatch(/^The map map[.]yml cannot be read, and no earlier version/);
    expect(broken.batches.every(({ owners }) => owners.length === 0)).toBe(true);
    expect((await batch()).out).toContain(`They are split by folder alone: ${broken.ownersUnknown}\n\n`);
    const advice = await traceOfCheck();
    expect(advice?.fix).toContain(` The split is by folder alone: ${broken.ownersUnknown}`);
    expect(advice?.trace).toHaveLength(broken.batches.length);
  });

  it("splits by folder where there is no more than a CODEOWNERS file", async () => {
    repository.commit("main", { ".github/lanekeeper.yml": configurationOf(""), CODEOWNERS: "/src/a/ @ada\n" });
    const output = await partsOf();
    expect(output.ownersUnknown).toBeUndefined();
    expect(output.batches.map(({ name }) => name)).toEqual(["docs/", "src/a/", "src/b/"]);
  });
});
