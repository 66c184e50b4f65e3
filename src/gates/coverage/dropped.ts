import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Fraction } from "../../formats/coverage/model.ts";
import { percentText, reachesLess } from "../../formats/coverage/percent.ts";
import type { PartBefore } from "./drop.ts";
import { moduleFinding } from "./module-finding.ts";
import type { Module, Part } from "./modules.ts";

type Threshold = number | "base" | undefined;

/** Whether a module lost more than it may. Flaky lines are in neither part. */
export function dropped(
  module: Module,
  part: Part,
  base: PartBefore | undefined,
  threshold: Threshold,
): readonly Finding[] {
  const allowed = allowedLoss(module, threshold);
  if (allowed === undefined || base?.steady.kind !== "counted" || part.kind !== "counted") return [];
  const { vanished } = base;
  const now = { covered: part.covered, total: part.total + vanished.total };
  if (isWithin(now, base.steady, base, allowed)) return [];
  const counting =
    vanished.total === 0 ? "" : `, counting ${countOf(vanished.files, "file")} that no report mentions any more`;
  const what = `${module.name} is covered to ${percentText(now)}${counting}; it was ${percentText(beforeOf(base))} in the merge base, ${limitText(allowed)}.`;
  return [moduleFinding("coverage-dropped", what)];
}

/** The same of a module of which nothing is counted any more, although head still has lines that the base counted. */
export function droppedToNothing(
  module: Module,
  base: PartBefore | undefined,
  threshold: Threshold,
): readonly Finding[] {
  const allowed = allowedLoss(module, threshold);
  if (allowed === undefined || base?.steady.kind !== "counted" || base.expected === undefined) return [];
  // What was nothing before is no loss, and neither is what the change removes.
  if (base.expected.total === 0 || isWithin({ covered: 0, total: 1 }, base.steady, base, allowed)) return [];
  const what = `${module.name} was covered to ${percentText(beforeOf(base))} in the merge base, ${limitText(allowed)}; now the reports count nothing of it.`;
  return [moduleFinding("coverage-dropped", what)];
}

function allowedLoss({ maxDrop }: Module, threshold: Threshold): number | undefined {
  return threshold === "base" ? 0 : maxDrop;
}

/** Where the base has nothing to count under this name, what was moved here is compared alone. */
function isWithin(now: Fraction, before: Fraction, { expected }: PartBefore, allowed: number): boolean {
  if (before.total === 0) return expected === undefined || reachesLess(now, expected, allowed);
  return reachesLess(now, before, allowed) || (expected !== undefined && reachesLess(now, expected, allowed));
}

function beforeOf({ steady, expected }: PartBefore): Fraction {
  const none = { covered: 0, total: 0 };
  return steady.kind === "counted" && steady.total > 0 ? steady : (expected ?? none);
}

function limitText(allowed: number): string {
  return allowed === 0
    ? "and may lose nothing"
    : `and may lose ${allowed} percentage ${allowed === 1 ? "point" : "points"}`;
}
