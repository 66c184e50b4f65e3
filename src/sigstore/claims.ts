import { githubIssuer, githubUrl } from "../core/actions-issuer.ts";
import type { CertificateClaims } from "../core/attestation.ts";
import { plainText, utf8StringOf } from "./der.ts";

/** The arc of Fulcio's extensions. Source: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
const arc = "1.3.6.1.4.1.57264.1.";

const names: ReadonlyMap<string, keyof CertificateClaims> = new Map([
  ["8", "issuer"],
  ["9", "buildSignerUri"],
  ["10", "buildSignerDigest"],
  ["11", "runnerEnvironment"],
  ["12", "sourceRepositoryUri"],
  ["13", "sourceRepositoryDigest"],
  ["14", "sourceRepositoryRef"],
  ["15", "sourceRepositoryId"],
  ["16", "sourceRepositoryOwnerUri"],
  ["17", "sourceRepositoryOwnerId"],
  ["18", "buildConfigUri"],
  ["19", "buildConfigDigest"],
  ["20", "buildTrigger"],
  ["21", "runInvocationUri"],
]);

/** Extensions of before 2023, whose value is the bare text. 1.4 is the workflow's name, which claims nothing. */
const legacyNames: ReadonlyMap<string, keyof CertificateClaims> = new Map([
  ["1", "issuer"],
  ["2", "buildTrigger"],
  ["3", "sourceRepositoryDigest"],
  ["5", "sourceRepositoryUri"],
  ["6", "sourceRepositoryRef"],
]);

const maxCharacters = 2_048;

/**
 * Decodes Fulcio's extensions, given by their object identifiers. Throws for a value that is not of its form, and for an
 * old extension that disagrees with the new one. Old ones stand in where there are no new ones.
 */
export function claimsOf(extensions: ReadonlyMap<string, Uint8Array>): CertificateClaims {
  const claims = new Map<keyof CertificateClaims, string>();
  for (const [number, name] of names) {
    const value = extensions.get(`${arc}${number}`);
    if (value !== undefined)
      claims.set(
        name,
        decoded(number, () => utf8StringOf(value)),
      );
  }
  for (const [number, name] of legacyNames) {
    const value = extensions.get(`${arc}${number}`);
    if (value !== undefined)
      takeLegacy(
        claims,
        name,
        number,
        decoded(number, () => plainText(value)),
      );
  }
  return {
    issuer: claims.get("issuer"),
    buildSignerUri: claims.get("buildSignerUri"),
    buildSignerDigest: claims.get("buildSignerDigest"),
    runnerEnvironment: claims.get("runnerEnvironment"),
    sourceRepositoryUri: claims.get("sourceRepositoryUri"),
    sourceRepositoryDigest: claims.get("sourceRepositoryDigest"),
    sourceRepositoryRef: claims.get("sourceRepositoryRef"),
    sourceRepositoryId: claims.get("sourceRepositoryId"),
    sourceRepositoryOwnerUri: claims.get("sourceRepositoryOwnerUri"),
    sourceRepositoryOwnerId: claims.get("sourceRepositoryOwnerId"),
    buildConfigUri: claims.get("buildConfigUri"),
    buildConfigDigest: claims.get("buildConfigDigest"),
    buildTrigger: claims.get("buildTrigger"),
    runInvocationUri: claims.get("runInvocationUri"),
  };
}

function decoded(number: string, read: () => string): string {
  const text = readExtension(number, read);
  if (text === "" || text.length > maxCharacters) throw new Error(`extension ${arc}${number} is empty or too long`);
  return text;
}

function readExtension(number: string, read: () => string): string {
  try {
    return read();
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : "it cannot be read";
    throw new Error(`extension ${arc}${number}: ${words}`, { cause });
  }
}

function takeLegacy(
  claims: Map<keyof CertificateClaims, string>,
  name: keyof CertificateClaims,
  number: string,
  text: string,
): void {
  const present = claims.get(name);
  if (present === undefined) {
    // An old repository has no host; only with GitHub's issuer is it known.
    if (name !== "sourceRepositoryUri") claims.set(name, text);
    else if (claims.get("issuer") === githubIssuer) claims.set(name, `${githubUrl}/${text}`);
    return;
  }
  const expected = name === "sourceRepositoryUri" ? pathOf(present) : present;
  if (expected !== text) throw new Error(`extension ${arc}${number} disagrees with the one that replaced it`);
}

/** `owner/repository` of `https://host/owner/repository`. */
function pathOf(uri: string): string {
  return uri.split("/").slice(3).join("/");
}
