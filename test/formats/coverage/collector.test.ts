import { describe, expect, it } from "@jest/globals";
import { collector } from "../../../src/formats/coverage/collector.ts";
import { linesOf } from "../../../src/formats/coverage/lines.ts";
import type { FileCoverage } from "../../../src/formats/coverage/model.ts";
import { problemLog } from "../../../src/formats/coverage/problems.ts";
import { totals } from "../../../src/formats/coverage/totals.ts";
import { type Random, random } from "../reports/mutations.ts";
import { written } from "./reports.ts";

/** What was told of a line, kept as simply as can be. */
interface PlainLine {
  hits: number;
  whole: boolean;
  readonly arms: Map<number | string, number>;
}

const counts = [0, 0, 1, 1, 2, 127, 128, 16_384, 2 ** 31, 2 ** 40, Number.MAX_SAFE_INTEGER];
const names = [0, 1, 2, 77, 2 ** 30, "a", "b", "long name, with (signs)", "é"];

describe("a collector", () => {
  it.each([
    ["few lines in order", 50, 50, true],
    ["few lines in any order, many of them twice", 400, 60, false],
    ["more than are sorted at once", 150_000, 40_000, false],
    ["far apart", 300, 10_000_000, false],
  ])("keeps %s", (_what, entries, lastLine, inOrder) => {
    const next = random(entries + lastLine);
    const problems = problemLog();
    const files = collector("test", problems);
    const plain = new Map<number, PlainLine>();
    files.open("a");
    for (let index = 0; index < entries; index += 1) {
      // Coming back to a file must not matter.
      if (next() < 10 / entries) files.open(next() < 0.5 ? "b" : "c");
      files.open("a");
      const line = inOrder ? index + 1 : 1 + Math.floor(next() * lastLine);
      addRandomly(files, plain, line, next);
    }
    const file = files.files({ branches: true, statements: false }).get("a");
    if (file === undefined) throw new Error("the file is gone");
    expect(problems.list()).toEqual([]);
    expect([...linesOf(file)].map(({ line, hits, partial, branches }) => [line, hits, partial, branches])).toEqual(
      shown(plain),
    );
    expect(written(totals(file, "branch"))).toBe(armsOf(plain));
  });
});

function addRandomly(
  files: ReturnType<typeof collector>,
  plain: Map<number, PlainLine>,
  line: number,
  next: Random,
): void {
  const known = plain.get(line) ?? { hits: 0, whole: false, arms: new Map() };
  plain.set(line, known);
  const [hits, partial] = [counts[Math.floor(next() * counts.length)] ?? 0, next() < 0.3];
  known.hits = Math.max(known.hits, hits);
  known.whole ||= hits > 0 && !partial;
  files.line(line, hits, partial);
  for (let arms = Math.floor(next() * 3); arms > 0; arms -= 1) {
    const [name, taken] = [
      names[Math.floor(next() * names.length)] ?? 0,
      counts[Math.floor(next() * counts.length)] ?? 0,
    ];
    known.arms.set(name, Math.max(known.arms.get(name) ?? 0, taken));
    files.arm(line, name, taken);
  }
}

function shown(plain: ReadonlyMap<number, PlainLine>) {
  return [...plain]
    .toSorted(([left], [right]) => left - right)
    .map(([line, { hits, whole, arms }]) => {
      const covered = [...arms.values()].filter((taken) => taken > 0).length;
      return [line, hits, hits > 0 && !whole, arms.size === 0 ? undefined : { covered, total: arms.size }];
    });
}

function armsOf(plain: ReadonlyMap<number, PlainLine>): string {
  const arms = [...plain.values()].flatMap((line) => [...line.arms.values()]);
  return `${arms.filter((taken) => taken > 0).length}/${arms.length}`;
}

describe("totals", () => {
  const file = (
    build: (files: ReturnType<typeof collector>) => void,
    branches = true,
    statements = true,
  ): FileCoverage => {
    const files = collector("test", problemLog());
    files.open("a");
    build(files);
    const read = files.files({ branches, statements }).get("a");
    if (read === undefined) throw new Error("the file is gone");
    return read;
  };

  it.each([
    ["a line that did not run", 0, false, [], [], "0/1"],
    ["one that ran", 3, false, [], [], "1/1"],
    ["one that ran in part", 3, true, [], [], "0/1"],
    ["one with an arm that did not run", 3, false, [1, 0], [], "0/1"],
    ["one with all arms run", 3, false, [1, 2], [], "1/1"],
    ["one with a statement that did not run", 3, false, [], [3, 0], "0/1"],
    ["one with all statements run", 3, false, [1], [3, 3], "1/1"],
  ] as const)("line-strict of %s", (_what, hits, partial, arms, statements, expected) => {
    const built = file((files) => {
      files.line(5, hits, partial);
      for (const [index, taken] of arms.entries()) files.arm(5, index, taken);
      for (const [index, ran] of statements.entries()) files.statement(5, index, 1, ran);
    });
    expect(written(totals(built, "line-strict"))).toBe(expected);
    expect(written(totals(built, "line"))).toBe(hits > 0 ? "1/1" : "0/1");
  });

  it("weigh statements, and count arms whose line is not known", () => {
    const built = file((files) => {
      files.line(1, 1, false);
      files.statement(1, "1.1", 3, 1);
      files.statement(1, "1.9", 2, 0);
      files.arm(0, "a", 0);
      files.arms(1, 1, 2, []);
    });
    expect(
      ["statement", "branch", "line+branch"].map((metric) =>
        written(totals(built, metric === "statement" ? "statement" : metric === "branch" ? "branch" : "line+branch")),
      ),
    ).toEqual(["3/5", "1/3", "2/4"]);
  });

  it("are not 0 of 0 for what was not measured", () => {
    const built = file((files) => files.line(1, 1, false), false, false);
    expect(totals(built, "branch").kind).toBe("not-measured");
    expect(totals(built, "line+branch").kind).toBe("not-measured");
    expect(totals(built, "statement").kind).toBe("not-measured");
    expect(
      written(
        totals(
          file((files) => files.line(1, 1, false)),
          "branch",
        ),
      ),
    ).toBe("0/0");
  });
});
