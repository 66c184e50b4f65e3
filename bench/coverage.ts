/**
 * How fast coverage reports are read, and in how much memory: `node bench/coverage.ts`. Generates Cobertura of 100 MB and
 * LCOV of 300 MB in a temporary folder, and reads each in a process of its own, beside reading the bytes alone and
 * `JSON.parse` of a file of the same size.
 */
import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { coverageParser } from "../src/formats/coverage/parse.ts";
import { totalsOf } from "../src/formats/coverage/totals.ts";
import { generateCobertura, generateJson, generateLcov } from "./coverage/generate.ts";

const megabyte = 1_000_000;
const pieceBytes = 65_536;

/** The heap that a worker is given which reads what a stranger sent. Tables lie outside of it. */
const heap = ["--max-semi-space-size=4", "--max-old-space-size=96"];

const measures = {
  "bytes alone": (path: string) => {
    let bytes = 0;
    eachPiece(path, (piece) => {
      bytes += piece.length;
    });
    return `${bytes} bytes`;
  },
  "JSON.parse": (path: string) => `${Object.keys(Object(JSON.parse(readFileSync(path, "utf8")))).length} keys`,
  parser: (path: string) => {
    const parser = coverageParser();
    eachPiece(path, parser.push);
    const report = parser.end();
    if (report.kind !== "lines" || !report.complete) throw new Error(JSON.stringify(report.problems));
    const total = totalsOf(report.files, "line+branch");
    if (total.kind !== "counted") throw new Error(total.because);
    return `${report.files.size} files, ${total.total} lines and arms`;
  },
} as const;

function eachPiece(path: string, use: (piece: Uint8Array) => void): void {
  const descriptor = openSync(path, "r");
  const buffer = new Uint8Array(pieceBytes);
  for (;;) {
    const length = readSync(descriptor, buffer);
    if (length === 0) break;
    use(buffer.subarray(0, length));
  }
  closeSync(descriptor);
}

function isMeasure(name: string): name is keyof typeof measures {
  return Object.hasOwn(measures, name);
}

/** In a process of its own: prints one line. */
function measure(name: string, path: string): void {
  if (!isMeasure(name)) throw new Error(`there is no measure ${name}`);
  const megabytes = statSync(path).size / megabyte;
  const [started, used] = [performance.now(), process.cpuUsage()];
  const found = measures[name](path);
  const [seconds, cpu] = [(performance.now() - started) / 1_000, process.cpuUsage(used).user / megabyte];
  const peak = (process.resourceUsage().maxRSS * 1_024) / megabyte;
  // On a busy machine the processor's time says more than the clock.
  const byProcessor = cpu < 0.1 ? "" : ` (${(megabytes / cpu).toFixed(0)} by processor time)`;
  const speed = `${(megabytes / seconds).toFixed(0)} MB/s${byProcessor}`;
  console.log(`${name.padEnd(12)} ${megabytes.toFixed(0)} MB: ${speed}, peak memory ${peak.toFixed(0)} MB; ${found}`);
}

function measureApart(name: string, path: string, folder: string, flags: readonly string[]): void {
  // What removes the types from this source needs much memory; with its work remembered, the second run is without it.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") };
  const args = [...flags, import.meta.filename, "--measure", name, "--file", path];
  execFileSync(process.execPath, args, { env });
  process.stdout.write(execFileSync(process.execPath, args, { env }));
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "coverage-bench-"));
  try {
    for (const [name, generate, size] of [
      ["cobertura.xml", generateCobertura, 100],
      ["lcov.info", generateLcov, 300],
    ] as const) {
      const [report, json] = [join(folder, name), join(folder, "same-size.json")];
      generate(report, size * megabyte);
      generateJson(json, size * megabyte);
      console.log(`${name}, with a heap of ${heap.join(" ")}:`);
      measureApart("bytes alone", report, folder, heap);
      measureApart("parser", report, folder, heap);
      measureApart("JSON.parse", json, folder, []);
      rmSync(report);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const { values } = parseArgs({ options: { measure: { type: "string" }, file: { type: "string" } } });
if (values.measure !== undefined && values.file !== undefined) measure(values.measure, values.file);
else main();
