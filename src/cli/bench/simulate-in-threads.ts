import { once } from "node:events";
import { availableParallelism } from "node:os";
import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Cell, Tallies } from "../../gates/benchmarks/simulate/simulate-cell.ts";
import { addTally, emptyTally, type Tally } from "../../gates/benchmarks/simulate/tally.ts";
import type { SimulateJob } from "./simulate-thread.ts";

/** Few enough that threads end at about the same time. */
const suitesPerJob = 20;
const maxThreads = 8;

export interface CellTallies {
  readonly cell: Cell;
  readonly tallies: ReadonlyMap<string, Tally>;
}

interface Amount {
  readonly seed: number;
  readonly suites: number;
}

const simulateThread = new URL(`./simulate-thread${extname(import.meta.url)}`, import.meta.url);

/** Simulates cells on all cores, by a module that answers each job with its tallies. The counts do not depend on how many there are. */
export async function simulateInThreads(
  cells: readonly Cell[],
  { seed, suites }: Amount,
  thread: URL = simulateThread,
): Promise<readonly CellTallies[]> {
  const results = cells.map((cell) => ({ cell, tallies: new Map<string, Tally>() }));
  const jobs = results.flatMap(({ cell, tallies }) =>
    partsOf(suites).map(([from, to]) => ({ tallies, job: { cell, seed, from, to } satisfies SimulateJob })),
  );
  // Large suites first, so that none is left alone at the end.
  const queue = jobs.toSorted((left, right) => left.job.cell.benchmarks - right.job.cell.benchmarks);
  const threads = Math.min(maxThreads, availableParallelism(), queue.length);
  await Promise.all(Array.from({ length: threads }, () => workOff(queue, thread)));
  return results;
}

function partsOf(suites: number): readonly (readonly [from: number, to: number])[] {
  return Array.from({ length: Math.ceil(suites / suitesPerJob) }, (_, index) => {
    const from = index * suitesPerJob;
    return [from, Math.min(suites, from + suitesPerJob)] as const;
  });
}

interface Job {
  readonly tallies: Map<string, Tally>;
  readonly job: SimulateJob;
}

async function workOff(queue: Job[], thread: URL): Promise<void> {
  const worker = new Worker(thread);
  const ended = endOf(worker);
  try {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      worker.postMessage(next.job);
      const [answer]: readonly Tallies[] = await Promise.race([once(worker, "message"), ended]);
      for (const [method, tally] of Object.entries(answer ?? {})) {
        const sum = next.tallies.get(method) ?? emptyTally();
        addTally(sum, tally);
        next.tallies.set(method, sum);
      }
    }
  } finally {
    await worker.terminate();
  }
}

/** Rejects when the thread fails, and also when it ends in silence, since it would never answer then. */
function endOf(worker: Worker): Promise<never> {
  const ended = once(worker, "exit").then(([code]): never => {
    throw new Error(`A thread of the simulation ended with code ${code} before it was done.`);
  });
  // In the end it is told to end, and nobody waits for it any more.
  ended.catch(() => undefined);
  return ended;
}
