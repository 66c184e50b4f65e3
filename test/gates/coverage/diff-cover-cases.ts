/** One change with reports about its head, and what is covered of the changed lines, as `covered/total` by file. */
export interface DiffCase {
  readonly name: string;
  readonly base: Files;
  /** What the change does to these; a path that is undefined is deleted. */
  readonly change: Files;
  /** What others do on the base branch meanwhile. */
  readonly meanwhile?: Files;
  /** LCOV records without their frame: by report and by file. */
  readonly reports: readonly Readonly<Record<string, string>>[];
  /** What diff-cover 7.4.0 answers. */
  readonly diffCover: Readonly<Record<string, string>>;
  /** What we answer, where it is something else on purpose. */
  readonly ours?: Readonly<Record<string, string>>;
}

type Files = Readonly<Record<string, string | undefined | { readonly executable: string }>>;

/** Numbered calls, each line long enough to be recognised when it moves. */
export function calls(first: number, last: number, end = "\n"): string {
  return Array.from({ length: last - first + 1 }, (_, index) => `result_of_the_call(${first + index})${end}`).join("");
}

export const one = { "a.py": calls(1, 3) };
const unlike = "if unlike_anything_before:\n";

/** `DA` records of a file, from `1:1 2:0`. */
export function da(lines: string): string {
  return lines
    .split(" ")
    .map((line) => `DA:${line.replace(":", ",")}`)
    .join("\n");
}

/** The same numbers on both sides. */
export const plainCases: readonly DiffCase[] = [
  {
    name: "added lines, covered and not",
    base: one,
    change: { "a.py": `${calls(1, 3)}new()\nnewer()\n` },
    reports: [{ "a.py": da("1:0 2:0 3:0 4:1 5:0") }],
    diffCover: { "a.py": "1/2" },
  },
  {
    name: "a modified line that is covered, next to uncovered ones that stay",
    base: one,
    change: { "a.py": `${calls(1, 1)}changed()\n${calls(3, 3)}` },
    reports: [{ "a.py": da("1:0 2:9 3:0") }],
    diffCover: { "a.py": "1/1" },
  },
  {
    name: "a modified line that is not covered",
    base: one,
    change: { "a.py": `${calls(1, 1)}changed()\n${calls(3, 3)}` },
    reports: [{ "a.py": da("1:1 2:0 3:1") }],
    diffCover: { "a.py": "0/1" },
  },
  {
    name: "several places of one file",
    base: { "a.py": calls(1, 9) },
    change: { "a.py": `top()\n${calls(1, 4)}middle()\n${calls(6, 9)}bottom()\n` },
    reports: [{ "a.py": da("1:1 2:0 6:0 7:0 11:1") }],
    diffCover: { "a.py": "2/3" },
  },
  {
    name: "a new file",
    base: one,
    change: { "b.py": "x()\ny()\nz()\n" },
    reports: [{ "a.py": da("1:0"), "b.py": da("1:1 2:1 3:0") }],
    diffCover: { "b.py": "2/3" },
  },
  {
    name: "two files, of which one is in a folder",
    base: { ...one, "deep/down/b.py": calls(4, 6) },
    change: { "a.py": `new()\n${calls(1, 3)}`, "deep/down/b.py": `${calls(4, 6)}last()\n` },
    reports: [{ "a.py": da("1:1 2:0"), "deep/down/b.py": da("1:1 4:0") }],
    diffCover: { "a.py": "1/1", "deep/down/b.py": "0/1" },
  },
  {
    name: "lines that are only deleted",
    base: one,
    change: { "a.py": calls(2, 3) },
    reports: [{ "a.py": da("1:0 2:0") }],
    diffCover: {},
  },
  {
    name: "a deleted file",
    base: { ...one, "b.py": calls(4, 6) },
    change: { "b.py": undefined, "a.py": `new()\n${calls(1, 3)}` },
    reports: [{ "a.py": da("1:0 2:0") }],
    diffCover: { "a.py": "0/1" },
  },
  {
    name: "a renamed file with nothing else changed",
    base: { "old.py": calls(1, 9) },
    change: { "old.py": undefined, "new.py": calls(1, 9) },
    reports: [{ "new.py": da("1:0 2:0 3:0") }],
    diffCover: {},
  },
  {
    name: "a renamed file, in which the changed lines alone count",
    base: { "old.py": calls(1, 9) },
    change: { "old.py": undefined, "new.py": `${calls(1, 4)}changed()\n${calls(6, 9)}added()\n` },
    reports: [{ "new.py": da("1:0 2:0 3:0 4:0 5:1 6:0 7:0 8:0 9:0 10:0") }],
    diffCover: { "new.py": "1/2" },
  },
  {
    name: "a copied file, of which every line is new",
    base: one,
    change: { "b.py": calls(1, 3) },
    reports: [{ "b.py": da("1:1 2:1 3:0") }],
    diffCover: { "b.py": "2/3" },
  },
  {
    name: "a branch that is taken one way only, on a line that was run",
    base: one,
    change: { "a.py": `${calls(1, 3)}${unlike}` },
    reports: [{ "a.py": `${da("1:1 2:1 3:1 4:1")}\nBRDA:4,0,0,1\nBRDA:4,0,1,0` }],
    diffCover: { "a.py": "1/1" },
  },
  {
    name: "a file with Windows line ends",
    base: { "a.py": calls(1, 3, "\r\n") },
    change: { "a.py": `${calls(1, 1, "\r\n")}changed()\r\n${calls(3, 3, "\r\n")}added()\r\n` },
    reports: [{ "a.py": da("1:0 2:1 3:0 4:0") }],
    diffCover: { "a.py": "1/2" },
  },
  {
    name: "comments and empty lines, which no report lists",
    base: one,
    change: { "a.py": `${calls(1, 3)}\n# why\nnew()\n\n` },
    reports: [{ "a.py": da("1:0 2:0 3:0 6:1") }],
    diffCover: { "a.py": "1/1" },
  },
];

/** The same numbers on both sides, and more than one report, file or branch involved. */
export const widerCases: readonly DiffCase[] = [
  {
    name: "a changed file that no report mentions",
    base: { ...one, "b.py": calls(4, 6) },
    change: { "a.py": `new()\n${calls(1, 3)}`, "b.py": `new()\n${calls(4, 6)}` },
    reports: [{ "a.py": da("1:1 2:0") }],
    diffCover: { "a.py": "1/1" },
  },
  {
    name: "a changed file that is no code, and one that is binary",
    base: { ...one, "README.md": "text\n", "image.bin": "\0one\n" },
    change: { "a.py": `new()\n${calls(1, 3)}`, "README.md": "other\n", "image.bin": "\0other\n" },
    reports: [{ "a.py": da("1:0 2:0") }],
    diffCover: { "a.py": "0/1" },
  },
  {
    name: "several reports, where a line is covered that any of them covers",
    base: one,
    change: { "a.py": `${calls(1, 3)}new()\nnewer()\nnewest()\n` },
    reports: [{ "a.py": da("4:1 5:0 6:0") }, { "a.py": da("4:0 5:3 6:0") }],
    diffCover: { "a.py": "2/3" },
  },
  {
    name: "what others change on the base branch meanwhile",
    base: { ...one, "b.py": calls(4, 6) },
    change: { "a.py": `${calls(1, 3)}new()\n` },
    meanwhile: { "a.py": `others()\n${calls(1, 3)}`, "b.py": "others()\n" },
    reports: [{ "a.py": da("1:0 2:0 3:0 4:1"), "b.py": da("1:0 2:0 3:0") }],
    diffCover: { "a.py": "1/1" },
  },
  {
    name: "a file that only becomes executable",
    base: { "a.py": calls(1, 3), "b.py": "x()\n" },
    change: { "a.py": { executable: calls(1, 3) }, "b.py": "x()\ny()\n" },
    reports: [{ "a.py": da("1:0 2:0 3:0"), "b.py": da("2:1") }],
    diffCover: { "b.py": "1/1" },
  },
  {
    name: "a name with a space in it",
    base: { "a file.py": calls(1, 3) },
    change: { "a file.py": `${calls(1, 3)}new()\n` },
    reports: [{ "a file.py": da("1:0 4:1") }],
    diffCover: { "a file.py": "1/1" },
  },
  {
    name: "moved lines that are too short to be told from chance",
    base: { "a.py": `x()\n${calls(1, 3)}y()\n` },
    change: { "a.py": `${calls(1, 3)}x()\ny()\n` },
    reports: [{ "a.py": da("1:0 2:0 3:0 4:1 5:0") }],
    diffCover: { "a.py": "1/1" },
  },
];
