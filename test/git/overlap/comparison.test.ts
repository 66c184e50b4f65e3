import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import type { HeadFacts, MergeOutcome } from "../../../src/core/overlap.ts";
import { openClone } from "../../../src/git/clone.ts";
import { type Comparison, openComparison } from "../../../src/git/overlap/open-comparison.ts";
import { createGitRepository, type GitRepository } from "../../support/git-repository.ts";

const lines = Array.from({ length: 30 }, (_, at) => `line ${at}`);
const text = `${lines.join("\n")}\n`;

function edited(at: number, to: string): string {
  return `${lines.map((line, place) => (place === at ? to : line)).join("\n")}\n`;
}

async function compare<T>(
  repository: GitRepository,
  refs: readonly string[],
  use: (comparison: Comparison, facts: readonly HeadFacts[]) => Promise<T>,
): Promise<T> {
  const clone = await openClone(repository.directory);
  const comparison = await openComparison(clone, await clone.resolve("main"));
  try {
    const heads = await Promise.all(refs.map(async (ref) => ({ ref, commit: await clone.resolve(ref) })));
    return await use(comparison, await comparison.facts(heads));
  } finally {
    await comparison.close();
  }
}

async function mergesOf(repository: GitRepository, first: string, second: string): Promise<MergeOutcome | undefined> {
  return compare(repository, [first, second], async (comparison) => (await comparison.merge([{ first, second }]))[0]);
}

describe("a merge of two heads", () => {
  const conflicts = [
    ["content", { "a.txt": edited(3, "one") }, { "a.txt": edited(3, "two") }],
    ["modify/delete", { "a.txt": undefined }, { "a.txt": edited(3, "two") }],
    ["add/add", { "new.txt": "one\n" }, { "new.txt": "two\n" }],
    ["rename/rename", { "a.txt": undefined, "b.txt": text }, { "a.txt": undefined, "c.txt": text }],
    ["rename/delete", { "a.txt": undefined, "b.txt": edited(3, "one") }, { "a.txt": undefined }],
    ["binary", { image: new Uint8Array([0, 1]) }, { image: new Uint8Array([0, 2]) }],
    ["type", { "new.txt": { symlink: "a.txt" } }, { "new.txt": "two\n" }],
    ["submodule", { module: { submodule: "2".repeat(40) } }, { module: { submodule: "3".repeat(40) } }],
    ["file/directory", { place: "a file\n" }, { "place/below.txt": "a folder\n" }],
    ["directory-rename", { "lib/x": undefined, "src/x": "x\n" }, { "lib/y": "y\n" }],
  ] as const;

  it.each(conflicts)("stops for %s", async (kind, one, two) => {
    using repository = createGitRepository();
    repository.commit("main", {
      "a.txt": text,
      image: new Uint8Array([0, 0]),
      module: { submodule: "1".repeat(40) },
      "lib/x": "x\n",
    });
    repository.commit("one", one, { from: "main" });
    repository.commit("two", two, { from: "main" });
    const outcome = await mergesOf(repository, "one", "two");
    expect(outcome?.kind).toBe("conflict");
    expect(outcome?.kind === "conflict" && outcome.files.map((file) => file.kind)).toContain(kind);
  });

  it("is clean where both make the same change", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": text });
    repository.commit("one", { "a.txt": edited(3, "same") }, { from: "main" });
    repository.commit("two", { "a.txt": edited(3, "same"), "b.txt": "b\n" }, { from: "main" });
    expect(await mergesOf(repository, "one", "two")).toMatchObject({ kind: "clean" });
  });

  it("stops for histories that have nothing in common, and only for these", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": text });
    repository.commit("one", { "a.txt": edited(3, "one") }, { from: "main" });
    repository.commit("two", { "b.txt": "b\n" }, { from: "main" });
    repository.commit("alien", { "z.txt": "z\n" }, { from: "none" });
    await compare(repository, ["one", "alien", "two"], async (comparison, facts) => {
      expect(facts.map(({ alone }) => alone)).toEqual(["clean", "unrelated", "clean"]);
      const orders = [
        { first: "one", second: "alien" },
        { first: "alien", second: "one" },
        { first: "one", second: "two" },
      ];
      expect((await comparison.merge(orders)).map(({ kind }) => kind)).toEqual(["conflict", "conflict", "clean"]);
    });
  });

  it("of a head that the base has already is clean", async () => {
    using repository = createGitRepository();
    const old = repository.commit("main", { "a.txt": text });
    repository.commit("main", { "b.txt": "b\n" });
    repository.git("branch", "old", old);
    repository.commit("one", { "a.txt": edited(3, "one") }, { from: "main" });
    await compare(repository, ["old", "one"], async (comparison, facts) => {
      expect(facts[0]).toMatchObject({ alone: "contained", changes: [], ownChanges: [] });
      const orders = [
        { first: "old", second: "one" },
        { first: "one", second: "old" },
      ];
      expect((await comparison.merge(orders)).map(({ kind }) => kind)).toEqual(["clean", "clean"]);
    });
  });

  it("knows merge=union and binary of the tree's attributes, and of those that a head brings", async () => {
    using repository = createGitRepository();
    repository.commit("main", {
      ".gitattributes": "NEWS merge=union\ndata.txt -merge\n",
      NEWS: "a\n",
      "data.txt": text,
    });
    repository.commit("one", { NEWS: "a\none\n", "data.txt": edited(1, "one") }, { from: "main" });
    repository.commit("two", { NEWS: "a\ntwo\n" }, { from: "main" });
    repository.commit("three", { "data.txt": edited(20, "three") }, { from: "main" });
    repository.commit(
      "four",
      { ".gitattributes": "*.txt merge=union\n", "data.txt": edited(1, "four") },
      { from: "main" },
    );
    expect(await mergesOf(repository, "one", "two")).toMatchObject({ kind: "clean" });
    expect(await mergesOf(repository, "one", "three")).toMatchObject({ kind: "conflict" });
    expect(await mergesOf(repository, "four", "one")).toMatchObject({ kind: "clean" });
  });
});

describe("a repository that means ill", () => {
  it("has neither its merge driver nor its hooks run, nor its huge conflict markers written", async () => {
    using repository = createGitRepository();
    const proof = join(repository.directory, "was-run");
    repository.git("config", "merge.evil.driver", `touch ${proof}`);
    repository.git("config", "core.fsmonitor", `touch ${proof}`);
    writeFileSync(join(repository.directory, ".git", "hooks", "post-merge"), `#!/bin/sh\ntouch ${proof}\n`, {
      mode: 0o755,
    });
    repository.commit("main", { ".gitattributes": "* merge=evil conflict-marker-size=999999999\n", "a.txt": text });
    repository.commit("one", { "a.txt": edited(3, "one") }, { from: "main" });
    repository.commit("two", { "a.txt": edited(3, "two") }, { from: "main" });
    expect(await mergesOf(repository, "one", "two")).toMatchObject({ kind: "conflict" });
    expect(existsSync(proof)).toBe(false);
  });

  it("cannot make a name mean anything", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": text });
    const path = '$(touch was-run)/\u202e"quoted" -x\n|`id`.txt';
    repository.commit("a;touch$IFSwas-run", { [path]: "one\n" }, { from: "main" });
    repository.commit("--upload-pack=x", { [path]: "two\n" }, { from: "main" });
    const refs = ["refs/heads/a;touch$IFSwas-run", "refs/heads/--upload-pack=x"] as const;
    const outcome = await mergesOf(repository, ...refs);
    expect(outcome).toEqual({ kind: "conflict", files: [{ path, kind: "add/add" }] });
    expect(readdirSync(repository.directory)).toEqual([".git"]);
  });

  it("may change three thousand files", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": text });
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`many/${at}.txt`, `${at}\n`]));
    repository.commit("one", many, { from: "main" });
    repository.commit("two", { "many/7.txt": "seven\n" }, { from: "main" });
    await compare(repository, ["one", "two"], async (comparison, [facts]) => {
      expect(facts?.changes).toHaveLength(3_000);
      const [outcome] = await comparison.merge([{ first: "one", second: "two" }]);
      expect(outcome).toEqual({ kind: "conflict", files: [{ path: "many/7.txt", kind: "add/add" }] });
    });
  });

  it("says when more changes than are read", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": text });
    repository.commit("one", { "b.txt": "b\n", "c.txt": "c\n", "d.txt": "d\n" }, { from: "main" });
    const clone = await openClone(repository.directory);
    const comparison = await openComparison(clone, await clone.resolve("main"), { maxChanges: 2, maxPatchBytes: 10 });
    try {
      const [facts] = await comparison.facts([{ ref: "one", commit: await clone.resolve("one") }]);
      expect(facts).toMatchObject({ complete: false, changes: [{ hunks: undefined }, { hunks: undefined }] });
    } finally {
      await comparison.close();
    }
  });
});

describe("a comparison", () => {
  it("tells what a head changes of a base that has moved on", async () => {
    using repository = createGitRepository();
    const start = repository.commit("main", { "a.txt": text });
    repository.commit("one", { "a.txt": edited(20, "one") }, { from: start });
    repository.commit("main", { "a.txt": `first\n${text}` });
    await compare(repository, ["one"], async (_, [facts]) => {
      expect(facts?.changes[0]?.hunks).toMatchObject([{ before: { first: 22, count: 1 }, added: ["one"] }]);
      expect(facts?.mergeBases).toEqual([start]);
      expect(facts?.ownCommits.size).toBe(1);
    });
  });

  it("merges heads that an earlier one has read, without reading them again", async () => {
    using repository = createGitRepository();
    const start = repository.commit("main", { "a.txt": text });
    repository.commit("one", { "a.txt": edited(3, "one") }, { from: start });
    repository.commit("two", { "a.txt": edited(3, "two") }, { from: start });
    repository.commit("main", { "b.txt": "b\n" });
    const facts = await compare(repository, ["one", "two"], async (_, facts) => facts);
    const clone = await openClone(repository.directory);
    const comparison = await openComparison(clone, await clone.resolve("main"));
    try {
      comparison.remember(facts);
      expect(await comparison.facts(facts)).toEqual(facts);
      expect(await comparison.merge([{ first: "two", second: "one" }])).toEqual([
        { kind: "conflict", files: [{ path: "a.txt", kind: "content" }] },
      ]);
    } finally {
      await comparison.close();
    }
  });

  it("finds words in what two heads make together", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.py": "def old(): pass\n", "b.py": "x = 1\n" });
    repository.commit("one", { "a.py": "def new(): pass\n" }, { from: "main" });
    repository.commit("two", { "b.py": "x = old()\n" }, { from: "main" });
    await compare(repository, ["one", "two"], async (comparison) => {
      const found = await comparison.find({ first: "one", second: "two" }, ["old"]);
      expect(found?.entries.map(({ path }) => path)).toEqual(["b.py"]);
      expect(await comparison.find({ first: "one", second: "two" }, ["-e", "ol"])).toEqual({
        entries: [],
        blobs: new Map(),
      });
    });
  });

  it("leaves nothing behind, neither in the repository nor in the temporary folder", async () => {
    using repository = createGitRepository();
    repository.commit("main", { "a.txt": text });
    repository.commit("one", { "a.txt": edited(3, "one") }, { from: "main" });
    repository.commit("two", { "a.txt": edited(20, "two") }, { from: "main" });
    const all = readdirSync(join(repository.directory, ".git"), { recursive: true }).length;
    const temporary = mkdtempSync(join(tmpdir(), "lanekeeper-test-"));
    const { TMPDIR } = process.env;
    process.env["TMPDIR"] = temporary;
    try {
      expect(await mergesOf(repository, "one", "two")).toMatchObject({ kind: "clean" });
      expect(readdirSync(temporary)).toEqual([]);
    } finally {
      if (TMPDIR === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = TMPDIR;
      rmSync(temporary, { recursive: true });
    }
    expect(readdirSync(join(repository.directory, ".git"), { recursive: true })).toHaveLength(all);
  });
});
