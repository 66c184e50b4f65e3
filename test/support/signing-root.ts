import { createHash } from "node:crypto";
import type { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from "@sigstore/mock";

interface Authorities {
  readonly ca: Awaited<ReturnType<typeof initializeCA>>;
  readonly ctLog: Awaited<ReturnType<typeof initializeCTLog>>;
  readonly log: Awaited<ReturnType<typeof initializeTLog>>;
  readonly tsa: Awaited<ReturnType<typeof initializeTSA>>;
  /** Since when all of them count, in epoch milliseconds. */
  readonly from: number;
}

/** The `trusted_root.json` of these authorities. Source: https://github.com/sigstore/protobuf-specs (TrustedRoot) */
export function trustedRootOf({ ca, ctLog, log, tsa, from }: Authorities): Uint8Array {
  const validFor = { start: new Date(from).toISOString() };
  const logOf = (baseUrl: string, key: Uint8Array) => ({
    baseUrl,
    hashAlgorithm: "SHA2_256",
    publicKey: { rawBytes: base64(key), keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor },
    logId: { keyId: createHash("sha256").update(key).digest("base64") },
  });
  const authorityOf = (uri: string, certificates: readonly ArrayBufferView<ArrayBuffer>[]) => ({
    subject: { organization: "sigstore.mock", commonName: "sigstore" },
    uri,
    certChain: { certificates: certificates.map((certificate) => ({ rawBytes: base64(certificate) })) },
    validFor,
  });
  const root = {
    mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
    tlogs: [logOf("https://rekor.mock.test", log.publicKey)],
    certificateAuthorities: [authorityOf("https://fulcio.mock.test", [ca.rootCertificate])],
    ctlogs: [logOf("https://ctfe.mock.test", ctLog.publicKey)],
    timestampAuthorities: [authorityOf("https://tsa.mock.test", [tsa.intCertificate, tsa.rootCertificate])],
  };
  return Buffer.from(JSON.stringify(root));
}

function base64({ buffer, byteOffset, byteLength }: ArrayBufferView): string {
  return Buffer.from(new Uint8Array(buffer, byteOffset, byteLength)).toString("base64");
}
