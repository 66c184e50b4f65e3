import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BenchmarkReport, Series, SeriesReport } from "../../../src/formats/benchmarks/model.ts";
import { benchmarkParser } from "../../../src/formats/benchmarks/parse.ts";

const fixtureFolder = fileURLToPath(new URL("fixtures/", import.meta.url));

export function fixture(path: string): Uint8Array {
  // A `Buffer` is a Uint8Array whose `slice` does not copy.
  return new Uint8Array(readFileSync(`${fixtureFolder}${path}`));
}

export function fixtureText(path: string): string {
  return new TextDecoder().decode(fixture(path));
}

interface Reading {
  readonly path?: string;
  /** How large the pieces are; by default it is one piece. */
  readonly pieceBytes?: number;
}

export function read(report: Uint8Array | string, { path = "", pieceBytes }: Reading = {}): BenchmarkReport {
  const bytes = typeof report === "string" ? new TextEncoder().encode(report) : report;
  const parser = benchmarkParser(path);
  const size = pieceBytes ?? Math.max(1, bytes.length);
  for (let start = 0; start < bytes.length; start += size) parser.push(bytes.slice(start, start + size));
  return parser.end();
}

/** The same, for one that has series. */
export function readSeries(report: Uint8Array | string, path = ""): SeriesReport {
  const parsed = read(report, { path });
  if (parsed.kind !== "series") throw new Error(`no series: ${JSON.stringify(parsed.problems)}`);
  return parsed;
}

export function readFixture(path: string): SeriesReport {
  return readSeries(fixture(path), path);
}

/** The rules of its problems, the damaged ones with an exclamation mark. */
export function rulesOf({ problems }: BenchmarkReport): readonly string[] {
  return problems.map(({ rule, damaged }) => (damaged ? `${rule}!` : rule));
}

/** The one series of this name, or the one with this metric too. */
export function seriesOf({ series }: Pick<SeriesReport, "series">, name: string, metric?: string): Series {
  const found = series.filter((one) => one.name === name && (metric === undefined || one.metric === metric));
  const [only] = found;
  if (found.length !== 1 || only === undefined) throw new Error(`${found.length} series are ${name}, ${metric}`);
  return only;
}

/** A line each: "name (n=10): time in s, lower, 25 samples, 132 iterations". */
export function shownSeries({ series }: Pick<SeriesReport, "series">): readonly string[] {
  return series.map(({ name, parameters, metric, unit, better, samples, iterations, processes }) => {
    const inside = parameters.map((parameter) => `${parameter.name}=${parameter.value}`).join(", ");
    const each = typeof iterations === "number" ? `, ${iterations} iterations` : "";
    const made = processes === undefined ? "" : `, processes ${processes.join("+")}`;
    const counted = samples === undefined ? "no samples" : `${samples.length} samples`;
    const measured = `${metric} in ${unit === "" ? "plain numbers" : unit}`;
    return `${name}${inside === "" ? "" : ` (${inside})`}: ${measured}, ${better}, ${counted}${each}${made}`;
  });
}

/** Every number that a report has of its benchmarks, counts and percents among them. */
export function figuresOf({ series }: Pick<SeriesReport, "series">): readonly number[] {
  return series.flatMap(({ samples, iterations, processes, stated: { percentiles, ...stated } }) => [
    ...(samples ?? []),
    ...(typeof iterations === "number" ? [iterations] : (iterations ?? [])),
    ...(processes ?? []),
    ...Object.values(stated),
    ...percentiles.flatMap(({ percent, value }) => [percent, value]),
  ]);
}
