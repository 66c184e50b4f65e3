import { verifyWithFallback } from "@octokit/webhooks-methods";
import { Fault } from "../../core/fault.ts";

/** The header's form. Source: docs.github.com, "Validating webhook deliveries". */
const signatureForm = /^sha256=[0-9a-f]{64}$/;

/** Whether the body was signed with one of the secrets: the present one, or an older one that is being replaced. */
export async function isSigned(body: string, signature: string, secrets: readonly string[]): Promise<boolean> {
  const [present, ...older] = secrets;
  if (present === undefined || body === "" || !signatureForm.test(signature)) return false;
  return verifyWithFallback(present, body, signature, older);
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
