import { parentPort } from "node:worker_threads";
import { extractions } from "./extractors.ts";

/** One message to a thread: files, one behind the other. */
export interface Job {
  readonly extraction: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where each file ends. */
  readonly ends: readonly number[];
}

/** The body of a thread: it answers every job with the encoded values, in the order of the files. */
parentPort?.on("message", ({ extraction, bytes, ends }: Job) => {
  const extract = extractions.get(extraction);
  if (extract === undefined) throw new Error(`No extraction is named ${extraction}.`);
  parentPort?.postMessage(ends.map((end, index) => extract(bytes.subarray(ends[index - 1] ?? 0, end))));
});
