import { type ChildProcess, fork } from "node:child_process";
import { extname } from "node:path";
import { defaultArchiveLimits } from "../archives/limits.ts";
import type { PassedOver } from "../archives/list-entries.ts";
import { type Refusal, refused } from "../archives/refusal.ts";
import { grouped } from "../core/count-of.ts";
import type { ReportReader } from "../core/report-reader.ts";
import type { ReadReport } from "./read-report.ts";
import { ReportAnswer, type ReportJob, type ReportLimits, type ReportSource } from "./report-messages.ts";
import { readerName } from "./report-readers.ts";

/** Of one report that is no archive. */
export const maxReportBytes = defaultArchiveLimits.maxEntryBytes;

const defaultReportLimits: ReportLimits = {
  ...defaultArchiveLimits,
  // A value of some two million lines.
  maxTextLength: 64_000_000,
  // All of it is in the memory of this process for a moment.
  maxTotalTextLength: 256_000_000,
};
/** The largest reports take some ten seconds. */
const defaultTimeoutMs = 60_000;
/** A report in JSON is whole in memory for a moment, and takes some five times its size there. */
const defaultMaxHeapMb = 1_024;

export interface ReadReportsOptions {
  readonly limits?: Partial<ReportLimits>;
  /** For all reports of the source together, the start of the process included. */
  readonly timeoutMs?: number;
  readonly maxHeapMb?: number;
  /** The module that calls `serveReports` with the readers. */
  readonly module?: URL;
}

/** Every report that was asked for, or why the source as a whole is not read. */
export type ReadReports =
  | { readonly kind: "read"; readonly reports: readonly ReadReport[]; readonly passedOver: PassedOver }
  | Refusal;

/**
 * Reads reports in a process of their own, which may read files and do nothing else, and which is ended at the limits of
 * time and memory. Whatever becomes of it is told as a refusal; only where none can be started this throws. A thread would
 * not do: where a large map or array does not fit into a thread's heap, Node ends the whole process, and a long
 * `JSON.parse` cannot be stopped.
 */
export async function readReports(
  source: ReportSource,
  reader: Pick<ReportReader<unknown>, "id" | "version">,
  options: ReadReportsOptions = {},
): Promise<ReadReports> {
  const limits = { ...defaultReportLimits, ...options.limits };
  const timeoutMs = options.timeoutMs ?? defaultTimeoutMs;
  const maxHeapMb = options.maxHeapMb ?? defaultMaxHeapMb;
  const child = start(options.module ?? defaultModule, maxHeapMb);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill("SIGKILL");
  }, timeoutMs);
  const answer = await answerOf(child, { source, reader: readerName(reader), limits });
  clearTimeout(timer);
  child.kill("SIGKILL");
  if (answer.kind !== "ended") return answer;
  return refused(late ? tooLate(timeoutMs) : wordsFor(answer, maxHeapMb), answer.path);
}

const defaultModule = new URL(`./report-process${extname(import.meta.url)}`, import.meta.url);

function start(module: URL, maxHeapMb: number): ChildProcess {
  return fork(module, [], {
    // What it reads is hostile: it can write no file and start no process, and is told nothing of our environment.
    execArgv: ["--permission", "--allow-fs-read=*", `--max-old-space-size=${maxHeapMb}`],
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
}

/** The process was gone before its last answer. */
interface Ended {
  readonly kind: "ended";
  readonly code: number | null;
  readonly signal: string | null;
  /** The report that it read last. */
  readonly path: string | undefined;
}

function answerOf(child: ChildProcess, job: ReportJob): Promise<ReadReports | Ended> {
  const reports: ReadReport[] = [];
  let path: string | undefined;
  return new Promise((resolve, reject) => {
    const end = (code: number | null, signal: string | null) => resolve({ kind: "ended", code, signal, path });
    child.on("message", (message) => {
      const { data: answer } = ReportAnswer.safeParse(message);
      if (answer === undefined) return end(null, null);
      if (answer.kind === "begun") path = answer.path;
      else if (answer.kind === "text") reports.push({ path: answer.path, text: answer.text });
      else if (answer.kind === "unread") reports.push({ path: answer.path, refused: answer.refused });
      else resolve(answer.kind === "done" ? { kind: "read", reports, passedOver: answer.passedOver } : answer);
    });
    // It says "close" when all that it sent has arrived.
    child.on("close", end);
    child.on("error", (cause) => reject(new Error("No process that reads reports could be started.", { cause })));
    child.send(job, (error) => error !== null && child.kill("SIGKILL"));
  });
}

function tooLate(timeoutMs: number): string {
  return `Reading took longer than ${grouped(timeoutMs / 1_000)} seconds and was stopped. Split the reports, or upload fewer.`;
}

/** How V8 ends a process whose heap is full. */
const fullHeapSignals: ReadonlySet<string | null> = new Set(["SIGABRT", "SIGTRAP", "SIGILL"]);

function wordsFor({ code, signal }: Ended, maxHeapMb: number): string {
  const advice = "Split the reports, or upload fewer.";
  if (fullHeapSignals.has(signal)) return `Reading needed more than ${grouped(maxHeapMb)} MB of memory. ${advice}`;
  if (signal === "SIGKILL") return `The system stopped the reading, most likely for want of memory. ${advice}`;
  const how = signal ?? (code === null ? "it could not be asked" : `exit code ${code}`);
  return `The process that reads reports ended before its answer (${how}). That is a fault of Lanekeeper's own.`;
}
