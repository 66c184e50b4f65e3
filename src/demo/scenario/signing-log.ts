import { createHash, generateKeyPairSync, sign } from "node:crypto";

/** A signature over a statement, as it is put into the log. */
interface Logged {
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** PEM. */
  readonly publicKey: string;
  readonly at: Date;
}

/** A transparency log of the platform's own, which vouches for when something was signed. Its key lives as long as the demo. */
export interface SigningLog {
  /** The `trusted_root.json` that lists the log and nothing else. */
  readonly trustedRoot: string;
  /** The entry with the log's promise, as bundles have it. */
  entryOf(logged: Logged): object;
}

/** Entries are as Rekor v1 makes them. Source: https://github.com/sigstore/rekor/tree/main/pkg/types/dsse */
export function createSigningLog(since: Date): SigningLog {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const key = publicKey.export({ type: "spki", format: "der" });
  const logId = createHash("sha256").update(key).digest();
  let entries = 0;
  return {
    trustedRoot: trustedRootOf(key, logId, since),
    entryOf(logged) {
      const body = Buffer.from(bodyOf(logged)).toString("base64");
      const integratedTime = Math.floor(logged.at.getTime() / 1_000);
      const logIndex = entries;
      entries += 1;
      // The names stand in the order in which the log signs them.
      const promised = JSON.stringify({ body, integratedTime, logID: logId.toString("hex"), logIndex });
      return {
        logIndex: String(logIndex),
        logId: { keyId: logId.toString("base64") },
        kindVersion: { kind: "dsse", version: "0.0.1" },
        integratedTime: String(integratedTime),
        inclusionPromise: {
          signedEntryTimestamp: sign("sha256", Buffer.from(promised), privateKey).toString("base64"),
        },
        canonicalizedBody: body,
      };
    },
  };
}

function bodyOf({ payload, signature, publicKey }: Logged): string {
  const verifier = Buffer.from(publicKey).toString("base64");
  const spec = {
    envelopeHash: { algorithm: "sha256", value: sha256(signature) },
    payloadHash: { algorithm: "sha256", value: sha256(payload) },
    signatures: [{ signature: Buffer.from(signature).toString("base64"), verifier }],
  };
  return JSON.stringify({ apiVersion: "0.0.1", kind: "dsse", spec });
}

function trustedRootOf(key: Buffer, logId: Buffer, since: Date): string {
  const rawBytes = key.toString("base64");
  const publicKey = { rawBytes, keyDetails: "PKIX_ECDSA_P256_SHA_256", validFor: { start: since.toISOString() } };
  const log = {
    baseUrl: "https://log.acme.example",
    hashAlgorithm: "SHA2_256",
    publicKey,
    logId: { keyId: logId.toString("base64") },
  };
  return JSON.stringify(
    { mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1", tlogs: [log] },
    null,
    2,
  );
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
