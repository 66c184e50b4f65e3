import { createPublicKey, X509Certificate } from "node:crypto";
import type { TransparencyLogEntry } from "@sigstore/bundle";
import type { InclusionProof, LogEntry } from "../formats/attestations/model.ts";
import { parseStrictJson } from "../formats/attestations/strict-json.ts";
import { isArray, isObject } from "../formats/reports/json/shapes.ts";
import { bufferOf } from "./der.ts";

/** Kinds of entries whose content is compared with the bundle's. */
const known: ReadonlySet<string> = new Set([
  "dsse 0.0.1",
  "dsse 0.0.2",
  "hashedrekord 0.0.1",
  "hashedrekord 0.0.2",
  "intoto 0.0.2",
]);

/** The entry as the packages take it. */
export function packagedEntry(entry: LogEntry): TransparencyLogEntry {
  const { proof, promise } = entry;
  return {
    logIndex: String(entry.index),
    logId: { keyId: bufferOf(entry.logId) },
    kindVersion: { kind: entry.kind, version: entry.version },
    integratedTime: String(entry.integratedTime),
    inclusionPromise: promise === undefined ? undefined : { signedEntryTimestamp: bufferOf(promise) },
    inclusionProof: proof === undefined ? undefined : packagedProof(proof),
    canonicalizedBody: bufferOf(entry.body),
  };
}

function packagedProof(proof: InclusionProof): TransparencyLogEntry["inclusionProof"] {
  return {
    logIndex: String(proof.index),
    treeSize: String(proof.treeSize),
    rootHash: bufferOf(proof.rootHash),
    hashes: proof.hashes.map(bufferOf),
    checkpoint: { envelope: proof.checkpoint },
  };
}

/** Holds what the packages leave unread to what the log signed. `signer` is the SPKI's DER. Throws with what differs. */
export function holdEntry(entry: LogEntry, signer: Buffer): void {
  const { proof, promise, kind, version } = entry;
  if (!known.has(`${kind} ${version}`)) throw new Error("its kind of entry is unknown");
  if (proof !== undefined) holdCheckpoint(proof);
  // Nothing signs the index of an entry but a promise; where there is none, the proof's counts.
  if (promise === undefined && proof !== undefined && proof.index !== entry.index) {
    throw new Error("its index is not that of its proof");
  }
  holdSigner(entry, signer);
}

/** The proof repeats size and root of the tree, which are only signed in the checkpoint: its second and third line. */
function holdCheckpoint({ treeSize, rootHash, checkpoint }: InclusionProof): void {
  const [, size, root] = checkpoint.split("\n");
  if (size !== String(treeSize)) throw new Error("its tree is not as large as its checkpoint says");
  if (root !== Buffer.from(rootHash).toString("base64")) throw new Error("its root hash is not that of its checkpoint");
}

/** The log keeps the certificate or key with which it checked the signature. Another one means another signature. */
function holdSigner({ kind, version, body }: LogEntry, signer: Buffer): void {
  const json = parseStrictJson(body, { maxBytes: body.length, maxValues: 10_000 });
  const way = verifierPaths[`${kind} ${version}`] ?? [];
  const kept = way.map((path) => at(json, path)).find((value) => typeof value === "string");
  if (typeof kept !== "string") throw new Error("it does not say who signed");
  if (!keyIn(Buffer.from(kept, "base64")).equals(signer)) throw new Error("it is about a signature of somebody else");
}

const verifierPaths: Readonly<Record<string, readonly string[]>> = {
  "dsse 0.0.1": ["spec.signatures.0.verifier"],
  "intoto 0.0.2": ["spec.content.envelope.signatures.0.publicKey"],
  "hashedrekord 0.0.1": ["spec.signature.publicKey.content"],
  "dsse 0.0.2": ["x509Certificate", "publicKey"].map((kind) => `spec.dsseV002.signatures.0.verifier.${kind}.rawBytes`),
  "hashedrekord 0.0.2": ["x509Certificate", "publicKey"].map(
    (kind) => `spec.hashedRekordV002.signature.verifier.${kind}.rawBytes`,
  ),
};

function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((present, key) => {
    if (isArray(present)) return present[Number(key)];
    return isObject(present) ? present[key] : undefined;
  }, value);
}

/** The SPKI's DER in a certificate or key, of DER or PEM. */
function keyIn(bytes: Buffer): Buffer {
  const isPem = bytes.toString("latin1", 0, 5) === "-----";
  const isKey = isPem ? bytes.includes("PUBLIC KEY-----") : !isCertificate(bytes);
  const key = isKey
    ? createPublicKey(isPem ? bytes : { key: bytes, format: "der", type: "spki" })
    : new X509Certificate(bytes).publicKey;
  return key.export({ type: "spki", format: "der" });
}

/** A certificate begins with a sequence in a sequence of more than an algorithm; a key's inner one begins with its name. */
function isCertificate(bytes: Buffer): boolean {
  try {
    return new X509Certificate(bytes).raw.length > 0;
  } catch {
    // What is no certificate throws; whether it is a key shows when it is read as one.
    return false;
  }
}
