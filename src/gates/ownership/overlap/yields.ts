import { type YieldRule, yieldRules } from "../../../core/pull-request-overlaps.ts";
import type { Stacking } from "./stacks.ts";

/** What of one pull request decides who waits. Whatever is not known is left out and decides nothing. */
export interface Standing {
  readonly ref: string;
  /** It cannot be merged into the base alone, so it has to be rebased whatever others do. */
  readonly stuck: boolean;
  readonly draft?: boolean;
  /** Of the agent; more goes first. Of a pull request that nobody has judged yet it is not known. */
  readonly priority?: number;
  /** Epoch milliseconds since when it is ready for review, else since it was opened. */
  readonly readySince?: number;
  readonly changedLines: number;
  readonly number?: number;
}

export interface PairStanding {
  /** The ref that a person wants to go first. */
  readonly pinned?: string;
  /** The ref whose agent owns the contested path. */
  readonly owner?: string;
  readonly stacking: Stacking;
}

/** Exactly one of a pair waits, and the rule that says so. */
export interface Decision {
  readonly yields: string;
  readonly rule: YieldRule;
}

/** A decision that stands is changed by these alone, so that nobody who already made way is asked to come back. */
const strongRules = yieldRules.slice(0, 4);

/**
 * Who of two waits: the first rule in which they differ decides. `previous` is the decision that was told before; what
 * changes by itself while people work, such as the number of lines, does not turn it round. One that rests on a strong rule
 * lasts no longer than that rule holds: whoever went first by a lease does so no longer than that lasts.
 */
export function decideYield(one: Standing, other: Standing, pair: PairStanding, previous?: Decision): Decision {
  const isOfBoth = previous?.yields === one.ref || previous?.yields === other.ref;
  const known = isOfBoth && !strongRules.includes(previous.rule) ? previous : undefined;
  const rules = known === undefined ? yieldRules : strongRules;
  for (const rule of rules) {
    const sign = compareBy[rule](one, other, pair);
    if (sign !== 0) return { yields: sign < 0 ? other.ref : one.ref, rule };
  }
  const [, later = other.ref] = [one.ref, other.ref].toSorted();
  return known ?? { yields: later, rule: "number" };
}

/** Negative when the first goes first. */
type Compare = (one: Standing, other: Standing, pair: PairStanding) => number;

const compareBy: Readonly<Record<YieldRule, Compare>> = {
  pin: (one, other, { pinned }) => firstIs(pinned, one, other),
  owner: (one, other, { owner }) => firstIs(owner, one, other),
  landing: (one, other) => Number(one.stuck) - Number(other.stuck),
  stack: (_one, _other, { stacking }) => (stacking === "one-on-other" ? 1 : stacking === "other-on-one" ? -1 : 0),
  ready: (one, other) => claim(one.draft) - claim(other.draft),
  priority: (one, other) => difference(other.priority, one.priority),
  age: (one, other) => difference(one.readySince, other.readySince),
  size: (one, other) => one.changedLines - other.changedLines,
  number: (one, other) => difference(one.number, other.number),
};

function firstIs(ref: string | undefined, one: Standing, other: Standing): number {
  return ref === one.ref ? -1 : ref === other.ref ? 1 : 0;
}

function claim(value: boolean | undefined): number {
  return value === true ? 1 : 0;
}

function difference(one: number | undefined, other: number | undefined): number {
  return one === undefined || other === undefined ? 0 : one - other;
}

/** The order of two pull requests as far as no pair is looked at: a total one, so that it can sort. */
export function compareStanding(one: Standing, other: Standing): number {
  const alone: PairStanding = { stacking: "apart" };
  // Something missing would make it no order; it comes last.
  const [left, right] = [one, other].map(complete);
  if (left === undefined || right === undefined) return 0;
  for (const rule of yieldRules) {
    const sign = compareBy[rule](left, right, alone);
    if (sign !== 0) return sign;
  }
  return one.ref < other.ref ? -1 : Number(one.ref > other.ref);
}

function complete(standing: Standing): Standing {
  const { priority = 0, readySince = Number.MAX_SAFE_INTEGER, number = Number.MAX_SAFE_INTEGER } = standing;
  return { ...standing, priority, readySince, number };
}
