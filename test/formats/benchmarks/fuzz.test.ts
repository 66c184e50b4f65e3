import { isDeepStrictEqual } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { MAX_NAME_CHARACTERS } from "../../../src/formats/benchmarks/limits.ts";
import type { BenchmarkReport, SeriesReport } from "../../../src/formats/benchmarks/model.ts";
import { benchmarkReports } from "../../../src/formats/benchmarks/stored-report.ts";
import { type Mutation, mutate, type Random, random } from "../reports/mutations.ts";
import { numbersIn } from "./numbers-in.ts";
import { figuresOf, fixture, read } from "./reports.ts";
import { type Seen, type Witness, witnesses } from "./witness.ts";

const criterion = "criterion/target/criterion/cart/total/10/new";

const reports: Readonly<Record<string, Witness>> = {
  "pytest-benchmark/with-data.json": witnesses["pytest-benchmark"],
  "pytest-benchmark/without-data.json": witnesses["pytest-benchmark"],
  "google-benchmark/repeated.json": witnesses["google-benchmark"],
  "google-benchmark/aggregates.json": witnesses["google-benchmark"],
  [`${criterion}/estimates.json`]: witnesses.estimates,
  [`${criterion}/sample.json`]: witnesses.sample,
  "hyperfine/parameters.json": witnesses.hyperfine,
  "go/once.txt": witnesses.go,
  "go/count.txt": witnesses.go,
  "jmh/jmh-result.json": witnesses.jmh,
  "benchmarkdotnet/report-full.json": witnesses.benchmarkdotnet,
  "vitest/bench.json": witnesses.vitest,
  "tinybench/tinybench-2-tasks.json": witnesses.tasks,
  "tinybench/tinybench-6-tasks.json": witnesses.latencies,
  "tinybench/tinybench-6-table.json": witnesses.list,
  "k6/handle-summary.json": witnesses.metrics,
  "k6/summary-export.json": witnesses.metrics,
  "custom/custom.json": witnesses.list,
};

/** Mutations of each report. A hundred thousand take some minutes each. */
const count = Number(process.env["BENCHMARK_MUTATIONS"] ?? 400);
const seed = Number(process.env["BENCHMARK_SEED"] ?? 20_261_129);
const maxMs = 1_000;

const all = Object.keys(reports).map(fixture);

describe(`damaged reports, ${count} of each kind`, () => {
  it.each(Object.entries(reports))(
    "%s: are read without a crash or hang, no number is made up, and nothing is lost without a word",
    (path, witness) => {
      const before: Before = { path, bytes: fixture(path), seen: seenIn(read(fixture(path), { path })), witness };
      const next = random(seed);
      let flagged = 0;
      let slowest = 0;
      for (let index = 0; index < count; index += 1) {
        const mutation = mutate(before.bytes, next, all);
        const started = process.cpuUsage();
        const report = read(mutation.bytes, { path });
        slowest = Math.max(slowest, process.cpuUsage(started).user / 1_000);
        const wrong = [
          ...malformed(report),
          ...invented(mutation, report),
          ...cutDifferently(mutation, report, path, next),
          ...lost(mutation, report, before),
        ];
        if (wrong.length > 0) throw new Error(`${path}, number ${index}, ${mutation.what}: ${wrong.join(" ")}`);
        if (report.problems.length > 0) flagged += 1;
      }
      expect(slowest).toBeLessThan(maxMs);
      // Most damage does show; much of the rest is in what nobody reads, such as the flags of a processor.
      expect(flagged / count).toBeGreaterThan(0.2);
    },
  );
});

/** What must hold of any report, however it came about. */
function malformed(report: BenchmarkReport): readonly string[] {
  const wrong: string[] = [];
  const damaged = report.problems.some((problem) => problem.damaged);
  if (report.complete === damaged) wrong.push("complete does not say what the problems say.");
  if (report.problems.some(({ what, fix, times }) => what === "" || fix === "" || times < 1))
    wrong.push("an empty problem.");
  if (report.kind === "unknown") return damaged ? wrong : [...wrong, "unknown, and nobody says why."];
  if (report.complete && report.series.length === 0) wrong.push("complete, without a series.");
  return [...wrong, ...malformedSeries(report)];
}

function malformedSeries(report: SeriesReport): readonly string[] {
  const wrong: string[] = [];
  const names = new Set<string>();
  for (const { name, metric, unit, parameters, samples, iterations, processes, stated } of report.series) {
    names.add(JSON.stringify([name, metric, parameters]));
    if (name === "" || metric === "" || name.length > MAX_NAME_CHARACTERS) wrong.push(`the name ${name}, ${metric}.`);
    if (["s", "B", "B/s", "/s"].includes(unit) && (samples ?? []).some((one) => one < 0))
      wrong.push(`${name}: below 0.`);
    if (typeof iterations === "object" && iterations.length !== samples?.length) wrong.push(`${name}: iterations.`);
    if (processes !== undefined && total(processes) !== samples?.length) wrong.push(`${name}: processes.`);
    if (stated.percentiles.some(({ percent }) => percent < 0 || percent > 100)) wrong.push(`${name}: percentiles.`);
  }
  if (names.size < report.series.length) wrong.push("two series are the same.");
  if (!figuresOf(report).every(Number.isFinite)) wrong.push("a figure is not finite.");
  return wrong;
}

function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}

/** Every figure stands in the text, whatever its unit is. Criterion's samples are two of them divided. */
function invented({ bytes }: Mutation, report: BenchmarkReport): readonly string[] {
  if (report.kind === "unknown") return [];
  const isThere = numbersIn(new TextDecoder().decode(bytes), report.format === "criterion");
  const figures = report.series.flatMap(({ samples, iterations, stated: { percentiles, ...stated } }) => [
    ...(samples ?? []),
    ...Object.values(stated),
    ...percentiles.map(({ value }) => value),
    // What hyperfine, vitest and tinybench measure is one run, and stands nowhere.
    ...(typeof iterations === "number" ? [iterations].filter((one) => one !== 1) : (iterations ?? [])),
  ]);
  const made = figures.find((one) => !isThere(one));
  return made === undefined ? [] : [`${made} is nowhere in the text.`];
}

/** Where pieces are cut must make no difference, and what is stored must come back. */
function cutDifferently({ bytes }: Mutation, report: BenchmarkReport, path: string, random: Random): readonly string[] {
  if (random() > 0.1) return [];
  const again = read(bytes, { path, pieceBytes: 1 + Math.floor(random() * 200) });
  const text = benchmarkReports.encode(report);
  return [
    ...(comparable(again) === comparable(report) ? [] : ["it depends on where it is cut."]),
    ...(isDeepStrictEqual(benchmarkReports.decode(text), report) ? [] : ["it is stored as something else."]),
  ];
}

/** Places of problems depend on pieces. */
function comparable(report: BenchmarkReport): string {
  const problems = report.problems.map(({ rule, times, what }) => [rule, times, what]);
  return benchmarkReports.encode({ ...report, problems: [] }) + JSON.stringify(problems);
}

function seenIn(report: BenchmarkReport): Seen {
  if (report.kind === "unknown") return { benchmarks: 0, samples: 0 };
  const names = new Set(report.series.map(({ name, parameters }) => JSON.stringify([name, parameters])));
  return { benchmarks: names.size, samples: total(report.series.map(({ samples }) => samples?.length ?? 0)) };
}

/**
 * If nothing is said, all is there that a loose look still finds in the damaged text. And if only one byte was touched, and
 * not in a key, nothing is missing. A key that is another one may be one that not every report has.
 */
function lost(mutation: Mutation, report: BenchmarkReport, before: Before): readonly string[] {
  if (report.problems.length > 0) return [];
  const found = seenIn(report);
  const wrong: string[] = [];
  const seen = before.witness(new TextDecoder().decode(mutation.bytes));
  if (seen !== undefined && (found.benchmarks < seen.benchmarks || found.samples < seen.samples)) {
    wrong.push(`${JSON.stringify(seen)} can be seen, and ${JSON.stringify(found)} was read, without a word.`);
  }
  if (mutation.single === undefined || isInKey(before.bytes, mutation.single)) return wrong;
  // A histogram of JMH says by a digit how often a sample was met: at most three times.
  const counted = before.path.startsWith("jmh/") && /\d/.test(around(before.bytes, mutation.single)) ? 3 : 0;
  if (found.benchmarks < before.seen.benchmarks || found.samples < before.seen.samples - counted) {
    wrong.push(`${JSON.stringify(found)} of ${JSON.stringify(before.seen)} is left, without a word.`);
  }
  return wrong;
}

function around(bytes: Uint8Array, place: number): string {
  return new TextDecoder("latin1").decode(bytes.subarray(Math.max(0, place - 1), place + 2));
}

function isInKey(bytes: Uint8Array, place: number): boolean {
  const text = new TextDecoder("latin1").decode(bytes);
  return [...text.matchAll(/"[^"\n]*"\s*:/g)].some(
    ({ 0: key, index }) => place >= index && place <= index + key.length,
  );
}

/** The report before it was damaged. */
interface Before {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly seen: Seen;
  readonly witness: Witness;
}
