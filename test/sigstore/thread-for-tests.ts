import { parentPort, threadId } from "node:worker_threads";

/** A thread that does what the bundle of its job says: `hang`, `die`, `throw`; else it answers with its own number. */
parentPort?.on("message", ({ request }: { request: { bundle: Uint8Array } }) => {
  const order = Buffer.from(request.bundle).toString();
  if (order === "hang") for (;;);
  if (order === "die") process.exit(3);
  if (order === "throw") throw new Error("the thread broke");
  parentPort?.postMessage({ outcome: "failed", steps: [], bundleSha256: String(threadId) });
});
