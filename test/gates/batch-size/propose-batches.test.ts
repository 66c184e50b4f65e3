import { describe, expect, it } from "@jest/globals";
import type { SizedFile } from "../../../src/gates/batch-size/split/batch.ts";
import { nobodys } from "../../../src/gates/batch-size/split/lane.ts";
import { proposeBatches } from "../../../src/gates/batch-size/split/propose-batches.ts";
import { effortOf } from "../../support/effort.ts";

function file(path: string, lines = 1, lane = nobodys): SizedFile {
  return { path, lines, lane };
}

function sized(...paths: readonly string[]): readonly SizedFile[] {
  return paths.map((path) => file(path));
}

function many(folder: string, count: number, lines = 1, lane = nobodys): readonly SizedFile[] {
  return Array.from({ length: count }, (_, index) => file(`${folder}f${String(index).padStart(4, "0")}`, lines, lane));
}

/** Files that one of these owners has to agree to, in a pack or in none. */
function owned(folder: string, count: number, owners: readonly string[], ...packs: readonly string[]) {
  return many(folder, count, 1, { owners: owners.length === 0 ? [] : [owners], packs });
}

/** Names with the number of files of each. */
function split(files: readonly SizedFile[], maxFiles: number, maxLines = 1_000): readonly string[] {
  return proposeBatches(files, { maxFiles, maxLines }).map(({ name, files }) => `${name} (${files.length})`);
}

describe("proposeBatches", () => {
  it.each<[string, readonly SizedFile[], number, readonly string[]]>([
    ["nothing", [], 5, []],
    ["what fits", sized("a/x", "b/y"), 2, ["everything (2)"]],
    ["folders that fit one by one", [...many("a/", 4), ...many("b/", 4)], 5, ["a/ (4)", "b/ (4)"]],
    [
      "neighbours that fit together",
      [...many("a/", 2), ...many("b/", 3), ...many("c/", 4)],
      5,
      ["a/, b/ (5)", "c/ (4)"],
    ],
    ["a folder that does not fit", [...many("a/b/", 3), ...many("a/c/", 4)], 4, ["a/b/ (3)", "a/c/ (4)"]],
    ["files beside folders", [...sized("a/x", "a/y"), ...many("a/c/", 4)], 4, ["2 files of a/ (2)", "a/c/ (4)"]],
    ["a flat folder", many("a/", 7), 3, ["3 files of a/ (3)", "3 files of a/ (3)", "1 file of a/ (1)"]],
    [
      "many small folders",
      ["a", "b", "c", "d", "e"].flatMap((name) => many(`${name}/`, 1)),
      4,
      ["a/, b/, c/ and 1 more folder (4)", "e/ (1)"],
    ],
    [
      "a folder inside of others",
      [...many("a/b/c/", 2), ...many("a/b/d/", 2), ...many("e/", 4)],
      4,
      ["a/b/ (4)", "e/ (4)"],
    ],
    ["at the top", sized("x", "y", "z"), 2, ["2 files at the top (2)", "1 file at the top (1)"]],
  ])("splits %s", (_what, files, maxFiles, expected) => {
    expect(split(files, maxFiles)).toEqual(expected);
  });

  it("keeps within lines, too, but for a file that is too long by itself", () => {
    const files = [...many("a/", 3, 40), file("b/long", 500), ...many("c/", 1, 40)];
    expect(split(files, 10, 100)).toEqual(["2 files of a/ (2)", "1 file of a/ (1)", "1 file of b/ (1)", "c/ (1)"]);
  });

  it.each([1, 2, 3, 7, 20])("keeps every file once, in batches of at most %d", (maxFiles) => {
    const files = ["a/", "a/b/", "a/b/c/", "d/", "", "e/f/g/"].flatMap((folder, index) => many(folder, index * 5 + 1));
    const batches = proposeBatches(files, { maxFiles, maxLines: 1_000 });
    expect(batches.flatMap((batch) => batch.files).toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    expect(Math.max(...batches.map((batch) => batch.files.length))).toBeLessThanOrEqual(maxFiles);
    expect(batches.reduce((sum, { lines }) => sum + lines, 0)).toBe(files.length);
  });

  it("does not depend on the order of the files", () => {
    const files = [...many("b/", 9), ...many("a/x/", 9), ...many("a/", 3)];
    expect(proposeBatches(files.toReversed(), { maxFiles: 5, maxLines: 99 })).toEqual(
      proposeBatches(files, { maxFiles: 5, maxLines: 99 }),
    );
  });

  it.each<[string, readonly SizedFile[], number, readonly string[]]>([
    [
      "what fits, whoever owns it",
      [...owned("a/", 2, ["codex"]), ...owned("b/", 2, ["claude"])],
      4,
      ["everything (4)"],
    ],
    [
      "owners before folders, by their names, and nobody's files at the end",
      [...owned("src/a/", 2, ["codex"]), ...many("src/b/", 1), ...owned("src/c/", 1, ["claude"]), ...many("lib/", 1)],
      4,
      ["claude: src/c/ (1)", "codex: src/a/ (2)", "lib/, src/b/ (2)"],
    ],
    [
      "packs of an owner before the rest of it",
      [...owned("a/", 2, ["codex"]), ...owned("b/", 2, ["codex"], "fix"), ...owned("c/", 1, ["codex"], "add")],
      4,
      ["codex, pack add: c/ (1)", "codex, pack fix: b/ (2)", "codex: a/ (2)"],
    ],
    ["packs of nobody", [...owned("a/", 2, [], "tidy"), ...many("b/", 3)], 4, ["pack tidy: a/ (2)", "b/ (3)"]],
    [
      "what has several owners from what has one of them",
      [...owned("a/", 2, ["claude"]), ...owned("b/", 3, ["claude", "codex"])],
      4,
      ["claude: a/ (2)", "claude or codex: b/ (3)"],
    ],
    [
      "what one owner has in several folders by these",
      [...owned("a/x/", 2, ["codex"]), ...owned("b/", 2, ["codex"]), ...owned("c/", 3, ["codex"]), ...many("d/", 1)],
      4,
      ["codex: a/x/, b/ (4)", "codex: c/ (3)", "d/ (1)"],
    ],
  ])("splits %s", (_what, files, maxFiles, expected) => {
    expect(split(files, maxFiles)).toEqual(expected);
    expect(split(files.toReversed(), maxFiles)).toEqual(expected);
  });

  it("puts a file that moves from one owner to another into a part of both", () => {
    const both = { owners: [["claude"], ["codex"]], packs: ["moves"] };
    const moved = { ...file("b/new", 0, both), pathBefore: "a/old" };
    const batches = proposeBatches([moved, ...owned("a/", 2, ["claude"])], { maxFiles: 2, maxLines: 9 });
    expect(batches).toEqual([
      { name: "claude: a/", owners: [["claude"]], packs: [], lines: 2, files: ["a/f0000", "a/f0001"], renamedFrom: [] },
      { name: "claude and codex, pack moves: b/", ...both, lines: 0, files: ["b/new"], renamedFrom: ["a/old"] },
    ]);
  });

  it.each([1, 3, 20])("never joins owners, loses a file or takes more than %d", (maxFiles) => {
    const lanes = [["claude"], ["codex"], ["claude", "codex"], []];
    const files = lanes.flatMap((owners, index) => [
      ...owned("src/", index + 5, owners).map((one) => ({ ...one, path: `${one.path}${index}` })),
      ...owned("docs/", 9, owners, `pack-${index % 2}`).map((one) => ({ ...one, path: `${one.path}${index}` })),
    ]);
    const laneOf = new Map(files.map(({ path, lane }) => [path, JSON.stringify(lane)]));
    const batches = proposeBatches(files, { maxFiles, maxLines: 1_000 });
    expect(batches.flatMap((batch) => batch.files).toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    expect(Math.max(...batches.map((batch) => batch.files.length))).toBeLessThanOrEqual(maxFiles);
    for (const { files: own, owners, packs } of batches) {
      expect([...new Set(own.map((path) => laneOf.get(path)))]).toEqual([JSON.stringify({ owners, packs })]);
    }
  });

  it("shortens the names of deep folders", () => {
    const deep = "d/".repeat(2_000);
    const [whole, loose] = split([...many(`a/${deep}`, 2), ...many(`b/${deep}`, 3)], 2);
    expect(whole).toBe(`a/${deep.slice(0, 98)}… (2)`);
    expect(loose).toBe(`2 files of b/${deep.slice(0, 98)}… (2)`);
  });

  it.each([
    ["deep", Array.from({ length: 300 }, (_, index) => file(`${"d/".repeat(2_000)}f${index}`))],
    ["wide", many("", 100_000)],
    ["wide below a folder", many("d/", 150_000)],
    ["in folders of their own", Array.from({ length: 150_000 }, (_, index) => file(`d${index}/f`))],
    ["deep, and apart", Array.from({ length: 5_000 }, (_, index) => file(`${index}/${"d/".repeat(2_000)}f`))],
    ["one name at every depth", Array.from({ length: 1_500 }, (_, index) => file(`${"d/".repeat(index)}f`))],
  ])("splits hostile paths in bounded time: %s", async (_what, files) => {
    expect(await effortOf(() => proposeBatches(files, { maxFiles: 20, maxLines: 1_000 }))).toBeLessThan(200);
  });
});
