import type { Preference } from "../../core/ledger.ts";
import type { KnownHead, KnownPair } from "../../core/overlap-store.ts";
import type { OverlapRequest } from "../../core/pull-request-overlaps.ts";
import type { TreeGates } from "./together/tree-gates.ts";

/** What is known of open pull requests, besides their commits, when one of them is held against the others. */
export interface Scene {
  readonly subject: KnownHead;
  /** Against the same base, those touched last first. */
  readonly others: readonly KnownHead[];
  /** What was told of the subject before. */
  readonly told: readonly KnownPair[];
  readonly pins: readonly Preference[];
  readonly request: OverlapRequest;
  /** What judges the trees of two merged heads; left out where no gate can. */
  readonly trees?: TreeGates;
  /** Epoch milliseconds. */
  readonly now: number;
}

export const dayMs = 24 * 60 * 60_000;

/** Nobody touched it for longer than the settings say. */
export function isOld({ touchedAt }: KnownHead, { now, request }: Pick<Scene, "now" | "request">): boolean {
  return touchedAt < now - request.maxAgeDays * dayMs;
}
