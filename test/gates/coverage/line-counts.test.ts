import { describe, expect, it } from "@jest/globals";
import { lineCounts } from "../../../src/gates/coverage/line-counts.ts";

function count(text: string): number | undefined {
  return lineCounts.extract(new TextEncoder().encode(text));
}

describe("lineCounts", () => {
  it.each([
    ["nothing", "", 0],
    ["a last line with an end", "a\nb\n", 2],
    ["a last line without one", "a\nb", 2],
    ["line ends of Windows", "a\r\nb\r\n", 2],
    ["line ends of old machines", "a\rb\r", 2],
    ["form feeds, which some tools take for an end", "a\f\nb\vc\n", 4],
    ["separators of Unicode", "a\u2028b\u2029c\u0085d", 4],
    ["other characters that share their bytes", "ä…é\u2026 ¨ ©\n", 1],
    ["comments with numbers", "# 1. first\n#2\n", 2],
  ])("counts %s", (_what, text, expected) => {
    expect(count(text)).toBe(expected);
  });

  it.each([
    "#line 812\nx\n",
    'a\n  # line 7 "x.y"\n',
    '# 1 "x.c"\n',
    "package m\n//line x.y:9\n",
    "a /*line x.y:9:1*/\n",
  ])("knows nothing of a file that renumbers its lines: %j", (text) => expect(count(text)).toBeUndefined());

  it.each([0, 12, undefined])("remembers %s", (value) => {
    expect(lineCounts.decode(lineCounts.encode(value))).toBe(value);
  });

  it("takes nothing else out of its memory", () => {
    expect(() => lineCounts.decode('"12"')).toThrow(TypeError);
  });
});
