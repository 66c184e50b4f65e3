import { parentPort } from "node:worker_threads";
import type { SignatureRequest } from "../core/attestation.ts";
import { trustRootMemory } from "./roots/trust-root.ts";
import { requestRoots, type StoredRoots } from "./stored-root.ts";
import { verifySignature } from "./verify-signature.ts";

/** One message to a thread. */
export interface VerificationJob {
  readonly request: SignatureRequest;
  readonly roots: StoredRoots;
}

const readRoot = trustRootMemory();

/** The body of a thread: it answers each request with its verdict. */
parentPort?.on("message", ({ request, roots }: VerificationJob) => {
  parentPort?.postMessage(verifySignature(request, requestRoots(request, roots, readRoot)));
});
