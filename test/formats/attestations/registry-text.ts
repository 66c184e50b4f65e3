import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";

/** A public key as a registry has it. */
export interface PublicKeyText {
  readonly pem: string;
  readonly fingerprint: string;
}

export interface WrittenKey {
  readonly id: string;
  readonly purpose?: string;
  readonly key: PublicKeyText;
  readonly from: string;
  readonly until: string;
  /** Whole lines without their indent. */
  readonly more?: readonly string[];
}

export function publicKeyText(publicKey: KeyObject): PublicKeyText {
  const der = publicKey.export({ type: "spki", format: "der" });
  const pem = String(publicKey.export({ type: "spki", format: "pem" }));
  return { pem, fingerprint: `sha256:${createHash("sha256").update(der).digest("hex")}` };
}

export function freshKey(): PublicKeyText {
  return publicKeyText(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey);
}

export function entryText({ id, purpose = "release", key, from, until, more = [] }: WrittenKey): string {
  const lines = [
    `purpose: ${purpose}`,
    `fingerprint: ${key.fingerprint}`,
    "public-key: |",
    ...key.pem
      .trim()
      .split("\n")
      .map((line) => `  ${line}`),
    `from: ${from}`,
    `until: ${until}`,
    ...more,
  ];
  return [`  - id: ${id}`, ...lines.map((line) => `    ${line}`), ""].join("\n");
}

export function registryText(...keys: readonly WrittenKey[]): string {
  return keys.length === 0 ? "keys: []\n" : `keys:\n${keys.map(entryText).join("")}`;
}
