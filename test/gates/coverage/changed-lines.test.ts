import { describe, expect, it } from "@jest/globals";
import { mergeCoverage } from "../../../src/formats/coverage/merge.ts";
import { coverageParser } from "../../../src/formats/coverage/parse.ts";
import { changedCoverage } from "../../../src/gates/coverage/changed-lines.ts";
import { CoverageSettings } from "../../../src/gates/coverage/model.ts";
import { numbersFrom } from "../../support/numbers.ts";

type Numbers = ReturnType<typeof numbersFrom>;

/** What one report says of a line: its hits, and of each arm whether it was taken. */
interface SaidLine {
  readonly hits: number;
  readonly arms: readonly boolean[];
}
type SaidFile = ReadonlyMap<number, SaidLine>;

interface Hunk {
  readonly before: { readonly first: number; readonly count: number };
  readonly after: { readonly first: number; readonly count: number };
}

const lastLine = 40;

describe("changedCoverage", () => {
  it.each(["covered", "uncovered"] as const)(
    "is what a plain look at every line gives, partial lines %s",
    (partial) => {
      for (let seed = 1; seed <= 1_000; seed += 1) {
        const next = numbersFrom(seed);
        const reports = Array.from({ length: 1 + next(3) }, () => randomFile(next));
        const hunks = randomHunks(next);
        const moved = addedBy(hunks).filter(() => next(6) === 0);
        const counted = ours(
          reports,
          { path: "a.py", pathBefore: "a.py", hunks, moved: moved.map(from), unread: false },
          partial,
        );
        const lines = addedBy(hunks).filter((line) => !moved.includes(line));
        expect({ seed, ...counted }).toEqual({ seed, ...plain(reports, new Set(lines), partial) });
      }
    },
  );
});

function from(line: number) {
  return { line, from: { path: "b.py", line: 1 } };
}

function ours(
  reports: readonly SaidFile[],
  change: Parameters<typeof changedCoverage>[1]["changes"][number],
  partial: "covered" | "uncovered",
) {
  const reportList = [{ artifact: "cov", path: "lcov.info" }];
  const settings = CoverageSettings.parse({ reports: reportList, "changed-lines": { threshold: 100, partial } });
  const flaky = { base: new Map(), head: new Map(), runs: 0 };
  const head = { commit: "head", distance: 0, used: [], passedOver: [], ...mergeCoverage(reports.map(parsed)) };
  const facts = {
    today: "2027-01-31",
    head,
    base: undefined,
    compared: head.files,
    onOneSide: [],
    linesOfCode: new Map<string, number>(),
    deleted: [],
    flaky,
    merged: [],
  };
  const { covered, total, files } = changedCoverage(settings, { ...facts, paths: ["a.py"], changes: [change] });
  return { covered, total, uncovered: files.flatMap((file) => file.uncovered) };
}

/** Line after line, with nothing that is quick. */
function plain(reports: readonly SaidFile[], added: ReadonlySet<number>, partial: "covered" | "uncovered") {
  const uncovered: [number, number][] = [];
  let [covered, total, open] = [0, 0, false];
  for (let line = 1; line <= lastLine; line += 1) {
    const said = reports.flatMap((report) => report.get(line) ?? []);
    if (said.length === 0) continue;
    const isRun = said.some(({ hits }) => hits > 0);
    const missesArm = [0, 1].some((arm) => {
      const known = said.flatMap(({ arms }) => arms[arm] ?? []);
      return known.length > 0 && !known.includes(true);
    });
    const isCovered = isRun && (partial === "covered" || !missesArm);
    if (added.has(line)) total += 1;
    if (added.has(line) && isCovered) covered += 1;
    const isMissed = added.has(line) && !isCovered;
    const last = uncovered.at(-1);
    if (isMissed && open && last !== undefined) last[1] = line;
    else if (isMissed) uncovered.push([line, line]);
    open = isMissed;
  }
  return { covered, total, uncovered };
}

function randomFile(next: Numbers): SaidFile {
  const lines = new Map<number, SaidLine>();
  for (let line = 1; line <= lastLine; line += 1) {
    if (next(3) === 0) continue;
    const hits = next(3);
    const arms = next(4) === 0 ? [hits > 0 && next(2) === 0, hits > 0 && next(2) === 0] : [];
    lines.set(line, { hits, arms });
  }
  // A report without a line says nothing at all, and is refused before.
  return lines.size === 0 ? new Map([[1, { hits: 0, arms: [] }]]) : lines;
}

function randomHunks(next: Numbers): readonly Hunk[] {
  const hunks: Hunk[] = [];
  for (let first = 1 + next(5); first <= lastLine; first += 1 + next(8)) {
    const after = { first, count: next(5) };
    hunks.push({ before: { first, count: next(3) }, after });
    first += after.count;
  }
  return hunks;
}

function addedBy(hunks: readonly Hunk[]): readonly number[] {
  return hunks.flatMap(({ after }) => Array.from({ length: after.count }, (_, index) => after.first + index));
}

function parsed(file: SaidFile) {
  const records = [...file].flatMap(([line, { hits, arms }]) => [
    `DA:${line},${hits}`,
    ...arms.map((taken, arm) => `BRDA:${line},0,${arm},${hits === 0 ? "-" : Number(taken)}`),
  ]);
  const parser = coverageParser();
  parser.push(new TextEncoder().encode(`TN:\nSF:a.py\n${records.join("\n")}\nend_of_record\n`));
  const report = parser.end();
  if (report.kind !== "lines") throw new Error(`The report is ${report.kind}.`);
  return report;
}
