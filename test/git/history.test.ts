import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { openClone } from "../../src/git/clone.ts";
import { openHistory } from "../../src/git/history.ts";
import { createGitRepository, type GitRepository, gitRepositoryAt } from "../support/git-repository.ts";

const day = 86_400;
const start = 1_767_323_045;

async function historyOf(repository: GitRepository, head: string, base: string, maxEntries = 1_000) {
  const tip = (name: string) => repository.git("rev-parse", name);
  return openHistory(await openClone(repository.directory), { head: tip(head), baseTip: tip(base), maxEntries });
}

const everything = () => true;

describe("openHistory: parting", () => {
  it("counts what the base has and head lacks, and tells both times", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" }, { time: start });
    repository.commit("topic", { b: "1" }, { from: "main", time: start + day });
    for (const index of [1, 2, 3]) repository.commit("main", { [`m${index}`]: "1" }, { time: start + index * day });
    const history = await historyOf(repository, "topic", "main");
    const times = { behindSince: (start + day) * 1000, tipTime: (start + 3 * day) * 1000 };
    expect(await history.parting()).toEqual({ kind: "parted", behind: 3, ...times });
  });

  it("is not behind for as long as nothing happened, nor for the age of what a merge brought in", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" }, { time: start });
    repository.commit("topic", { b: "1" }, { from: "main", time: start + 300 * day });
    repository.commit("old", { c: "1" }, { from: "main", time: start + day });
    repository.commit("main", { c: "1" }, { merge: ["old"], time: start + 301 * day });
    const at = (start + 301 * day) * 1000;
    const parting = await (await historyOf(repository, "topic", "main")).parting();
    expect(parting).toEqual({ kind: "parted", behind: 2, behindSince: at, tipTime: at });
    repository.commit("topic", { c: "1" }, { merge: ["main"] });
    const now = await (await historyOf(repository, "topic", "main")).parting();
    expect(now).toEqual({ kind: "parted", behind: 0, behindSince: at, tipTime: at });
  });

  it("knows commits that came with a merge", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" });
    repository.commit("topic", { b: "1" }, { from: "main" });
    repository.commit("main", { c: "1" });
    repository.commit("topic", { c: "1" }, { merge: ["main"] });
    repository.commit("main", { d: "1" });
    expect(await (await historyOf(repository, "topic", "main")).parting()).toMatchObject({ behind: 1 });
  });

  it("tells of histories that share nothing", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" });
    repository.commit("topic", { b: "1" }, { from: "none" });
    expect(await (await historyOf(repository, "topic", "main")).parting()).toEqual({ kind: "unrelated" });
  });

  it("does not guess in a shallow clone", async () => {
    using origin = createGitRepository();
    for (const text of ["1", "2", "3"]) origin.commit("main", { a: text });
    const directory = mkdtempSync(join(tmpdir(), "lanekeeper-shallow-"));
    origin.git("clone", "-q", "--depth=1", `file://${origin.directory}`, directory);
    const clone = gitRepositoryAt(directory);
    expect(await (await historyOf(clone, "HEAD", "HEAD")).parting()).toEqual({ kind: "cut-off" });
    rmSync(directory, { recursive: true });
  });
});

describe("openHistory: sharedWith", () => {
  /** A branch that was cut from another long-lived one and opened on main, as it happened. */
  function accident(): GitRepository {
    const repository = createGitRepository();
    repository.commit("main", { README: "1\n" });
    for (let index = 0; index < 40; index += 1) {
      repository.commit("M1", { [`m1/f${index}.py`]: "x = 1\n".repeat(500) }, index === 0 ? { from: "main" } : {});
    }
    repository.commit("topic", { "fix.py": "y = 2\n" }, { from: "M1" });
    return repository;
  }

  it("counts the 40 commits of the branch that the change was cut from", async () => {
    using repository = accident();
    const history = await historyOf(repository, "topic", "main");
    const newest = repository.git("rev-list", "--max-count=5", "M1").split("\n");
    const branch = { name: "M1", tip: repository.git("rev-parse", "M1") };
    expect(await history.sharedWith(branch)).toEqual({ count: 40, ids: newest });
    expect(await history.linesSince(branch)).toBe(1);
    expect(await history.linesSince({ name: "main", tip: repository.git("rev-parse", "main") })).toBe(20_001);
    expect(await (await historyOf(repository, "topic", "M1")).sharedWith(branch)).toEqual({ count: 0, ids: [] });
  });

  it("counts none of a branch that only started from the same commit, or was merged into the base", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" });
    repository.commit("release/1", { r: "1" }, { from: "main" });
    repository.commit("topic", { b: "1" }, { from: "main" });
    const branch = { name: "release/1", tip: repository.git("rev-parse", "release/1") };
    expect(await (await historyOf(repository, "topic", "main")).sharedWith(branch)).toEqual({ count: 0, ids: [] });
    repository.commit("late", { c: "1" }, { from: "release/1" });
    repository.commit("main", { r: "1" }, { merge: ["release/1"] });
    expect(await (await historyOf(repository, "late", "main")).sharedWith(branch)).toEqual({ count: 0, ids: [] });
  });

  it("counts commits that came by a merge of the branch, by every way", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" });
    for (const text of ["1", "2"]) repository.commit("M1", { r: text }, text === "1" ? { from: "main" } : {});
    repository.commit("topic", { b: "1" }, { from: "main" });
    repository.commit("topic", { r: "2" }, { merge: ["M1"] });
    // A criss-cross: the branch takes the topic in, too, and moves on.
    repository.commit("M1", { b: "1" }, { merge: ["topic~1"] });
    const branch = { name: "M1", tip: repository.git("rev-parse", "M1") };
    // Two of its own, and the topic's first one, which it has merged.
    expect(await (await historyOf(repository, "topic", "main")).sharedWith(branch)).toMatchObject({ count: 3 });
  });

  it("shares nothing with an unrelated branch", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" });
    repository.commit("pages", { b: "1" }, { from: "none" });
    const branch = { name: "pages", tip: repository.git("rev-parse", "pages") };
    const history = await historyOf(repository, "main", "main");
    expect(await history.sharedWith(branch)).toEqual({ count: 0, ids: [] });
    expect(await history.linesSince(branch)).toBeUndefined();
  });

  it("counts no lines of more changes than it may list", async () => {
    using repository = createGitRepository();
    repository.commit("main", { a: "1" });
    repository.commit("topic", { b: "1", c: "1" }, { from: "main" });
    const branch = { name: "main", tip: repository.git("rev-parse", "main") };
    expect(await (await historyOf(repository, "topic", "main", 1)).linesSince(branch)).toBeUndefined();
  });
});

describe("openHistory: branches", () => {
  it("takes those of the remote, and its own that the remote lacks", async () => {
    using origin = createGitRepository();
    origin.commit("main", { a: "1" });
    const released = origin.commit("release/1", { a: "2" }, { from: "main" });
    const directory = mkdtempSync(join(tmpdir(), "lanekeeper-clone-"));
    origin.git("clone", "-q", `file://${origin.directory}`, directory);
    const clone = gitRepositoryAt(directory);
    clone.git("update-ref", "refs/heads/release/1", "refs/remotes/origin/main");
    clone.git("branch", "own");
    clone.git("update-ref", "refs/remotes/upstream/extra", "refs/remotes/origin/main");
    const history = await historyOf(clone, "HEAD", "HEAD");
    const { items, complete } = await history.branches(everything, 10);
    expect([items.map(({ name }) => name), complete]).toEqual([["extra", "main", "own", "release/1"], true]);
    expect(items.find(({ name }) => name === "release/1")?.tip).toBe(released);
    expect(await history.branches((name) => name.startsWith("r"), 1)).toMatchObject({ complete: true });
    expect(await history.branches(everything, 3)).toMatchObject({ complete: false, items: { length: 3 } });
    rmSync(directory, { recursive: true });
  });

  it("keeps names with any character that git allows", async () => {
    using repository = createGitRepository();
    const tip = repository.commit("main", { a: "1" });
    const names = ["a;b", "a$(id)`", "\u202eevil", "ü/ß", "-dash"];
    for (const name of names) repository.git("update-ref", `refs/heads/${name}`, tip);
    const { items } = await (await historyOf(repository, "main", "main")).branches(everything, 10);
    expect(items.map(({ name }) => name).toSorted()).toEqual([...names, "main"].toSorted());
  });
});
