import { createHash } from "node:crypto";
import { type Bundle, envelopeToJSON, type TransparencyLogEntry } from "@sigstore/bundle";
import type { initializeTLog, initializeTSA } from "@sigstore/mock";
import type { Witness } from "@sigstore/sign";
import { z } from "zod";

type Log = Awaited<ReturnType<typeof initializeTLog>>;
type Authority = Awaited<ReturnType<typeof initializeTSA>>;
type Signed = Bundle["content"];

/** `v1` vouches for the time too, `v2` does not. */
export type LogVersion = "v1" | "v2";

/** A transparency log that answers in this process. `publicKey` is the PEM of the certificate or key. */
export function logWitness(log: Log, version: LogVersion): Witness {
  return {
    async testify(signed, publicKey) {
      const [answer] = Object.values(
        await log.log(version === "v1" ? entryOf(signed, publicKey) : entryOfV2(signed, publicKey)),
      );
      const entry = transparencyLogEntry(LogAnswer.parse(answer));
      return { tlogEntries: [version === "v1" ? entry : withoutTime(entry)] };
    },
  };
}

/** A timestamp authority that answers in this process. */
export function timestampWitness(authority: Authority): Witness {
  return {
    async testify(signed) {
      const signature =
        signed.$case === "messageSignature"
          ? signed.messageSignature.signature
          : (signed.dsseEnvelope.signatures[0]?.sig ?? Buffer.alloc(0));
      return { rfc3161Timestamps: [{ signedTimestamp: await timestampOf(authority, signature) }] };
    },
  };
}

/** The DER of the authority's answer about the SHA-256 of these bytes. */
export async function timestampOf(authority: Authority, bytes: Uint8Array): Promise<Buffer<ArrayBuffer>> {
  const { buffer, byteOffset, byteLength } = await authority.timestamp({
    artifactHash: createHash("sha256").update(bytes).digest(),
    hashAlgorithmOID: "2.16.840.1.101.3.4.2.1",
    nonce: 12_345,
    policyOID: "1.3.6.1.4.1.57264.2",
  });
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** What Rekor v1 keeps of a signature. Source: https://github.com/sigstore/rekor/tree/main/pkg/types */
function entryOf(signed: Signed, publicKey: string): object {
  const key = Buffer.from(publicKey).toString("base64");
  if (signed.$case === "messageSignature") {
    const { messageDigest, signature } = signed.messageSignature;
    const data = { hash: { algorithm: "sha256", value: messageDigest.digest.toString("hex") } };
    const spec = { data, signature: { content: signature.toString("base64"), publicKey: { content: key } } };
    return { apiVersion: "0.0.1", kind: "hashedrekord", spec };
  }
  const { payload, signatures } = signed.dsseEnvelope;
  const spec = {
    payloadHash: { algorithm: "sha256", value: sha256(payload) },
    envelopeHash: { algorithm: "sha256", value: sha256(JSON.stringify(envelopeToJSON(signed.dsseEnvelope))) },
    signatures: signatures.map(({ sig }) => ({ signature: sig.toString("base64"), verifier: key })),
  };
  return { apiVersion: "0.0.1", kind: "dsse", spec };
}

const LogAnswer = z.object({
  body: z.base64(),
  integratedTime: z.int(),
  logID: z.hex(),
  logIndex: z.int(),
  verification: z.object({
    signedEntryTimestamp: z.base64(),
    inclusionProof: z.object({
      logIndex: z.int(),
      treeSize: z.int(),
      rootHash: z.hex(),
      hashes: z.array(z.hex()),
      checkpoint: z.string(),
    }),
  }),
});

function transparencyLogEntry(entry: z.infer<typeof LogAnswer>): TransparencyLogEntry {
  const body = Buffer.from(entry.body, "base64");
  const { inclusionProof: proof, signedEntryTimestamp } = entry.verification;
  const { kind, apiVersion } = z
    .object({ kind: z.string(), apiVersion: z.string() })
    .parse(JSON.parse(body.toString()));
  return {
    logIndex: String(entry.logIndex),
    logId: { keyId: Buffer.from(entry.logID, "hex") },
    kindVersion: { kind, version: apiVersion },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: { signedEntryTimestamp: Buffer.from(signedEntryTimestamp, "base64") },
    inclusionProof: {
      logIndex: String(proof.logIndex),
      treeSize: String(proof.treeSize),
      rootHash: Buffer.from(proof.rootHash, "hex"),
      hashes: proof.hashes.map((hash) => Buffer.from(hash, "hex")),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: body,
  };
}

/** What Rekor v2 keeps of a signature. Source: https://github.com/sigstore/rekor-tiles/tree/main/api/proto/rekor/v2 */
function entryOfV2(signed: Signed, publicKey: string): object {
  const rawBytes = publicKey.replace(/-----[A-Z ]+-----|\s/g, "");
  const material = publicKey.includes("CERTIFICATE") ? { x509Certificate: { rawBytes } } : { publicKey: { rawBytes } };
  const verifier = { keyDetails: "PKIX_ECDSA_P256_SHA_256", ...material };
  if (signed.$case === "messageSignature") {
    const { messageDigest, signature } = signed.messageSignature;
    const data = { algorithm: "SHA2_256", digest: messageDigest.digest.toString("base64") };
    const spec = { hashedRekordV002: { data, signature: { content: signature.toString("base64"), verifier } } };
    return { apiVersion: "0.0.2", kind: "hashedrekord", spec };
  }
  const { payload, signatures } = signed.dsseEnvelope;
  const payloadHash = { algorithm: "SHA2_256", digest: createHash("sha256").update(payload).digest("base64") };
  const kept = signatures.map(({ sig }) => ({ content: sig.toString("base64"), verifier }));
  return { apiVersion: "0.0.2", kind: "dsse", spec: { dsseV002: { payloadHash, signatures: kept } } };
}

/** Rekor v2 counts in one tree alone, and promises nothing. */
function withoutTime({ inclusionPromise: _, ...entry }: TransparencyLogEntry): TransparencyLogEntry {
  const logIndex = entry.inclusionProof?.logIndex ?? "0";
  return { ...entry, inclusionPromise: undefined, integratedTime: "0", logIndex };
}

function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
