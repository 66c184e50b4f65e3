import { parentPort } from "node:worker_threads";
import { type Cell, simulateCell } from "../../gates/benchmarks/simulate/simulate-cell.ts";

/** One message to a thread: some suites of one cell. */
export interface SimulateJob {
  readonly cell: Cell;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

/** The body of a thread: it answers each job with its tallies. */
parentPort?.on("message", ({ cell, seed, from, to }: SimulateJob) => {
  parentPort?.postMessage(simulateCell(cell, seed, from, to));
});
