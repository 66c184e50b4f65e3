import { createPublicKey } from "node:crypto";
import type { VerificationKey } from "../../core/attestation.ts";
import { badUsage } from "../../core/bad-usage.ts";
import type { Fault } from "../../core/fault.ts";
import { usableKeyOf } from "../../sigstore/keys.ts";
import { wordsOf } from "../../sigstore/step-ended.ts";
import { readGiven } from "./read-given.ts";

const maxKeyBytes = 65_536;

/** The public key of `--key`. Throws BAD_USAGE for what is none: it would answer another question. */
export async function readKey(name: string, directory: string): Promise<VerificationKey> {
  const file = await readGiven("--key", name, directory, maxKeyBytes);
  const text = file.kind === "bytes" ? Buffer.from(file.bytes).toString("utf8") : "";
  const labels = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----/g)].map(([, label = ""]) => label);
  const [label = ""] = labels;
  const isPublic = label === "PUBLIC KEY" || label === "RSA PUBLIC KEY";
  if (labels.length !== 1 || !isPublic) throw badKey(name, `has to hold one public key as PEM${adviceFor(labels)}`);
  try {
    const key = { id: name, publicKey: label === "PUBLIC KEY" ? text : asSpki(text) };
    usableKeyOf(key);
    return key;
  } catch (cause) {
    throw badKey(name, `holds a key that cannot be used: ${wordsOf(cause)}`, cause);
  }
}

/** What is there in place of a public key, and what was meant perhaps. */
function adviceFor(labels: readonly string[]): string {
  if (labels.some((label) => label.endsWith("PRIVATE KEY"))) {
    return ", and this is a private one. Keep it to yourself, and name the public key that belongs to it";
  }
  if (labels.includes("CERTIFICATE")) {
    return ", and this is a certificate. Say with --identity and --issuer to whom it has to be issued; the bundle has its own";
  }
  return labels.length > 1 ? `, and this has ${labels.length}` : ", beginning with -----BEGIN PUBLIC KEY-----";
}

/** The older form of RSA keys. */
function asSpki(text: string): string {
  return createPublicKey(text).export({ type: "spki", format: "pem" }).toString();
}

function badKey(name: string, what: string, cause?: unknown): Fault {
  return badUsage(`${JSON.stringify(name)} of --key ${what}.`, cause);
}
