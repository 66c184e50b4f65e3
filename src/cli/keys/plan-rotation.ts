import { badUsage } from "../../core/bad-usage.ts";
import { isoMoment } from "../../formats/attestations/audit-entry.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { KeyEntry } from "../../formats/attestations/registry-file.ts";
import { agesOf, type KeySettings } from "../../gates/attestations/keys/settings.ts";
import { endOf } from "../../gates/attestations/keys/states.ts";
import type { KeyPair } from "./key-pair.ts";
import type { KeyStep } from "./plan-change.ts";
import { withKey, withRevocation } from "./registry-text.ts";

export interface Rotation {
  /** The new key without what its pair decides. */
  readonly key: Pick<RegisteredKey, "id" | "purpose" | "from" | "until" | "builder">;
  /** Keys that the overlap ends earlier than they would end themselves. */
  readonly superseded: readonly (RegisteredKey & { readonly revoked: NonNullable<RegisteredKey["revoked"]> })[];
}

export interface WantedRotation {
  readonly purpose: string;
  readonly id: string | undefined;
  readonly from: number;
  readonly overlapMs: number;
  readonly builder: RegisteredKey["builder"];
}

/** Throws BAD_USAGE for words that a registry does not take, and for an id that is taken. */
export function planRotation(keys: readonly RegisteredKey[], wanted: WantedRotation, settings: KeySettings): Rotation {
  const { purpose, from, overlapMs } = wanted;
  const ages = agesOf(settings);
  const ofPurpose = keys.filter((key) => key.purpose === purpose);
  const id = wanted.id ?? freeId(`${purpose}-${isoMoment(from).slice(0, 10)}`, keys);
  for (const [what, word] of [
    ["purpose", purpose],
    ["id", id],
  ] as const) {
    if (!KeyEntry.shape.id.safeParse(word).success) {
      throw badUsage(`The ${what} ${word} does not do: letters, digits, dots, hyphens and underscores, at most 100.`);
    }
  }
  if (keys.some((key) => key.id === id)) throw badUsage(`There is a key ${id} already. Name another with --id.`);
  const [newest] = ofPurpose.toSorted((one, other) => other.from - one.from);
  const at = from + overlapMs;
  const superseded = ofPurpose
    .filter((key) => key.from <= from && endOf(key, ages) > at)
    .map((key) => ({ ...key, revoked: { at, reason: "superseded" } as const }));
  const key = { id, purpose, from, until: from + ages.rotateAfterMs, builder: wanted.builder ?? newest?.builder };
  return { key, superseded };
}

export function rotationSteps({ superseded }: Rotation, key: RegisteredKey): readonly KeyStep[] {
  return [{ action: "add", key }, ...superseded.map((one): KeyStep => ({ action: "revoke", key: one }))];
}

/** The whole key. Its line is not known before it is written. */
export function registered({ key }: Rotation, { publicKey, fingerprint, algorithm }: KeyPair): RegisteredKey {
  return { ...key, publicKey, fingerprint, algorithm, revoked: undefined, line: 1 };
}

/** `keys` are those of the text, in its order. */
export function rotatedText(
  text: string,
  keys: readonly RegisteredKey[],
  rotation: Rotation,
  key: RegisteredKey,
): string | undefined {
  const revoked = rotation.superseded.reduce<string | undefined>((before, one) => {
    const index = keys.findIndex(({ fingerprint }) => fingerprint === one.fingerprint);
    return before === undefined ? undefined : withRevocation(before, index, one.revoked);
  }, text);
  return revoked === undefined ? undefined : withKey(revoked, key);
}

function freeId(id: string, keys: readonly RegisteredKey[]): string {
  const taken = new Set(keys.map((key) => key.id));
  let count = 2;
  let free = id;
  while (taken.has(free)) {
    free = `${id}-${count}`;
    count += 1;
  }
  return free;
}
