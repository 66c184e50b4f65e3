import { createHash } from "node:crypto";

const yardstick = new Uint8Array(32 * 1024 * 1024);

/**
 * How much longer something takes than hashing 32 MB does at the same moment, so that a slow or busy machine does not
 * decide whether a test passes. On a quiet machine it is some 50 to the second.
 */
export async function effortOf(work: () => unknown): Promise<number> {
  const before = timeToHash();
  const started = performance.now();
  await work();
  const taken = performance.now() - started;
  return taken / Math.max(before, timeToHash());
}

function timeToHash(): number {
  const started = performance.now();
  createHash("sha256").update(yardstick).digest();
  return performance.now() - started;
}
