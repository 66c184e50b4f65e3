import type { SignatureVerifier } from "../../core/attestation.ts";
import { sigstoreVerifier } from "../../sigstore/verifier.ts";

/** Lets work verify with the roots that are built in, and ends the verifier's thread behind it. */
export async function withVerifier<T>(work: (verifier: SignatureVerifier) => Promise<T>): Promise<T> {
  const verifier = sigstoreVerifier();
  try {
    return await work(verifier);
  } finally {
    await verifier.close();
  }
}
