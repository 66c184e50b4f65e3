import type { RegisteredKey } from "../../../../src/formats/attestations/key-registry.ts";
import { KeySettings } from "../../../../src/gates/attestations/keys/settings.ts";

/** Midnight of a day of the story; the first is day 0. */
export function day(count: number): number {
  return Date.UTC(2026, 9, 1) + count * 24 * 60 * 60_000;
}

/** A key of 90 days. */
export function registeredKey(id: string, from: number, more: Partial<RegisteredKey> = {}): RegisteredKey {
  return {
    ...{ id, purpose: "release", fingerprint: `sha256:${id}`, publicKey: "", algorithm: "ecdsa-p256", line: 2 },
    ...{ from: day(from), until: day(from + 90), builder: undefined, revoked: undefined },
    ...more,
  };
}

export const defaults = KeySettings.parse({});
