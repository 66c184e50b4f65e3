import { describe, expect, it } from "@jest/globals";
import { MAX_LINE_NUMBER } from "../../../src/formats/coverage/limits.ts";
import { linesOf } from "../../../src/formats/coverage/lines.ts";
import type { CoverageReport, Fraction, LineReport } from "../../../src/formats/coverage/model.ts";
import { type Mutation, mutate, type Random, random } from "../reports/mutations.ts";
import { fixture, read } from "./reports.ts";
import { type Witness, witnesses } from "./witness.ts";

const reports = {
  "coverage-py/coverage.xml": witnesses.cobertura,
  "coverlet/coverage.cobertura.xml": witnesses.cobertura,
  "nyc/lcov.info": witnesses.lcov,
  "jacoco/jacoco.xml": witnesses.jacoco,
  "nyc/clover.xml": witnesses.clover,
  "openclover/clover.xml": witnesses.clover,
  "coverlet/coverage.opencover.xml": witnesses.opencover,
  "go/coverpkg.out": witnesses.go,
  "coverage-py/coverage-7.json": witnesses["coverage.py"],
  "vitest-istanbul/coverage-final.json": witnesses.istanbul,
  "simplecov/resultset.json": witnesses.simplecov,
  "gcov/shop-stats.gcov.json": witnesses.gcov,
  "llvm-cov/llvm-cov.json": witnesses["llvm-cov"],
  "nyc/coverage-summary.json": undefined,
} as const satisfies Readonly<Record<string, Witness | undefined>>;

/** Mutations of each report. A hundred thousand take some minutes each. */
const count = Number(process.env["COVERAGE_MUTATIONS"] ?? 2_000);
const seed = Number(process.env["COVERAGE_SEED"] ?? 20_261_125);
const maxMs = 1_000;

const all = Object.keys(reports).map(fixture);

describe(`damaged reports, ${count} of each kind`, () => {
  it.each(Object.entries(reports))(
    "%s: are read without a crash or hang, and nothing is lost without a word",
    (path, witness) => {
      const bytes = fixture(path);
      const before: Before = { bytes, lines: linesIn(read(bytes)), witness };
      const next = random(seed);
      let flagged = 0;
      let slowest = 0;
      for (let index = 0; index < count; index += 1) {
        const mutation = mutate(bytes, next, all);
        const started = process.cpuUsage();
        const report = read(mutation.bytes);
        slowest = Math.max(slowest, process.cpuUsage(started).user / 1_000);
        const wrong = [
          ...malformed(report),
          ...cutDifferently(mutation, report, next),
          ...lost(mutation, report, before),
        ];
        if (wrong.length > 0) throw new Error(`${path}, number ${index}, ${mutation.what}: ${wrong.join(" ")}`);
        if (report.problems.length > 0) flagged += 1;
      }
      expect(slowest).toBeLessThan(maxMs);
      // Most damage does show: a parser that says nothing would pass all of the above for a report without a witness.
      expect(flagged / count).toBeGreaterThan(0.3);
    },
  );
});

/** What must hold of any report, however it came about. */
function malformed(report: CoverageReport): readonly string[] {
  const wrong: string[] = [];
  const damaged = report.problems.some((problem) => problem.damaged);
  if (report.complete === damaged) wrong.push("complete does not say what the problems say.");
  if (report.kind === "unknown" && report.problems.length === 0) wrong.push("unknown, and nobody says why.");
  if (report.problems.some(({ what, fix, times }) => what === "" || fix === "" || times < 1))
    wrong.push("an empty problem.");
  return report.kind === "lines" ? [...wrong, ...malformedLines(report)] : wrong;
}

function malformedLines({ files }: LineReport): readonly string[] {
  const wrong: string[] = [];
  for (const [path, file] of files) {
    let before = 0;
    for (const { line, hits, branches, statements } of linesOf(file)) {
      if (line <= before || line > MAX_LINE_NUMBER + 100_000) wrong.push(`${path}: line ${line} behind ${before}.`);
      if (!Number.isSafeInteger(hits) || hits < 0) wrong.push(`${path}: ${hits} hits.`);
      if (!isFraction(branches) || !isFraction(statements)) wrong.push(`${path}: more covered than there are.`);
      before = line;
    }
  }
  return wrong;
}

function isFraction(fraction: Fraction | undefined): boolean {
  return fraction === undefined || (fraction.covered >= 0 && fraction.covered <= fraction.total);
}

/** Where pieces are cut must make no difference. */
function cutDifferently({ bytes }: Mutation, report: CoverageReport, random: Random): readonly string[] {
  if (random() > 0.1) return [];
  const again = read(bytes, 1 + Math.floor(random() * 200));
  return JSON.stringify(comparable(again)) === JSON.stringify(comparable(report))
    ? []
    : ["it depends on where it is cut."];
}

function comparable(report: CoverageReport) {
  const problems = report.problems.map(({ rule, times, what }) => [rule, times, what]);
  if (report.kind === "unknown") return { problems };
  return {
    problems,
    files: [...report.files].map(([path, file]) => [path, "hints" in file ? [...linesOf(file)] : file]),
  };
}

/** How many lines there are, over all files. */
function linesIn(report: CoverageReport): number {
  if (report.kind !== "lines") return 0;
  return [...report.files.values()].reduce((sum, file) => sum + [...linesOf(file)].length, 0);
}

/**
 * If nothing is said, all is there that a plain search still finds in the damaged text. And if only one byte was touched,
 * nothing is missing; but one line may be, if the byte is part of a number.
 */
function lost(mutation: Mutation, report: CoverageReport, before: Before): readonly string[] {
  // A tool's own totals give much away, but not every report has them: where one byte was touched, it must do without.
  const words = report.problems.filter(({ rule }) => mutation.single === undefined || rule !== "totals-differ");
  if (before.witness === undefined || words.length > 0) return [];
  const found = linesIn(report);
  const seen = before.witness(new TextDecoder().decode(mutation.bytes));
  const wrong: string[] = [];
  if (seen === undefined && found < before.lines) wrong.push("lines are lost of a text that cannot be read.");
  const visible = [...(seen?.values() ?? [])].reduce((sum, lines) => sum + lines.size, 0);
  if (found < visible) wrong.push(`${visible} lines can be seen, and ${found} were read, without a word.`);
  if (mutation.single === undefined) return wrong;
  // Two lines of LCOV that became one may be a name of a function.
  if (before.bytes[mutation.single] === 10 && before.witness === witnesses.lcov) return wrong;
  const around = before.bytes.subarray(Math.max(0, mutation.single - 1), mutation.single + 2);
  const least = before.lines - (/\d/.test(new TextDecoder().decode(around)) ? 1 : 0);
  if (found < least) wrong.push(`${found} of ${before.lines} lines are left, without a word.`);
  return wrong;
}

/** The report before it was damaged. */
interface Before {
  readonly bytes: Uint8Array;
  readonly lines: number;
  readonly witness: Witness | undefined;
}
