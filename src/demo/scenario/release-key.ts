import { createHash, generateKeyPairSync, sign } from "node:crypto";
import type { Files } from "./platform.ts";
import { registryPath, rootPath } from "./platform.ts";
import { createSigningLog } from "./signing-log.ts";

/** The key that the platform's workflow signs with. It is made anew for each demo, and never written down. */
export interface ReleaseKey {
  /** What the base has of it: the registry of keys, and the log that vouches for when they signed. */
  readonly files: Files;
  /** A Sigstore bundle with this in-toto statement, as `cosign attest-blob` writes it. */
  attest(statement: object, at: Date): string;
}

const dayMs = 24 * 60 * 60_000;
/** How long ago the key was made: it is young, and no rotation is due. */
const ageDays = 12;
const lifeDays = 90;

export function createReleaseKey(now: Date): ReleaseKey {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const since = new Date(now.getTime() - ageDays * dayMs);
  const log = createSigningLog(since);
  const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
  const digest = createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest();
  return {
    files: { [registryPath]: registryText(pem, digest, since), [rootPath]: `${log.trustedRoot}\n` },
    attest(statement, at) {
      const payload = Buffer.from(JSON.stringify(statement));
      const signature = sign("sha256", preAuthEncoding(payload), privateKey);
      return JSON.stringify({
        mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.1",
        verificationMaterial: {
          publicKey: { hint: digest.toString("base64") },
          tlogEntries: [log.entryOf({ payload, signature, publicKey: pem, at })],
        },
        dsseEnvelope: {
          payloadType,
          payload: payload.toString("base64"),
          signatures: [{ sig: signature.toString("base64"), keyid: "" }],
        },
      });
    },
  };
}

const payloadType = "application/vnd.in-toto+json";

/** What is really signed. Source: https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
function preAuthEncoding(payload: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload]);
}

function registryText(pem: string, digest: Buffer, since: Date): string {
  const lines = pem.trim().split("\n");
  const until = new Date(since.getTime() + lifeDays * dayMs);
  return [
    "keys:",
    "  - id: release-1",
    "    purpose: release",
    `    fingerprint: "sha256:${digest.toString("hex")}"`,
    "    public-key: |",
    ...lines.map((line) => `      ${line}`),
    `    from: "${written(since)}"`,
    `    until: "${written(until)}"`,
    "",
  ].join("\n");
}

/** The registry has whole seconds. */
function written(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}
