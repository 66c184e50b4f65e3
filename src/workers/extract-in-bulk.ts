import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { BulkExtraction, Extractor } from "../core/extractor.ts";
import { extractions } from "./extractors.ts";
import type { Job } from "./thread.ts";

/** Below so many bytes, starting threads takes longer than they save. */
const defaultMinBytes = 4_000_000;
/** Threads that are there already are worth asking for so much less. */
const startedShare = 1 / 8;
/** So many blobs are seldom less than that. */
const manyBlobs = 2_000;
const maxThreads = 4;
/** A thread holds one job and its answer, so this is far more than it needs. */
const maxHeapMb = 1_024;

type Asked = Pick<Extractor<unknown>, "id" | "version">;

interface Thread {
  readonly worker: Worker;
  work: Promise<unknown>;
  /** It has ended, and says nothing any more. */
  dead: boolean;
}

/**
 * Extracts in threads, which start when there is much to do for the first time and never keep the process alive. An
 * extractor that they do not know is left to the caller. Fails when a thread dies. `module` is the body of a thread.
 */
export function extractInThreads(minBytes: number = defaultMinBytes, module: URL = defaultModule): BulkExtraction {
  const threads: Thread[] = [];

  function start(): void {
    const count = Math.min(maxThreads, Math.max(1, availableParallelism() - 1));
    while (threads.length < count) threads.push(startThread(threads, module));
  }

  function free(): Thread {
    start();
    // Jobs are alike, so taking turns keeps all of them busy.
    const [first] = threads.splice(0, 1);
    if (first === undefined) throw new Error("No thread could be started.");
    threads.push(first);
    return first;
  }

  function extract(extractor: Asked, blobs: ReadonlyMap<string, Uint8Array>) {
    let total = 0;
    for (const bytes of blobs.values()) total += bytes.length;
    if (total < minBytes * (threads.length > 0 ? startedShare : 1) || !extractions.has(extractor.id)) return undefined;
    return inJobs(extractor, [...blobs], total / Math.max(1, availableParallelism() - 1), (job) => {
      const thread = free();
      const answer = thread.work.then(() => ask(thread, job));
      thread.work = answer.catch(() => undefined);
      return answer;
    });
  }

  return {
    expect(blobs) {
      if (blobs >= manyBlobs) start();
    },
    extract,
  };
}

const defaultModule = new URL(`./thread${extname(import.meta.url)}`, import.meta.url);

/** A thread that died is never asked again, not even by jobs that waited for it. */
function startThread(threads: Thread[], module: URL): Thread {
  const worker = new Worker(module, { resourceLimits: { maxOldGenerationSizeMb: maxHeapMb } });
  const thread: Thread = { worker, work: Promise.resolve(), dead: false };
  worker.unref();
  // Whoever waits for an answer is told; a thread that nobody has asked yet must not end the process.
  worker.on("error", () => undefined);
  worker.on("exit", () => {
    thread.dead = true;
    const place = threads.indexOf(thread);
    if (place !== -1) threads.splice(place, 1);
  });
  return thread;
}

/** Holds on to no bytes: what is packed belongs to a thread, and the caller may let go of the blobs. */
function inJobs(
  extractor: Asked,
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
    const ids = part.map(([id]) => id);
    running.push(run(packed(extractor, part, size)).then(takerOf(ids, texts)));
    start = end;
  }
  return Promise.all(running).then(() => texts);
}

function takerOf(ids: readonly string[], texts: Map<string, string>): (answers: readonly string[]) => void {
  return (answers) => {
    for (const [index, id] of ids.entries()) texts.set(id, answers[index] ?? "");
  };
}

/** One block of memory that can be handed over; blobs may be parts of a larger one that others still read. */
function packed({ id, version }: Asked, blobs: readonly (readonly [string, Uint8Array])[], size: number): Job {
  const bytes = new Uint8Array(size);
  const ends: number[] = [];
  let end = 0;
  for (const [, blob] of blobs) {
    bytes.set(blob, end);
    end += blob.length;
    ends.push(end);
  }
  return { id, version, bytes, ends };
}

function ask({ worker, dead }: Thread, job: Job): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    // What is posted to it would never be answered, and it ends no second time.
    if (dead) return reject(new Error("A thread ended before it took up the job."));
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
