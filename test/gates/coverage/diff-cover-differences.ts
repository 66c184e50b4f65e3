import { calls, type DiffCase, da, one } from "./diff-cover-cases.ts";

/** Where our numbers are others on purpose. */
export const differences: readonly DiffCase[] = [
  {
    name: "lines that are moved inside a file are not new",
    base: { "a.py": calls(1, 9) },
    change: { "a.py": `${calls(4, 9)}${calls(1, 3)}new()\n` },
    reports: [{ "a.py": da("1:0 2:0 3:0 4:0 5:0 6:0 7:0 8:0 9:0 10:1") }],
    diffCover: { "a.py": "1/4" },
    ours: { "a.py": "1/1" },
  },
  {
    name: "lines that are moved to another file are not new",
    base: { "a.py": calls(1, 9), "b.py": "x()\n" },
    change: { "a.py": calls(1, 6), "b.py": `x()\n${calls(7, 9)}new()\n` },
    reports: [{ "b.py": da("1:0 2:0 3:0 4:0 5:1") }],
    diffCover: { "b.py": "1/4" },
    ours: { "b.py": "1/1" },
  },
  {
    name: "lines of which only the indentation changes are not new",
    base: { "a.py": calls(1, 3) },
    change: { "a.py": `if one:\n${calls(1, 3).replaceAll(/^/gm, "    ").trimEnd()}\n` },
    reports: [{ "a.py": da("1:1 2:0 3:0 4:0") }],
    diffCover: { "a.py": "1/4" },
    ours: { "a.py": "1/1" },
  },
  {
    name: "lines of which only the line end changes are not new",
    base: { "a.py": calls(1, 3) },
    change: { "a.py": `${calls(1, 3, "\r\n")}new()\r\n` },
    reports: [{ "a.py": da("1:0 2:0 3:0 4:1") }],
    diffCover: { "a.py": "1/4" },
    ours: { "a.py": "1/1" },
  },
  {
    name: "a line that one report says nobody ran is uncovered, also when another report leaves it out",
    base: one,
    change: { "a.py": `${calls(1, 3)}new()\nnewer()\n` },
    reports: [{ "a.py": da("1:1 4:0 5:1") }, { "a.py": da("1:1 5:1") }],
    diffCover: { "a.py": "2/2" },
    ours: { "a.py": "1/2" },
  },
  {
    name: "a last line that gets its end, and one behind it, keep their numbers",
    base: { "a.py": `${calls(1, 2)}last()` },
    change: { "a.py": `${calls(1, 2)}last()\nafter_the_last()` },
    reports: [{ "a.py": da("1:0 2:0 3:1 4:0") }],
    diffCover: { "a.py": "0/1" },
    ours: { "a.py": "1/2" },
  },
  {
    name: "an uncovered line stays so, when another report has nothing on the file",
    base: { ...one, "b.py": calls(4, 6) },
    change: { "a.py": `new()\n${calls(1, 3)}`, "b.py": `new()\n${calls(4, 6)}` },
    reports: [{ "a.py": da("1:0 2:1") }, { "b.py": da("1:1 2:0") }],
    diffCover: { "a.py": "1/1", "b.py": "1/1" },
    ours: { "a.py": "0/1", "b.py": "1/1" },
  },
];
