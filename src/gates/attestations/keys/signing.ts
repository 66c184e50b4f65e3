import type { TrustedTime } from "../../../core/attestation.ts";
import { countOf } from "../../../core/count-of.ts";
import type { RegisteredKey } from "../../../formats/attestations/key-registry.ts";
import type { KeyAges } from "./settings.ts";
import { ageInDays, endOf, keyStateAt, signs } from "./states.ts";
import { momentText } from "./texts.ts";

export interface KeyVerdict {
  /** `unproven`: nobody knows when it was signed. */
  readonly outcome: "passed" | "failed" | "unproven";
  /** A whole sentence, or some, with what to do where it did not pass. */
  readonly detail: string;
}

/**
 * Whether the key might sign when it did. Every moment that somebody vouches for has to lie within its time; without one there is
 * no telling, whatever the key is now.
 */
export function judgeSigning(key: RegisteredKey, ages: KeyAges, times: readonly TrustedTime[]): KeyVerdict {
  if (key.revoked?.reason === "compromise") {
    const since = momentText(key.revoked.at);
    return {
      outcome: "failed",
      detail: `The key ${key.id} is revoked as compromised since ${since}, so nothing that it ever signed counts. Sign again with another key.`,
    };
  }
  if (times.length === 0) {
    return {
      outcome: "unproven",
      detail: `Nobody vouches for when the key ${key.id} signed this, so whether it might is not known. Sign with an entry in a transparency log, or with a timestamp of an authority that counts.`,
    };
  }
  const outside = times.find(({ at }) => !signs(keyStateAt(key, ages, at)));
  if (outside !== undefined) return { outcome: "failed", detail: outsideText(key, ages, outside) };
  const [first] = times.map(({ at }) => at).toSorted((one, other) => one - other);
  const age = countOf(ageInDays(key, first ?? key.from), "day");
  return {
    outcome: "passed",
    detail: `The key ${key.id} was ${age} old when it signed, on ${momentText(first ?? key.from)}.`,
  };
}

const witnesses: Readonly<Record<TrustedTime["by"], string>> = {
  log: "the transparency log",
  "timestamp-authority": "the timestamp authority",
};

function outsideText(key: RegisteredKey, ages: KeyAges, { at, by }: TrustedTime): string {
  const signed = `This was signed on ${momentText(at)}, as ${witnesses[by]} says`;
  if (at < key.from) return `${signed}; the key ${key.id} signs only from ${momentText(key.from)} on. Sign again.`;
  const end = momentText(endOf(key, ages));
  const advice = `Sign again with a key that is valid; without one: lanekeeper keys rotate ${key.purpose}.`;
  return `${signed}; the key ${key.id} signs no more since ${end}, ${endReason(key, ages)}. ${advice}`;
}

function endReason(key: RegisteredKey, ages: KeyAges): string {
  const end = endOf(key, ages);
  if (end === key.revoked?.at) return "when it was superseded";
  if (end === key.until) return "when it ended, as the registry says";
  return `when it was ${countOf(ageInDays(key, end), "day")} old`;
}
