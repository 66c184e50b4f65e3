import { Worker } from "node:worker_threads";

/** What came of a job. A thread that hangs or dies is replaced, and takes no other job with it. */
type JobEnd<Answer> =
  | { readonly kind: "answer"; readonly answer: Answer }
  | { readonly kind: "timed-out" }
  | { readonly kind: "died"; readonly because: string };

export interface ThreadPool<Job, Answer> {
  run(job: Job): Promise<JobEnd<Answer>>;
  /** Ends the threads. Jobs that run or wait end as died. */
  close(): Promise<void>;
}

export interface ThreadPlan {
  /** The body of a thread: it answers each message with one. */
  readonly module: URL;
  readonly threads: number;
  /** How long one job may run; waiting for a thread does not count. */
  readonly timeLimitMs: number;
  readonly maxHeapMb: number;
}

interface Waiting<Job, Answer> {
  readonly job: Job;
  readonly end: (end: JobEnd<Answer>) => void;
}

/** Threads that start when they are first needed, are used again and again, and never keep the process alive. */
export function threadPool<Job, Answer>(plan: ThreadPlan): ThreadPool<Job, Answer> {
  const queue: Waiting<Job, Answer>[] = [];
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  let closed = false;

  function next(): void {
    while (queue.length > 0 && (idle.length > 0 || all.size < plan.threads)) {
      const worker = idle.pop() ?? start();
      const waiting = queue.shift();
      if (waiting !== undefined) void work(worker, waiting);
    }
  }

  function start(): Worker {
    const worker = new Worker(plan.module, { resourceLimits: { maxOldGenerationSizeMb: plan.maxHeapMb } });
    all.add(worker);
    // Whoever waits for its answer is told.
    worker.on("error", () => undefined);
    worker.on("exit", () => {
      all.delete(worker);
      const place = idle.indexOf(worker);
      if (place !== -1) idle.splice(place, 1);
      next();
    });
    return worker;
  }

  async function work(worker: Worker, { job, end }: Waiting<Job, Answer>): Promise<void> {
    const ended = await ask<Job, Answer>(worker, job, plan.timeLimitMs);
    if (ended.kind === "answer") {
      worker.unref();
      idle.push(worker);
    } else {
      // It no longer counts, so that its place is free even while it is being ended.
      all.delete(worker);
      void worker.terminate();
    }
    end(ended);
    next();
  }

  return {
    run(job) {
      if (closed) return Promise.resolve({ kind: "died", because: "it is closed." });
      return new Promise((resolve) => {
        queue.push({ job, end: resolve });
        next();
      });
    },
    async close() {
      closed = true;
      for (const { end } of queue.splice(0)) end({ kind: "died", because: "it was closed." });
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}

function ask<Job, Answer>(worker: Worker, job: Job, timeLimitMs: number): Promise<JobEnd<Answer>> {
  return new Promise((resolve) => {
    const done = (end: JobEnd<Answer>) => {
      clearTimeout(timer);
      worker.off("message", answered).off("error", failed).off("exit", exited);
      resolve(end);
    };
    const answered = (answer: Answer) => done({ kind: "answer", answer });
    const failed = (error: unknown) => done({ kind: "died", because: error instanceof Error ? error.name : "unknown" });
    const exited = () => done({ kind: "died", because: "it ended." });
    const timer = setTimeout(() => done({ kind: "timed-out" }), timeLimitMs);
    // While somebody waits for its answer, the process must not end.
    worker.ref();
    worker.on("message", answered).on("error", failed).on("exit", exited);
    worker.postMessage(job);
  });
}
