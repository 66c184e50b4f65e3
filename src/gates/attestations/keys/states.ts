import type { RegisteredKey } from "../../../formats/attestations/key-registry.ts";
import type { KeyAges } from "./settings.ts";

/**
 * `due` signs still, and should be followed by another key. `too-old`, `expired` and `superseded` sign no more, and what they
 * signed before stays good. `compromised` never did.
 */
export type KeyState = "future" | "active" | "due" | "too-old" | "expired" | "superseded" | "compromised";

/**
 * What a key is at a moment, in epoch milliseconds. A compromise is known for all time: from when on somebody else had the
 * key is just what nobody knows. A key that ends before it is too old is due as long before its end as any other.
 */
export function keyStateAt(key: RegisteredKey, ages: KeyAges, moment: number): KeyState {
  const { from, until, revoked } = key;
  if (revoked?.reason === "compromise") return "compromised";
  if (revoked !== undefined && moment >= revoked.at) return "superseded";
  if (moment < from) return "future";
  if (moment >= until) return "expired";
  if (moment - from >= ages.rotateAfterMs) return "too-old";
  return moment >= endOf(key, ages) - (ages.rotateAfterMs - ages.warnAfterMs) ? "due" : "active";
}

/** Whether what is signed in this state counts. */
export function signs(state: KeyState): boolean {
  return state === "active" || state === "due";
}

/** The first moment at which the key signs no more, in epoch milliseconds. A compromised key ends where it begins. */
export function endOf({ from, until, revoked }: RegisteredKey, ages: KeyAges): number {
  if (revoked?.reason === "compromise") return from;
  return Math.min(until, from + ages.rotateAfterMs, revoked?.at ?? Number.POSITIVE_INFINITY);
}

/** Whole days since the key began; below zero before. */
export function ageInDays({ from }: RegisteredKey, moment: number): number {
  return Math.floor((moment - from) / (24 * 60 * 60_000));
}
