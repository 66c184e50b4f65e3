import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { derivations } from "../../src/engine/derivations.ts";
import { type GitDirectory, openClone } from "../../src/git/clone.ts";
import { openRepositorySource } from "../../src/git/source.ts";
import { createGitRepository, type GitRepository, gitRepositoryAt } from "../support/git-repository.ts";

let repository: GitRepository;
let elsewhere: string;
const environmentBefore = { ...process.env };

beforeEach(() => {
  repository = createGitRepository();
  elsewhere = mkdtempSync(join(tmpdir(), "lanekeeper-elsewhere-"));
});

afterEach(() => {
  repository[Symbol.dispose]();
  rmSync(elsewhere, { recursive: true, force: true });
  for (const name of Object.keys(process.env)) if (!(name in environmentBefore)) delete process.env[name];
});

function open(git: GitDirectory, mergeBase: string, head: string) {
  const remembered = { read: async () => new Map<string, string>(), write: async () => undefined };
  return openRepositorySource(git, { mergeBase, head, deriving: derivations(remembered) });
}

describe("openClone", () => {
  it("finds the git directory from the top, from below, from inside it and in a bare repository", async () => {
    const sha = repository.commit("main", { "deep/er/a": "1" });
    repository.checkout("main");
    repository.git("clone", "-q", "--bare", ".", join(elsewhere, "bare.git"));
    for (const place of ["", "deep/er", ".git"]) {
      const git = await openClone(join(repository.directory, place));
      expect(git.gitDir).toBe(join(repository.directory, ".git"));
      expect(await git.resolve("main")).toBe(sha);
    }
    const bare = await openClone(join(elsewhere, "bare.git"));
    expect(await bare.resolve("HEAD")).toBe(sha);
  });

  it("finds the own HEAD and the shared objects of a work tree", async () => {
    repository.commit("main", { a: "1" });
    const topic = repository.commit("topic", { a: "2" }, { from: "main" });
    repository.git("worktree", "add", "-q", join(elsewhere, "tree"), "topic");
    const git = await openClone(join(elsewhere, "tree"));
    expect(await git.resolve("HEAD")).toBe(topic);
    expect(git.commonDir).toBe(join(repository.directory, ".git"));
    expect(git.gitDir).not.toBe(git.commonDir);
  });

  it("tells the parents of a commit in their order, and throws for what is no commit here", async () => {
    const base = repository.commit("main", { a: "1" });
    const topic = repository.commit("topic", { a: "2" }, { from: "main" });
    const merge = repository.commit("main", { b: "1" }, { merge: ["topic"] });
    const git = await openClone(repository.directory);
    expect(await git.parents(merge)).toEqual([base, topic]);
    expect(await git.parents(base)).toEqual([]);
    const tree = repository.git("rev-parse", "main^{tree}");
    for (const wrong of ["0".repeat(40), tree, "main", "--all", ""]) {
      await expect(git.parents(wrong)).rejects.toMatchObject({ code: "UNKNOWN_REVISION" });
    }
  });

  it("lists the commits between two, parents before children", async () => {
    const base = repository.commit("main", { a: "1" });
    const one = repository.commit("topic", { a: "2" }, { from: "main" });
    const other = repository.commit("other", { b: "2" }, { from: "main" });
    const merge = repository.commit("topic", { c: "1" }, { merge: ["other"] });
    const git = await openClone(repository.directory);
    const all = await git.commitsBetween(base, merge, 10);
    expect([all.length, new Set(all), all.at(-1)]).toEqual([3, new Set([one, other, merge]), merge]);
    expect(await git.commitsBetween(merge, merge, 10)).toEqual([]);
    expect(await git.commitsBetween(base, merge, 1)).toEqual([merge]);
    await expect(git.commitsBetween("main", merge, 1)).rejects.toMatchObject({ code: "UNKNOWN_REVISION" });
  });

  it("tells the full name of a branch or tag, and none of anything else", async () => {
    const sha = repository.commit("main", { a: "1" });
    repository.git("tag", "v1", sha);
    const git = await openClone(repository.directory);
    const named = await Promise.all(
      ["HEAD", "main", "v1", sha, "main~0", "nothing", "--all", "a\0b"].map(git.fullName),
    );
    const nothing = [undefined, undefined, undefined, undefined, undefined];
    expect(named).toEqual(["refs/heads/main", "refs/heads/main", "refs/tags/v1", ...nothing]);
  });

  it("works with SHA-256 objects", async () => {
    using modern = createGitRepository({ objectFormat: "sha256" });
    const base = modern.commit("main", { a: "1\n" });
    const head = modern.commit("topic", { a: "2\n" }, { from: "main" });
    const git = await openClone(modern.directory);
    expect(git.objectFormat).toBe("sha256");
    expect(await git.mergeBase(head, base)).toEqual({ kind: "found", sha: base });
    const source = open(git, base, head);
    const [change] = (await source.changes()).items;
    expect(change).toMatchObject({ status: "modified", path: "a" });
    const [entry] = (await source.tree("head")).items;
    expect((await source.blobs([entry?.id ?? ""])).get(entry?.id ?? "")).toMatchObject({ kind: "bytes" });
  });

  it.each(["", "missing"])("says NOT_A_REPOSITORY where there is none (%p)", async (place) => {
    await expect(openClone(join(elsewhere, place))).rejects.toMatchObject({ code: "NOT_A_REPOSITORY", retry: false });
  });

  it("does not follow the GIT_DIR of a surrounding hook", async () => {
    const sha = repository.commit("main", { a: "1" });
    process.env["GIT_DIR"] = join(elsewhere, "another.git");
    process.env["GIT_OBJECT_DIRECTORY"] = elsewhere;
    process.env["GIT_INDEX_FILE"] = join(elsewhere, "index");
    const git = await openClone(repository.directory);
    expect(await git.resolve("main")).toBe(sha);
  });
});

describe("GitDirectory", () => {
  it("resolves branches, tags, short ids and expressions to commits", async () => {
    const first = repository.commit("main", { a: "1" });
    const second = repository.commit("main", { a: "2" });
    repository.git("tag", "-a", "-m", "one", "v1", first);
    const git = await openClone(repository.directory);
    for (const name of ["v1", "main~1", first, first.slice(0, 10), "refs/tags/v1"])
      expect(await git.resolve(name)).toBe(first);
    expect(await git.resolve("main")).toBe(second);
  });

  it.each(["gone", "1".repeat(40), "--all", "-h", "", "main:a", "a b", "nul\0", "--output=x"])(
    "says UNKNOWN_REVISION for %j",
    async (name) => {
      repository.commit("main", { a: "1" });
      const git = await openClone(repository.directory);
      await expect(git.resolve(name)).rejects.toMatchObject({ code: "UNKNOWN_REVISION", retry: false });
    },
  );

  it("finds the commit where two branches parted, and none between unrelated histories", async () => {
    const base = repository.commit("main", { a: "1" });
    const main = repository.commit("main", { a: "2" });
    const topic = repository.commit("topic", { b: "1" }, { from: base });
    const alien = repository.commit("alien", { c: "1" }, { from: "none" });
    const git = await openClone(repository.directory);
    expect(await git.mergeBase(main, topic)).toEqual({ kind: "found", sha: base });
    expect(await git.mergeBase(main, alien)).toEqual({ kind: "none" });
  });

  it.each(["main", "1".repeat(40), "--all"])("does not look for a merge base of %p", async (name) => {
    const main = repository.commit("main", { a: "1" });
    const git = await openClone(repository.directory);
    await expect(git.mergeBase(main, name)).rejects.toMatchObject({ name: "Fault" });
  });

  it("reads one file of a commit and nothing that is no regular file", async () => {
    const sha = repository.commit("main", {
      ".github/lanekeeper.yml": "version: 1\n",
      link: { symlink: ".github/lanekeeper.yml" },
      "[ab]": "brackets",
      large: "x".repeat(5_000_001),
    });
    const git = await openClone(repository.directory);
    expect(await git.fileAt(sha, ".github/lanekeeper.yml")).toEqual({
      kind: "bytes",
      bytes: Buffer.from("version: 1\n"),
    });
    expect(await git.fileAt(sha, "[ab]")).toEqual({ kind: "bytes", bytes: Buffer.from("brackets") });
    expect(await git.fileAt(sha, "large")).toEqual({ kind: "too-large", size: 5_000_001 });
    for (const path of ["link", ".github", ".github/", "gone", "a", "../x", "", "nul\0", ":(glob)*", "--help"]) {
      expect(await git.fileAt(sha, path)).toEqual({ kind: "missing" });
    }
  });

  it("admits that a shallow clone lacks history", async () => {
    repository.commit("main", { a: "1" });
    repository.commit("main", { a: "2" });
    const topic = repository.commit("topic", { b: "1" }, { from: "main~1" });
    const main = repository.git("rev-parse", "main");
    const shallow = join(elsewhere, "shallow");
    repository.git("clone", "-q", "--depth=1", "--no-single-branch", `file://${repository.directory}`, shallow);
    const git = await openClone(shallow);
    expect(git.shallow).toBe(true);
    expect(await git.mergeBase(main, topic)).toEqual({ kind: "none" });
    expect((await openClone(repository.directory)).shallow).toBe(false);
  });
});

describe("a partial clone", () => {
  it("says what is missing and fetches nothing", async () => {
    const base = repository.commit("main", { a: "1\n", b: "old\n" });
    const head = repository.commit("main", { a: "2\n" });
    repository.git("config", "uploadpack.allowFilter", "true");
    const partial = join(elsewhere, "partial");
    repository.git("clone", "-q", "--bare", "--filter=blob:none", `file://${repository.directory}`, partial);
    const before = fingerprint(partial);
    const git = await openClone(partial);
    expect(git.partial).toBe(true);
    const source = open(git, base, head);
    const ids = (await source.tree("head")).items.map((entry) => entry.id);
    expect([...(await source.blobs(ids)).values()]).toEqual([{ kind: "missing" }, { kind: "missing" }]);
    await expect(source.changes()).rejects.toMatchObject({
      code: "GIT_FAILED",
      message: expect.stringContaining("partial clone"),
    });
    await expect(git.fileAt(head, "a")).rejects.toMatchObject({ message: expect.stringContaining("partial clone") });
    expect(await git.mergeBase(base, head)).toEqual({ kind: "found", sha: base });
    expect(fingerprint(partial)).toBe(before);
  });
});

describe("reading a clone", () => {
  it("leaves refs, index, work tree and configuration as they were", async () => {
    const base = repository.commit("main", { a: "1\n", gone: "x\n" });
    const head = repository.commit("topic", { a: "2\n", gone: undefined }, { from: "main" });
    repository.checkout("main");
    writeFileSync(join(repository.directory, "a"), "changed in the work tree\n");
    const before = fingerprint(repository.directory);
    const git = await openClone(repository.directory);
    const source = open(git, base, await git.resolve("topic"));
    expect((await source.changes()).items.length).toBe(2);
    const ids = (await source.tree("base")).items.map((entry) => entry.id);
    expect((await source.blobs(ids)).size).toBe(2);
    await git.mergeBase(base, head);
    await git.fileAt(head, "a");
    expect(fingerprint(repository.directory)).toBe(before);
  });

  it("runs no hook, monitor, filter or driver that the clone has configured", async () => {
    const base = repository.commit("main", { "a.txt": "1\n" });
    const head = repository.commit("topic", { "a.txt": "2\n" }, { from: "main" });
    const witness = join(elsewhere, "ran");
    for (const key of [
      "core.fsmonitor",
      "diff.external",
      "diff.evil.textconv",
      "diff.evil.command",
      "filter.evil.smudge",
    ]) {
      repository.git("config", key, `touch ${witness}`);
    }
    repository.git("config", "alias.ls-tree", `!touch ${witness}`);
    writeFileSync(join(repository.directory, ".git", "info", "attributes"), "* diff=evil filter=evil\n");
    const source = open(await openClone(repository.directory), base, head);
    expect((await source.changes()).items[0]).toMatchObject({ lines: { kind: "lines", added: 1, deleted: 1 } });
    expect((await source.tree("head")).complete).toBe(true);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  it("counts lines whatever attributes the pull request or the work tree gives a file", async () => {
    const base = repository.commit("main", { "a.py": "1\n" });
    const head = repository.commit("topic", { "a.py": "1\n2\n", ".gitattributes": "* binary\n" }, { from: "main" });
    repository.checkout("topic");
    mkdirSync(join(repository.directory, "sub"));
    const changes = await open(await openClone(join(repository.directory, "sub")), base, head).changes();
    expect(changes.items.find((change) => change.path === "a.py")).toMatchObject({ lines: { added: 1, deleted: 0 } });
  });

  it("does not believe replaced objects", async () => {
    const base = repository.commit("main", { a: "1\n" });
    const head = repository.commit("topic", { a: "2\n" }, { from: "main" });
    repository.git("replace", head, base);
    expect((await open(await openClone(repository.directory), base, head).changes()).items.length).toBe(1);
  });

  it("writes bytes of a path that are not UTF-8 as \\xNN", async () => {
    const base = repository.commit("main", { a: "1\n" });
    const blob = repository.git("hash-object", "-w", join(repository.directory, ".git", "HEAD"));
    const info = Buffer.concat([
      Buffer.from(`100644 blob ${blob}\tcaf`),
      Buffer.from([0xe9]),
      Buffer.from("/gr\u00fcn.py\n"),
    ]);
    writeFileSync(join(elsewhere, "info"), info);
    const index = gitRepositoryAt(repository.directory);
    index.git("read-tree", "--empty");
    spawnSync("git", ["update-index", "--add", "--index-info"], { cwd: repository.directory, input: info });
    const head = index.git("commit-tree", "-m", "x", "-p", base, index.git("write-tree"));
    const source = open(await openClone(repository.directory), base, head);
    expect((await source.tree("head")).items.map((entry) => entry.path)).toEqual(["caf\\xE9/grün.py"]);
    expect((await source.changes()).items.map((change) => change.path).sort()).toEqual(["a", "caf\\xE9/grün.py"]);
  });

  it("says UNKNOWN or FAILED, and never an empty list, when a commit is missing", async () => {
    const base = repository.commit("main", { a: "1\n" });
    const source = open(await openClone(repository.directory), base, "1".repeat(40));
    await expect(source.tree("head")).rejects.toMatchObject({ code: "GIT_FAILED" });
    await expect(source.changes()).rejects.toMatchObject({ code: "GIT_FAILED" });
  });
});

/** A digest of every name and content below a directory, but for what Lanekeeper keeps for itself. */
function fingerprint(directory: string): string {
  const hash = createHash("sha256");
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  for (const { entry, path } of paths.sort((left, right) => (left.path < right.path ? -1 : 1))) {
    if (path.includes("/lanekeeper/")) continue;
    hash.update(`${path}\0`).update(entry.isSymbolicLink() ? readlinkSync(path) : readFileSync(path));
  }
  return hash.digest("hex");
}
