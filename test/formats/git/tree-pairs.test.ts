import { describe, expect, it } from "@jest/globals";
import { hunkReader } from "../../../src/formats/git/hunks.ts";
import { treePairReaders } from "../../../src/formats/git/tree-pairs.ts";

const [one, two, three] = ["1", "2", "3"].map((digit) => `${digit.repeat(40)} ${"f".repeat(40)}`);

function parted(records: readonly string[], pairs: number): readonly (readonly string[])[] {
  const readers = treePairReaders(() => {
    const taken: string[] = [];
    return { taken, push: (records: readonly string[]) => taken.push(...records) };
  });
  readers.push(records);
  return readers.end(pairs).map(({ taken }) => taken);
}

describe("treePairReaders", () => {
  it("parts records by pair, also where one has none", () => {
    const edit = ":100644 100644 a b M";
    expect(parted([`${one}\n${edit}`, "a.txt", `${two}\n${three}\n${edit}`, "b.txt"], 4)).toEqual([
      [edit, "a.txt"],
      [],
      [edit, "b.txt"],
      [],
    ]);
  });

  it("takes no path for the head of a pair", () => {
    const rename = ":100644 100644 a b R100";
    const path = `${two}\nx`;
    expect(parted([`${one}\n${rename}`, path, path], 1)).toEqual([[rename, path, path]]);
  });
});

describe("hunkReader", () => {
  it("parts hunks by pair, and no line of a file begins one", () => {
    const patch = [
      one,
      "diff --git a/a b/a",
      "@@ -1 +1 @@",
      `-${two}`,
      `+${three}`,
      two,
      three,
      "diff --git a/b b/b",
      "@@ -2,0 +3 @@",
      "+x",
      "",
    ];
    const reader = hunkReader();
    reader.push(new TextEncoder().encode(patch.join("\n")));
    expect(reader.pairs().map((files) => files.map((hunks) => hunks.length))).toEqual([[1], [], [1]]);
  });
});
