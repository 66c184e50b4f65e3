import { countOf } from "../../../core/count-of.ts";
import type { RegisteredKey } from "../../../formats/attestations/key-registry.ts";
import type { KeyAges } from "./settings.ts";
import { ageInDays, endOf, type KeyState, keyStateAt } from "./states.ts";

/** `2027-01-31T12:00Z`: seconds only where there are some. */
export function momentText(moment: number): string {
  return new Date(moment).toISOString().replace(/(?::00)?\.000Z$/, "Z");
}

/** What a key is at a moment, as a sentence's end: `is 34 days old and signs until 2026-12-30T00:00Z`. */
export function standingText(key: RegisteredKey, ages: KeyAges, moment: number): string {
  const end = momentText(endOf(key, ages));
  const days = countOf(Math.max(0, ageInDays(key, moment)), "day");
  switch (keyStateAt(key, ages, moment)) {
    case "future":
      return `signs from ${momentText(key.from)} on`;
    case "active":
      return `is ${days} old and signs until ${end}`;
    case "due":
      return `is ${days} old, signs only until ${end}, and is due for rotation`;
    case "too-old":
      return `is ${days} old, which is too old: it signs no more since ${end}`;
    case "expired":
      return `has ended on ${momentText(key.until)}`;
    case "superseded":
      return `was superseded on ${momentText(key.revoked?.at ?? key.until)}`;
    case "compromised":
      return `is revoked as compromised since ${momentText(key.revoked?.at ?? key.until)}`;
  }
}

/** One word or two, for a table. */
export const stateWords: Readonly<Record<KeyState, string>> = {
  future: "not yet",
  active: "active",
  due: "rotation due",
  "too-old": "too old",
  expired: "expired",
  superseded: "superseded",
  compromised: "compromised",
};
