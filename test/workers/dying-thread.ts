import { parentPort } from "node:worker_threads";

/** A thread that ends with its first job, as one does whose memory is full. */
parentPort?.on("message", () => process.exit(1));
