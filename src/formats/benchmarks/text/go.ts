import { textBetween } from "../../reports/digits.ts";
import { shown } from "../../reports/problem-log.ts";
import { recordReader } from "../../reports/records.ts";
import type { Better } from "../model.ts";
import type { ProblemLog } from "../problems.ts";
import type { FormatReader } from "../reader.ts";
import { type TestbedNotes, testbedNotes } from "../testbed.ts";
import { type GoPackages, goPackages } from "./go-packages.ts";
import { type GoRows, goRows } from "./go-rows.ts";
import { goMetric } from "./go-units.ts";

/**
 * What `go test -bench` prints. Lines of one name are samples (-count), each the average of its own number of
 * iterations. The number behind the name is GOMAXPROCS, which Go leaves out when it is 1. Names are those of a package:
 * the same one may be in several. A package that comes again was run by another process.
 */
export function goReader(problems: ProblemLog): FormatReader {
  const bed = testbedNotes(problems);
  const state: State = { packages: goPackages(problems), direction: new Map(), rows: goRows(problems) };
  const records = recordReader(problems, (bytes, start, end) => {
    const text = textBetween(bytes, start, end);
    if (text.includes("\ufffd")) problems.note("encoding", `a line is not UTF-8: ${shown(text)}.`);
    readLine(text, state, bed, problems);
  });
  return {
    push: records.push,
    end() {
      if (records.end()) problems.note("truncated", "the last line has no line end.");
      state.packages.end();
      return { kind: "series", format: "go", testbed: bed.testbed(), series: state.rows.series(state.direction) };
    },
  };
}

interface State {
  readonly packages: GoPackages;
  /** What lines such as "Unit p99-ns better=lower" say. */
  readonly direction: Map<string, Better>;
  readonly rows: GoRows;
}

function readLine(text: string, state: State, bed: TestbedNotes, problems: ProblemLog): void {
  const { packages } = state;
  // Nearly every line is one.
  if (/^Benchmark([^a-z]|$)/.test(text)) {
    readBenchmark(text, state, problems);
    return;
  }
  const [, key, value = ""] = /^(pkg|goos|goarch|cpu): (.*)$/.exec(text) ?? [];
  if (key !== undefined) readHeader(key, value, packages, bed);
  else if (text === "PASS") packages.ended();
  else if (/^ok\s/.test(text)) packages.confirmed(text.split(/\s+/)[1] ?? "");
  else if (/^(FAIL|--- FAIL|panic:|exit status )/.test(text)) {
    problems.note("failed", `the benchmarks of ${shown(packages.present())} failed: ${shown(text)}.`);
    packages.ended();
  } else if (/^--- SKIP/.test(text)) problems.note("skipped", `a benchmark was skipped: ${shown(text)}.`);
  else if (/^Unit\s/.test(text)) readUnit(text, state);
  else if (lostRow.test(text)) {
    problems.note("unreadable-entry", `figures have no name, perhaps as a test printed in between: ${shown(text)}.`);
  }
}

/** Figures as a row of Go's table has them, without a name: a test may have printed in between. */
const lostRow = /(^|\s)\d+\s+[-+.\deE]+ (ns\/op|MB\/s|B\/op|allocs\/op)(\s|$)|\t *[-+.\deE]+ \S|^ {3,}[-+.\deE]+ \S+$/;

function readHeader(key: string, value: string, packages: GoPackages, bed: TestbedNotes): void {
  if (key === "pkg") {
    packages.named(value);
    return;
  }
  packages.header();
  if (key === "goos") bed.os(value);
  else if (key === "goarch") bed.architecture(value);
  else bed.cpu(value);
}

function readUnit(text: string, { direction }: State): void {
  const [, unit = "", ...settings] = text.split(/\s+/);
  for (const setting of settings) {
    if (setting === "better=higher") direction.set(unit, "higher");
    if (setting === "better=lower") direction.set(unit, "lower");
  }
}

/** Name, iterations, then figures and their units in turn. A name alone is printed by -v when it starts. */
function readBenchmark(text: string, state: State, problems: ProblemLog): void {
  const [full = "", iterations, ...fields] = text.split(/\s+/);
  if (iterations === undefined) return;
  const count = /^\d{1,15}$/.test(iterations) ? Number(iterations) : 0;
  if (count === 0 || fields.length === 0 || fields.length % 2 !== 0) {
    problems.note("unreadable-entry", `a benchmark cannot be read: ${shown(text)}.`);
    return;
  }
  const [, name = full, procs] = /^(.*[^-])-([1-9]\d{0,5})$/.exec(full) ?? [];
  const parameters = procs === undefined ? [] : [{ name: "gomaxprocs", value: procs }];
  const process = state.packages.processOfBenchmark(text);
  const inside = state.packages.present();
  const whole = inside === "" ? name : `${inside}.${name}`;
  const units = new Set<string>();
  for (let index = 0; index < fields.length; index += 2) {
    const [value = "", unit = ""] = fields.slice(index, index + 2);
    if (units.has(unit))
      problems.note("unreadable-entry", `${shown(unit)} is there twice in one line: ${shown(text)}.`);
    units.add(unit);
    state.rows.add({ name: whole, parameters, metric: goMetric(unit) }, { value, iterations: count, process });
  }
}
