import { describe, expect, it } from "@jest/globals";
import { textsNamed } from "../../src/core/named-texts.ts";
import { type MemoryCommits, memoryRepository } from "../../src/memory/repository.ts";

async function named(base: MemoryCommits["base"], more: Partial<MemoryCommits> = {}) {
  const repository = memoryRepository({ base, head: {}, ...more });
  return textsNamed("x", repository, (await repository.tree("base")).items);
}

describe("textsNamed", () => {
  it("reads the files of a name by their folders", async () => {
    const { texts, unread } = await named({
      x: "1",
      "a/x": { executable: "2" },
      "a/b/x": "3",
      "a/xx": "4",
      "x/y": "5",
    });
    expect(Object.fromEntries(texts)).toEqual({ "": "1", a: "2", "a/b": "3" });
    expect(unread).toEqual([]);
  });

  it("tells the folders of those that it has not read", async () => {
    const files = { "a/x": "1", "b/x": "long", "c/x": { symlink: "y" }, "d/x": "2" };
    const { texts, unread } = await named(files, { maxBlobBytes: 3, missing: ["a/x"] });
    expect(Object.fromEntries(texts)).toEqual({ d: "2" });
    expect(unread).toEqual(["a", "b", "c"]);
  });

  it("reads 500 files, and tells the folders of the others", async () => {
    const paths = Array.from({ length: 502 }, (_, index) => `f${String(index).padStart(3, "0")}`);
    const { texts, unread } = await named(Object.fromEntries(paths.map((path) => [`${path}/x`, path])));
    expect(texts.size).toBe(500);
    expect(unread).toEqual(["f500", "f501"]);
  });
});
