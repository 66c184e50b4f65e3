import { createHmac, timingSafeEqual } from "node:crypto";
import { Fault } from "../../core/fault.ts";

/** The header's form. Source: docs.github.com, "Validating webhook deliveries". */
const signatureForm = /^sha256=([0-9a-f]{64})$/;

/** Whether the body was signed with one of the secrets. Every secret is tried, in a time that says nothing about them. */
export function isSigned(body: Uint8Array, signature: string, secrets: readonly string[]): boolean {
  const hex = signatureForm.exec(signature)?.[1];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, "hex");
  let matches = false;
  for (const secret of secrets) {
    if (timingSafeEqual(given, createHmac("sha256", secret).update(body).digest())) matches = true;
  }
  return matches;
}

/** Secrets that anybody can guess protect nothing. "development" is what Probot takes when none is set. */
const guessable: ReadonlySet<string> = new Set(["", "development"]);
const shortSecretLength = 16;

/** Whether anybody could guess it, and with it forge deliveries. */
export function guessableSecret(secret: string): boolean {
  return guessable.has(secret.trim());
}

/** Throws when deliveries could be forged. Answers what is worth a warning. */
export function checkSecrets(secrets: readonly string[]): readonly string[] {
  if (secrets.length === 0 || secrets.some(guessableSecret)) {
    throw new Fault("BAD_ENVIRONMENT", "The webhook secret is missing or is one that anybody can guess.", {
      retry: false,
    });
  }
  if (secrets.every(({ length }) => length >= shortSecretLength)) return [];
  return [`A webhook secret is shorter than ${shortSecretLength} characters: make a longer one at random.`];
}
