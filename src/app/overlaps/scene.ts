import type { Preference } from "../../core/ledger.ts";
import type { HeadFacts } from "../../core/overlap.ts";
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

export function isSameAgent(one: KnownHead, other: KnownHead): boolean {
  const agent = one.acting?.agent;
  return agent !== undefined && agent !== null && agent === other.acting?.agent;
}

export function changedLines({ changes }: HeadFacts): number {
  const hunks = changes.flatMap((change) => change.hunks ?? []);
  return hunks.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
}
