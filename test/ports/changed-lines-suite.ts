import { describe, expect, it } from "@jest/globals";
import type { ChangedLines, MovedLine } from "../../src/core/repository.ts";
import type { MemoryFile } from "../../src/memory/repository.ts";
import type { OpenedSource, SourceUnderTest } from "./repository-suite.ts";

type Files = Readonly<Record<string, MemoryFile>>;

const body = Array.from({ length: 6 }, (_, index) => `    result_${index} = compute(${index})\n`).join("");

/** What every repository source must say of the lines that a change touches. */
export function describeChangedLines(name: string, open: (files: SourceUnderTest) => Promise<OpenedSource>): void {
  describe(`${name}: changed lines`, () => {
    it.each<[string, Files, Files, readonly string[]]>([
      ["nothing", { a: "1\n" }, { a: "1\n" }, []],
      ["a new file", {}, { a: "1\n2\n" }, ["a new: 0,0>1,2"]],
      ["an empty new file", {}, { a: "" }, ["a new:"]],
      ["a deleted file, which head has not", { a: "1\n" }, {}, []],
      ["lines in between", { a: "1\n2\n5\n" }, { a: "1\n2\n3\n4\n5\n" }, ["a: 2,0>3,2"]],
      ["lines that went", { a: "1\n2\n3\n" }, { a: "1\n3\n" }, ["a: 2,1>1,0"]],
      ["two places", { a: "1\n2\n3\n4\n5\n" }, { a: "one\n2\n3\n4\n6\n7\n" }, ["a: 1,1>1,1 5,1>5,2"]],
      ["a missing last line feed", { a: "1\n2" }, { a: "1\n2\n" }, ["a: 2,1>2,1"]],
      ["a renamed file", { "x/a.py": body }, { "y/a.py": body }, ["y/a.py from x/a.py:"]],
      ["binary content", { a: new Uint8Array([0, 1]) }, { a: new Uint8Array([0, 2]) }, ["a: unread"]],
      ["text that looks like a patch", {}, { a: "@@ -1 +1 @@\ndiff --git a/x b/x\n+++ b\n" }, ["a new: 0,0>1,3"]],
      ["a name that git quotes", {}, { 'ä"\tb\n': "1\n" }, ['ä"\tb\n new: 0,0>1,1']],
      [
        "lines that moved to another file, whatever their indentation",
        { "a.py": `def a():\n${body}`, "b.py": "x = 1\n" },
        { "a.py": "def a():\n    pass\n", "b.py": `x = 1\n${body.replaceAll("    ", "\t")}` },
        ["a.py: 2,6>2,1", "b.py: 1,0>2,6 moved 2<a.py:2,3<a.py:3,4<a.py:4,5<a.py:5,6<a.py:6,7<a.py:7"],
      ],
      [
        "few letters, which move by chance",
        { "a.py": "x\n}\n", "b.py": "y\n" },
        { "a.py": "x\n", "b.py": "y\n}\n" },
        ["a.py: 2,1>1,0", "b.py: 1,0>2,1"],
      ],
      [
        "a removed line once only",
        { a: body, b: "x\n" },
        { a: "y\n", b: `x\n${body}z\n${body}` },
        ["a: 1,6>1,1", "b: 1,0>2,13 moved 2<a:1,3<a:2,4<a:3,5<a:4,6<a:5,7<a:6"],
      ],
    ])("are of %s", async (_what, base, head, expected) => {
      using opened = await open({ base, head });
      const { items, complete } = await opened.source.changedLines();
      expect(items.map(textOf)).toEqual(expected);
      expect(complete).toBe(true);
    });

    it("stand under the right paths beside links and submodules", async () => {
      const base = { a: "1\n", b: { symlink: "a" }, c: "2\n" };
      const head = { a: { symlink: "c" }, b: "3\n", c: "4\n" };
      using opened = await open({ base, head });
      const { items } = await opened.source.changedLines();
      expect(items.filter(({ path }) => path === "c").map(textOf)).toEqual(["c: 1,1>1,1"]);
      expect(items.map(({ path }) => path)).toEqual(["a", "b", "c"]);
    });

    it("know where a line was that moved out of a file which is gone or has become a link", async () => {
      const base = { "gone.py": `x\n${body}`, "link.py": `${body.replaceAll("result", "value")}`, other: "1\n" };
      const head = { "link.py": { symlink: "other" }, other: `1\n${body}${body.replaceAll("result", "value")}` };
      using opened = await open({ base, head });
      const { items } = await opened.source.changedLines();
      const moved = items.find(({ path }) => path === "other")?.moved.map(movedText) ?? [];
      expect([moved[0], moved[5], moved[6], moved[11]]).toEqual([
        "2<gone.py:2",
        "7<gone.py:7",
        "8<link.py:1",
        "13<link.py:6",
      ]);
    });

    it("say when the list is cut short", async () => {
      using opened = await open({ base: {}, head: { a: "1\n", b: "2\n" }, maxItems: 1 });
      expect((await opened.source.changedLines()).complete).toBe(false);
    });
  });
}

function textOf({ path, pathBefore, hunks, moved, unread }: ChangedLines): string {
  const from = pathBefore === undefined ? " new" : pathBefore === path ? "" : ` from ${pathBefore}`;
  const places = hunks.map(({ before, after }) => ` ${before.first},${before.count}>${after.first},${after.count}`);
  return `${path}${from}:${places.join("")}${unread ? " unread" : ""}${moved.length === 0 ? "" : ` moved ${moved.map(movedText).join(",")}`}`;
}

function movedText({ line, from }: MovedLine): string {
  return `${line}<${from.path}:${from.line}`;
}
