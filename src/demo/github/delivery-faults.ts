import type { Webhook } from "./delivery-log.ts";

/** How often, from 0 to 1, or for which webhooks. */
type Chance = number | ((webhook: Webhook) => boolean);

/** What goes wrong between GitHub and the app. Nothing, unless set. */
export interface DeliveryFaults {
  /** Not delivered; the log shows a failed delivery. */
  readonly drop?: Chance;
  /** Not delivered, and no trace of it in the log. */
  readonly vanish?: Chance;
  /** Delivered twice, with the same id. */
  readonly repeat?: Chance;
  /** Delivered `delayMs` later. */
  readonly delay?: Chance;
  /** Held back for a random part of `delayMs`, so that later webhooks overtake it. */
  readonly reorder?: Chance;
  /** 50 unless told. */
  readonly delayMs?: number;
  /** The same seed gives the same faults for the same order of webhooks. */
  readonly seed?: number;
}

/** What becomes of one webhook. */
export interface Fate {
  readonly kind: "sent" | "dropped" | "vanished";
  readonly copies: number;
  readonly delayMs: number;
}

export function createFate(faults: DeliveryFaults): (webhook: Webhook) => Fate {
  const random = seeded(faults.seed ?? 1);
  const delayMs = faults.delayMs ?? 50;
  return (webhook) => {
    // Every chance is drawn for every webhook, so that one setting does not shift the others.
    const [vanish, drop, repeat, delay, reorder] = [
      faults.vanish,
      faults.drop,
      faults.repeat,
      faults.delay,
      faults.reorder,
    ].map((chance) => happens(chance, random(), webhook));
    const held = random() * delayMs;
    return {
      kind: vanish === true ? "vanished" : drop === true ? "dropped" : "sent",
      copies: repeat === true ? 2 : 1,
      delayMs: (delay === true ? delayMs : 0) + (reorder === true ? held : 0),
    };
  };
}

function happens(chance: Chance | undefined, drawn: number, webhook: Webhook): boolean {
  if (chance === undefined) return false;
  return typeof chance === "number" ? drawn < chance : chance(webhook);
}

/** Numbers from 0 to 1: mulberry32, which is small and good enough for faults. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
