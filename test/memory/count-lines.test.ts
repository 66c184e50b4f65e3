import { describe, expect, it } from "@jest/globals";
import { countLines } from "../../src/memory/count-lines.ts";

const count = (before: string, after: string) => countLines(Buffer.from(before), Buffer.from(after));

describe("countLines", () => {
  it.each<[string, string, number, number]>([
    ["", "", 0, 0],
    ["", "a", 1, 0],
    ["a\nb\nc\n", "", 0, 3],
    ["a\nb\nc\n", "a\nx\nc\n", 1, 1],
    ["a\nb\n", "b\na\n", 1, 1],
    ["a\na\na\n", "a\n", 0, 2],
    ["1\n2\n3\n4\n5\n6\n", "1\n3\n4\n7\n6\n8\n", 2, 2],
    ["a\r\n", "a\n", 1, 1],
  ])("counts %j to %j as +%i -%i", (before, after, added, deleted) => {
    expect(count(before, after)).toEqual({ kind: "lines", added, deleted });
  });

  it("counts no lines where either side is binary", () => {
    expect(count("a\0", "a\n")).toEqual({ kind: "binary" });
    expect(count("a\n", "a\0")).toEqual({ kind: "binary" });
    expect(count("", `${"a".repeat(8_000)}\0`)).toMatchObject({ kind: "lines" });
  });
});
