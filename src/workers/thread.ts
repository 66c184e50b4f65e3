import { parentPort } from "node:worker_threads";
import { extractions } from "./extractors.ts";

/** One message to a thread: files, one behind the other. */
export interface Job {
  /** The extractor's. */
  readonly id: string;
  readonly version: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each file ends. */
  readonly ends: readonly number[];
}

/** The body of a thread: it answers one job after the other with the encoded values, in the order of the files. */
parentPort?.on("message", async ({ id, version, bytes, ends }: Job) => {
  const extraction = await extractions.get(id)?.();
  if (extraction?.version !== version) throw new Error(`No thread extracts ${id} of version ${version}.`);
  parentPort?.postMessage(ends.map((end, index) => extraction.run(bytes.subarray(ends[index - 1] ?? 0, end))));
});
