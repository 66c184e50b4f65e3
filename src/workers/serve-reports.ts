import { constants } from "node:fs";
import { open } from "node:fs/promises";
import { readArchive } from "../archives/read-archive.ts";
import { codeOf, refused } from "../archives/refusal.ts";
import { grouped } from "../core/count-of.ts";
import type { ReportReader } from "../core/report-reader.ts";
import { readReport, tooMuch } from "./read-report.ts";
import { type ReportAnswer, ReportJob, type ReportSource } from "./report-messages.ts";
import { readerNamed } from "./report-readers.ts";
import { wantedPaths } from "./wanted-paths.ts";

type Take = (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>;
type LastAnswer = Extract<ReportAnswer, { readonly kind: "done" | "refused" }>;

/** Answers the one question of the process that started this one, and ends with it. */
export function serveReports(readers: readonly ReportReader<unknown>[]): void {
  process.once("disconnect", () => process.exit());
  process.once("message", async (message) => {
    const job = ReportJob.parse(message);
    await send(await answerOf(job, readers));
    process.disconnect();
  });
}

async function answerOf(job: ReportJob, readers: readonly ReportReader<unknown>[]): Promise<LastAnswer> {
  const reader = readerNamed(readers, job.reader);
  if (reader === undefined) return refused(`No reader of reports is named ${job.reader}.`);
  const { maxTextLength, maxTotalTextLength } = job.limits;
  let left = maxTotalTextLength;
  const take: Take = async (path, chunks) => {
    await send({ kind: "begun", path });
    const report = await readReport(reader, path, chunks, maxTextLength);
    if ("refused" in report) return send({ kind: "unread", ...report });
    left -= report.text.length;
    return left < 0
      ? send({ kind: "unread", path, refused: tooMuch(maxTotalTextLength) })
      : send({ kind: "text", ...report });
  };
  return job.source.kind === "archive" ? takeEntries(job.source, job, take) : takeFile(job.source, job, take);
}

async function takeEntries(
  { file, wanted }: Extract<ReportSource, { readonly kind: "archive" }>,
  { limits }: ReportJob,
  take: Take,
): Promise<LastAnswer> {
  const paths = wantedPaths(wanted);
  if (paths.kind === "refused") return paths;
  const read = await readArchive(file, { wanted: paths.matches, take, limits });
  return read.kind === "refused" ? read : { kind: "done", passedOver: read.passedOver };
}

async function takeFile(
  { file, path }: Extract<ReportSource, { readonly kind: "file" }>,
  { limits }: ReportJob,
  take: Take,
): Promise<LastAnswer> {
  try {
    await using handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = await handle.stat();
    if (!stat.isFile()) return refused("The report is no ordinary file.", path);
    if (stat.size > limits.maxEntryBytes) {
      const [size, most] = [stat.size, limits.maxEntryBytes].map(grouped);
      return refused(
        `The report has ${size} bytes; at most ${most} are read. Split it, or leave parts of it out.`,
        path,
      );
    }
    await take(path, handle.createReadStream({ autoClose: false }));
    return { kind: "done", passedOver: { count: 0, first: [] } };
  } catch (error) {
    return refused(`The report cannot be read${codeOf(error)}.`, path);
  }
}

function send(answer: ReportAnswer): Promise<void> {
  // Waits until it is written, so that answers do not pile up here.
  return new Promise((resolve, reject) => {
    process.send?.(answer, undefined, undefined, (error) => (error === null ? resolve() : reject(error)));
  });
}
