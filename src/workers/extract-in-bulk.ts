import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { ExtractInBulk } from "../core/extractor.ts";
import { extractionName, extractions } from "./extractors.ts";
import type { Job } from "./thread.ts";

/** Below so many bytes, starting threads takes longer than they save. */
const defaultMinBytes = 4_000_000;
const maxThreads = 4;
/** A thread holds one job and its answer, so this is far more than it needs. */
const maxHeapMb = 1_024;

interface Thread {
  readonly worker: Worker;
  work: Promise<unknown>;
}

/**
 * Extracts in threads, which start when there is much to do for the first time and never keep the process alive. An
 * extractor that they do not know is left to the caller. Fails when a thread dies.
 */
export function extractInThreads(minBytes: number = defaultMinBytes): ExtractInBulk {
  const threads: Thread[] = [];

  function free(): Thread {
    const count = Math.min(maxThreads, Math.max(1, availableParallelism() - 1));
    while (threads.length < count) threads.push({ worker: startThread(threads), work: Promise.resolve() });
    // Jobs are alike, so taking turns keeps all of them busy.
    const [first] = threads.splice(0, 1);
    if (first === undefined) throw new Error("No thread could be started.");
    threads.push(first);
    return first;
  }

  return (extractor, blobs) => {
    const name = extractionName(extractor);
    let total = 0;
    for (const bytes of blobs.values()) total += bytes.length;
    if (total < minBytes || !extractions.has(name)) return undefined;
    return inJobs(name, [...blobs], total / Math.max(1, availableParallelism() - 1), (job) => {
      const thread = free();
      const answer = thread.work.then(() => ask(thread.worker, job));
      thread.work = answer.catch(() => undefined);
      return answer;
    });
  };
}

/** A thread that died is never asked again. */
function startThread(threads: Thread[]): Worker {
  const file = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
  worker.unref();
  worker.on("exit", () => {
    const place = threads.findIndex((thread) => thread.worker === worker);
    if (place !== -1) threads.splice(place, 1);
  });
  return worker;
}

async function inJobs(
  extraction: string,
  blobs: readonly (readonly [string, Uint8Array])[],
  bytesEach: number,
  run: (job: Job) => Promise<readonly string[]>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  const running: Promise<void>[] = [];
  for (let start = 0; start < blobs.length; ) {
    let [end, size] = [start, 0];
    for (; end < blobs.length && (size === 0 || size < bytesEach); end += 1) size += blobs[end]?.[1].length ?? 0;
    const part = blobs.slice(start, end);
    const job = packed(extraction, part, size);
    const taken = run(job).then((answers) => {
      for (const [index, [id]] of part.entries()) texts.set(id, answers[index] ?? "");
    });
    running.push(taken);
    start = end;
  }
  await Promise.all(running);
  return texts;
}

/** One block of memory that can be handed over; blobs may be parts of a larger one that others still read. */
function packed(extraction: string, blobs: readonly (readonly [string, Uint8Array])[], size: number): Job {
  const bytes = new Uint8Array(size);
  const ends: number[] = [];
  let end = 0;
  for (const [, blob] of blobs) {
    bytes.set(blob, end);
    end += blob.length;
    ends.push(end);
  }
  return { extraction, bytes, ends };
}

function ask(worker: Worker, job: Job): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const done = () => {
      worker.off("message", answered).off("error", failed).off("exit", ended).unref();
    };
    const answered = (answers: readonly string[]) => {
      done();
      resolve(answers);
    };
    const failed = (cause: unknown) => {
      done();
      reject(cause instanceof Error ? cause : new Error("A thread failed.", { cause }));
    };
    const ended = () => failed(new Error("A thread ended before its answer."));
    // While somebody waits for its answer, the process must not end.
    worker.ref();
    worker.on("message", answered).on("error", failed).on("exit", ended);
    worker.postMessage(job, [job.bytes.buffer]);
  });
}
