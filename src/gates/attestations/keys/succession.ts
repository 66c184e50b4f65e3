import type { RegisteredKey } from "../../../formats/attestations/key-registry.ts";
import type { KeyAges } from "./settings.ts";
import { keyStateAt, signs } from "./states.ts";

/**
 * The key of each purpose on which it depends whether anybody can sign: of those that have begun, the last to begin that is
 * good, or else the last. A key that was superseded on purpose, or has not begun, is nobody's last hope.
 */
export function newestKeys(keys: readonly RegisteredKey[], ages: KeyAges, moment: number): readonly RegisteredKey[] {
  return [...Map.groupBy(keys, ({ purpose }) => purpose).values()].flatMap((ofPurpose): readonly RegisteredKey[] => {
    const begun = ofPurpose.filter((key) => {
      const state = keyStateAt(key, ages, moment);
      return state !== "superseded" && (state === "compromised" ? key.from <= moment : state !== "future");
    });
    const latest = begun.toSorted((one, other) => other.from - one.from);
    const best = (["active", "due"] as const)
      .map((state) => latest.find((key) => keyStateAt(key, ages, moment) === state))
      .find((key) => key !== undefined);
    const key = best ?? latest[0];
    return key === undefined ? [] : [key];
  });
}

/** One key of every purpose: the one that it depends on or, where each was superseded or has not begun, the last to begin. */
export function keysOfPurposes(
  keys: readonly RegisteredKey[],
  ages: KeyAges,
  moment: number,
): readonly RegisteredKey[] {
  const newest = newestKeys(keys, ages, moment);
  return [...Map.groupBy(keys, ({ purpose }) => purpose)].flatMap(([purpose, ofPurpose]): readonly RegisteredKey[] => {
    const key = newest.find((one) => one.purpose === purpose);
    return key === undefined ? ofPurpose.toSorted((one, other) => other.from - one.from).slice(0, 1) : [key];
  });
}

/** Whether what is signed for the purpose at this moment counts. */
export function hasSigner(purpose: string, keys: readonly RegisteredKey[], ages: KeyAges, moment: number): boolean {
  return keys.some((key) => key.purpose === purpose && signs(keyStateAt(key, ages, moment)));
}
