import { describe, expect, it } from "@jest/globals";
import type { SizedFile } from "../../../src/gates/batch-size/split/batch.ts";
import { proposeBatches } from "../../../src/gates/batch-size/split/propose-batches.ts";
import { effortOf } from "../../support/effort.ts";

function sized(...paths: readonly string[]): readonly SizedFile[] {
  return paths.map((path) => ({ path, lines: 1 }));
}

function many(folder: string, count: number, lines = 1): readonly SizedFile[] {
  return Array.from({ length: count }, (_, index) => ({ path: `${folder}f${String(index).padStart(4, "0")}`, lines }));
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
    ["at the top", sized("x", "y", "z"), 2, ["2 files at the top (2)", "1 file at the top (1)"]],
  ])("splits %s", (_what, files, maxFiles, expected) => {
    expect(split(files, maxFiles)).toEqual(expected);
  });

  it("keeps within lines, too, but for a file that is too long by itself", () => {
    const files = [...many("a/", 3, 40), { path: "b/long", lines: 500 }, ...many("c/", 1, 40)];
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

  it.each([
    ["deep", Array.from({ length: 300 }, (_, index) => ({ path: `${"d/".repeat(2_000)}f${index}`, lines: 1 }))],
    ["wide", many("", 100_000)],
    [
      "one name at every depth",
      Array.from({ length: 1_500 }, (_, index) => ({ path: `${"d/".repeat(index)}f`, lines: 1 })),
    ],
  ])("splits hostile paths in bounded time: %s", async (_what, files) => {
    expect(await effortOf(() => proposeBatches(files, { maxFiles: 20, maxLines: 1_000 }))).toBeLessThan(200);
  });
});
