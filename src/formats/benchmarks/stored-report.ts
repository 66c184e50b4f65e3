import { z } from "zod";
import { bytesOf, textOf } from "../reports/base64.ts";
import { damageOf } from "../reports/damage.ts";
import { storedProblems } from "../reports/stored-problem.ts";
import { type BenchmarkReport, directions, formats, type Series } from "./model.ts";
import { benchmarkParser } from "./parse.ts";
import { isProblemRule, type ProblemRule } from "./problems.ts";

const Count = z.number().nonnegative();
const problems = storedProblems(z.custom<ProblemRule>(isProblemRule));
const Numbers = z.string().transform(numbersOf);
const Stated = z.object({
  value: z.number().exactOptional(),
  mean: z.number().exactOptional(),
  median: z.number().exactOptional(),
  stddev: z.number().exactOptional(),
  min: z.number().exactOptional(),
  max: z.number().exactOptional(),
  count: Count.exactOptional(),
  percentiles: z.array(z.object({ percent: z.number(), value: z.number() })),
});
const StoredSeries = z.object({
  name: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.string() })),
  metric: z.string(),
  unit: z.string(),
  better: z.enum(directions),
  samples: Numbers.optional(),
  iterations: z.union([Count, Numbers]).optional(),
  processes: z.array(Count).optional(),
  stated: Stated,
});
const Testbed = z.object({
  cpu: z.string().exactOptional(),
  cores: Count.exactOptional(),
  architecture: z.string().exactOptional(),
  os: z.string().exactOptional(),
  runtimes: z.array(z.string()),
});

const Stored = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("series"),
    format: z.enum(formats),
    testbed: Testbed,
    series: z.array(StoredSeries),
    complete: z.boolean(),
    problems,
  }),
  z.object({ kind: z.literal("unknown"), complete: z.literal(false), problems }),
]);

/** Reads benchmark reports of any format, and writes what was read as text, with all samples to their last bit. */
export const benchmarkReports = {
  id: "benchmark-report",
  version: 1,
  open: benchmarkParser,
  flaw: flawOf,
  encode: encodeReport,
  decode: decodeReport,
};

function flawOf(report: BenchmarkReport): { readonly what: string; readonly fix: string } | undefined {
  if (report.kind === "series" && report.complete) return undefined;
  return damageOf(report.problems);
}

function encodeReport(report: BenchmarkReport): string {
  return JSON.stringify(report.kind === "unknown" ? report : { ...report, series: report.series.map(encodeSeries) });
}

function encodeSeries({ samples, iterations, ...others }: Series) {
  return {
    ...others,
    ...(samples === undefined ? {} : { samples: textOfNumbers(samples) }),
    ...(iterations === undefined
      ? {}
      : { iterations: typeof iterations === "number" ? iterations : textOfNumbers(iterations) }),
  };
}

/** Throws when the text was not made by `encode` of this version. */
function decodeReport(text: string): BenchmarkReport {
  const stored = Stored.parse(JSON.parse(text));
  if (stored.kind === "unknown") return stored;
  const series = stored.series.map(
    ({ samples, iterations, processes, ...others }): Series => ({ ...others, samples, iterations, processes }),
  );
  return { ...stored, series };
}

const numberBytes = 8;

/** Little-endian, whatever the machine is. */
function textOfNumbers(numbers: Float64Array): string {
  const view = new DataView(new ArrayBuffer(numbers.length * numberBytes));
  for (let index = 0; index < numbers.length; index += 1)
    view.setFloat64(index * numberBytes, numbers[index] ?? 0, true);
  return textOf(new Uint8Array(view.buffer));
}

function numbersOf(text: string): Float64Array {
  const bytes = bytesOf(text);
  if (bytes.length % numberBytes !== 0) throw new RangeError("A list of numbers ends inside of one.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const numbers = new Float64Array(bytes.length / numberBytes);
  for (let index = 0; index < numbers.length; index += 1) numbers[index] = view.getFloat64(index * numberBytes, true);
  if (!numbers.every(Number.isFinite)) throw new RangeError("A list of numbers has one that is not finite.");
  return numbers;
}
