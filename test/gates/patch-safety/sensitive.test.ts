import { describe, expect, it } from "@jest/globals";
import { patchSafety } from "../../../src/gates/patch-safety/gate.ts";
import { leavesTree } from "../../../src/gates/patch-safety/link-target.ts";
import { memoryEvidence } from "../../../src/memory/evidence.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { type Files, findingsOf, judge, rulesOf } from "./support.ts";

const id = "1".repeat(40);
const other = "2".repeat(40);
const hidden = "\u202e";

describe("what is looked at in every change", () => {
  it.each<[string, Files, Files, readonly string[]]>([
    [
      "a workflow that is edited",
      { ".github/workflows/ci.yml": "a\n" },
      { ".github/workflows/ci.yml": "b\n" },
      ["workflow-edit"],
    ],
    ["one that is added", {}, { ".github/workflows/x/ci.yml": "a\n" }, ["workflow-edit"]],
    ["one that is moved away", { ".github/workflows/ci.yml": "abc\n" }, { "old.yml": "abc\n" }, ["workflow-edit"]],
    ["one that is deleted", { ".github/workflows/ci.yml": "a\n", b: "" }, { b: "" }, ["workflow-edit"]],
    ["an action", {}, { ".github/actions/a/action.yml": "a\n" }, ["workflow-edit"]],
    ["another file of GitHub", {}, { ".github/CODEOWNERS": "a\n" }, []],
    ["a folder that is called so elsewhere", {}, { "a/.github/workflows/ci.yml": "a\n" }, []],
    ["the configuration", {}, { ".github/lanekeeper.yml": "version: 1\n" }, ["configuration-edit"]],
    ["a map that it names", {}, { ".github/owners.yml": "a\n" }, ["configuration-edit"]],
    ["a link within", {}, { "a/b": { symlink: "../c" } }, []],
    ["a link beyond", {}, { "a/b": { symlink: "../../c" } }, ["link-outside"]],
    ["a link to the machine", { "a/b": { symlink: "c" } }, { "a/b": { symlink: "/etc/passwd" } }, ["link-outside"]],
    ["a submodule that is added", {}, { sub: { submodule: id } }, ["submodule-move"]],
    ["one that moves", { sub: { submodule: id } }, { sub: { submodule: other } }, ["submodule-move"]],
    ["one that goes", { sub: { submodule: id } }, {}, ["submodule-move"]],
    ["where one comes from", {}, { ".gitmodules": "[submodule]\n" }, ["submodule-move"]],
    ["hidden direction in code", { a: "1\n" }, { a: `1\nif (x) { /* ${hidden} } */\n` }, ["bidirectional-text"]],
    ["hidden direction in a comment", {}, { "a.py": `# \u2066 \n` }, ["bidirectional-text"]],
    ["hidden direction that was there", { a: `${hidden}\n1\n` }, { a: `${hidden}\n2\n` }, []],
    ["hidden direction in a path", {}, { [`a${hidden}b`]: "1\n" }, ["bidirectional-text"]],
    ["hidden direction in what git takes for binary", {}, { a: `\0${hidden}` }, ["bidirectional-text"]],
    ["what looks like it in an image", {}, { a: Buffer.from("895000e280aeff", "hex") }, []],
    ["text from right to left", {}, { a: "שלום עולם\n" }, []],
    ["an escape", {}, { a: "\\u202e\n" }, []],
  ])("%s", async (_what, base, head, rules) => {
    const ruling = await judge({ configuration: [".github/owners.yml"] }, { base, head });
    expect(rulesOf(ruling)).toEqual(rules);
  });

  it("has no place in the head for what went", async () => {
    const ruling = await judge({}, { base: { ".github/workflows/a.yml": "a", b: "" }, head: { b: "" } });
    expect(findingsOf(ruling)[0]?.at).toBeUndefined();
  });

  it("tells the lines", async () => {
    const [finding] = findingsOf(await judge({}, { base: {}, head: { a: `1\n${hidden}\n3\n${hidden}\n` } }));
    expect(finding).toMatchObject({ at: { path: "a", firstLine: 2, lastLine: 2 }, trace: ["lines 2, 4"] });
  });

  it.each<["fail" | "note" | "off", readonly string[]]>([
    ["fail", ["workflow-edit"]],
    ["note", ["~workflow-edit"]],
    ["off", []],
  ])("does with it what the level says: %s", async (workflows, rules) => {
    const head = { ".github/workflows/ci.yml": "a\n" };
    expect(rulesOf(await judge({ sensitive: { workflows } }, { base: {}, head }))).toEqual(rules);
  });

  it("does not depend on when rules count", async () => {
    const head = { ".github/workflows/ci.yml": "a\n" };
    const settings = { when: { label: "codemod" }, preset: "docs-only" };
    expect(rulesOf(await judge(settings, { base: {}, head }))).toEqual(["workflow-edit"]);
  });
});

describe("what cannot be looked through", () => {
  const link = { symlink: "/etc/passwd" };
  const large = { base: {}, head: { "big.txt": `12345${hidden}` }, maxBlobBytes: 5 };

  it.each<[string, object, MemoryCommits, readonly string[]]>([
    ["a text that is too large", {}, large, ["unreadable-file"]],
    ["it, where that gets a note", { "bidirectional-text": "note" }, large, ["~unreadable-file"]],
    ["it, where that is let be", { "bidirectional-text": "off" }, large, []],
    ["it, where links are let be", { symlinks: "off" }, large, ["unreadable-file"]],
    ["a text that is not there", {}, { base: {}, head: { a: "1" }, missing: ["a"] }, ["unreadable-file"]],
    ["a link that is not there", {}, { base: {}, head: { z: link }, missing: ["z"] }, ["unreadable-file"]],
    ["a link that is too large", {}, { base: {}, head: { z: link }, maxBlobBytes: 5 }, ["unreadable-file"]],
    ["a link as long as links may be", {}, { base: {}, head: { z: { symlink: "a/".repeat(2_048) } } }, []],
    ["a longer one", {}, { base: {}, head: { z: { symlink: `${"a/".repeat(2_048)}b` } } }, ["unreadable-file"]],
    [
      "a link, where texts are let be",
      { "bidirectional-text": "off" },
      { base: {}, head: { z: link }, missing: ["z"] },
      ["unreadable-file"],
    ],
    ["a large text that goes", {}, { base: large.head, head: { b: "" }, maxBlobBytes: 5 }, []],
  ])("%s", async (_what, sensitive, commits, rules) => {
    expect(rulesOf(await judge({ sensitive }, commits))).toEqual(rules);
  });

  it("are texts after what is read of one change, and no link", async () => {
    const size = 4_900_000;
    const texts = Array.from({ length: 53 }, (_, index): [string, string] => [`t${index}`, `${index}`.padEnd(size)]);
    const ruling = await judge({}, { base: {}, head: { ...Object.fromEntries(texts), z: link } });
    expect(rulesOf(ruling)).toEqual(["link-outside", "unreadable-file"]);
    expect(findingsOf(ruling)[1]?.what).toMatch(/^t9: .* more than is read of one change\.$/);
  });
});

describe("what is found in very many files", () => {
  it.each([
    ["fail", 51],
    ["note", 51],
  ])("is told of the first of each kind, and counted: %s", async (level, told) => {
    const names = Array.from({ length: 1_100 }, (_, index) => `.github/workflows/${1_000 + index}.yml`);
    const head = { ...Object.fromEntries(names.map((name) => [name, "a\n"])), z: { symlink: "/a" } };
    const ruling = await judge({ sensitive: { workflows: level } }, { base: {}, head });
    const all = [...findingsOf(ruling), ...ruling.notes];
    const own = all.filter(({ rule }) => rule === "workflow-edit");
    expect(own).toHaveLength(told);
    expect(own.at(-1)).toMatchObject({ what: "So it is with 1,050 more.", trace: { length: 11 } });
    expect(own.at(-1)?.at).toBeUndefined();
    expect(findingsOf(ruling).filter(({ rule }) => rule === "link-outside")).toHaveLength(1);
  });
});

describe("leavesTree", () => {
  it.each<[string, string, boolean]>([
    ["a", "b", false],
    ["a", "./b/../c", false],
    ["a", "..", true],
    ["a/b", "..", false],
    ["a/b/c", "../../..", true],
    ["a", "b/../../c", true],
    ["a", "/a", true],
    ["a", "C:\\a", true],
    ["a", "", true],
    ["a", ".git/config", true],
    ["a/b", "../.GIT", true],
    ["a", ".github/x", false],
  ])("%s to %j: %p", (path, target, leaves) => expect(leavesTree(path, target)).toBe(leaves));
});

describe("patchSafety", () => {
  it("judges a change from its sources", async () => {
    const repository = memoryRepository({ base: { a: "1\n" }, head: { a: "2\n" } });
    const subject = { kind: "local", baseRef: "main", headRef: "HEAD" } as const;
    const sources = {
      subject,
      repository,
      evidence: memoryEvidence(),
      attestations: attestationSource(),
      today: "2027-01-31",
      now: Date.parse("2027-01-31"),
    };
    const judged = await patchSafety.run({ preset: "no-deletions" }, sources);
    expect(judged).toMatchObject({ kind: "ruling", ruling: { outcome: "failed", examined: { count: 1 } } });
  });
});
