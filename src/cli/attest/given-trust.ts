import type { SignatureRequest, SignatureVerifier } from "../../core/attestation.ts";
import { badUsage } from "../../core/bad-usage.ts";
import { trustRootOf } from "../../sigstore/roots/trust-root.ts";
import { wordsOf } from "../../sigstore/step-ended.ts";
import { readGiven } from "./read-given.ts";
import type { AttestVerifyOutput } from "./verify-output.ts";

const maxRootBytes = 4 * 1_048_576;

/** Whose certificates, logs and timestamps count. */
export type Trust = Pick<SignatureRequest, "domains" | "pinnedRoot">;

/**
 * The trusted root of this name, or those that are built in. Throws BAD_USAGE for a file that is none. One that says it is a
 * trusted root, and is damaged, is no mistake on the command line: nothing holds against it, and the verifier says why.
 */
export async function givenTrust(trustedRoot: string | undefined, directory: string): Promise<Trust> {
  if (trustedRoot === undefined) return { domains: ["public-good", "github"] };
  const file = await readGiven("--trusted-root", trustedRoot, directory, maxRootBytes);
  const badRoot = (why: string, cause?: unknown) =>
    badUsage(`${JSON.stringify(trustedRoot)} of --trusted-root is no trusted root: ${why}.`, cause);
  if (file.kind === "too-large") throw badRoot(`it has more than ${maxRootBytes} bytes`);
  try {
    trustRootOf("pinned", file.bytes);
  } catch (cause) {
    if (saysTrustedRoot(file.bytes)) return { domains: ["pinned"], pinnedRoot: file.bytes };
    throw badRoot(wordsOf(cause).replace(/\.$/, ""), cause);
  }
  return { domains: ["pinned"], pinnedRoot: file.bytes };
}

function saysTrustedRoot(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 1_000));
  return /"(?:mediaType|media_type)"\s*:\s*"application\/vnd\.dev\.sigstore\.trustedroot/.test(start);
}

/** Of when the roots are that count and are built in. */
export function builtInRoots({ domains }: Trust, verifier: SignatureVerifier): AttestVerifyOutput["roots"] {
  return domains.flatMap((domain) => {
    const at = verifier.rootFetchedAt(domain);
    return domain === "pinned" || at === undefined ? [] : [{ domain, of: new Date(at).toISOString().slice(0, 10) }];
  });
}
