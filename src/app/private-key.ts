import { createPrivateKey } from "node:crypto";
import { resolve } from "node:path";
import { types } from "node:util";
import type { EnvironmentOptions } from "./environment.ts";

type Given = Readonly<Record<string, string | undefined>>;

/** The key as text, as text with `\n` for its line ends, in base64, or in a file. */
export function readPrivateKey(
  given: Given,
  options: EnvironmentOptions,
): { readonly pem: string } | { readonly problem: string } {
  const { PRIVATE_KEY: text, PRIVATE_KEY_PATH: path } = given;
  if (text === undefined && path === undefined) {
    return { problem: "PRIVATE_KEY is missing: set it, or PRIVATE_KEY_PATH to the file that GitHub gave you." };
  }
  if (text !== undefined && path !== undefined) {
    return { problem: "PRIVATE_KEY and PRIVATE_KEY_PATH are both set: keep one of them." };
  }
  try {
    const raw = text ?? options.readFile(resolve(options.directory, path ?? ""));
    const pem = raw.includes("-----BEGIN") ? raw.replaceAll("\\n", "\n") : Buffer.from(raw, "base64").toString("utf8");
    if (typeOfKey(pem) === "rsa") return { pem };
    return {
      problem: `${text === undefined ? "PRIVATE_KEY_PATH" : "PRIVATE_KEY"} is no RSA key, as a GitHub App has.`,
    };
  } catch (error) {
    // The message may repeat parts of the key; the code, such as ENOENT, tells one failure from another.
    const code = types.isNativeError(error) && "code" in error ? ` (${String(error.code)})` : "";
    if (text !== undefined) return { problem: `PRIVATE_KEY is no private key in PEM form${code}.` };
    return {
      problem: `PRIVATE_KEY_PATH names ${JSON.stringify(path)}, which is no readable private key in PEM form${code}.`,
    };
  }
}

/**
 * A call before this one, of whatever library, may have left an error in OpenSSL's queue, and Node takes that for a failure
 * of reading this key. The failed call empties the queue, so a right key is read the second time.
 */
function typeOfKey(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return createPrivateKey(pem).asymmetricKeyType;
  }
}
