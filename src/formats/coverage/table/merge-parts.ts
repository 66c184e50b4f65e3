import type { LineParts, Part } from "./part-table.ts";

/**
 * What several reports, or several entries of one, say of one line. Where each knows all parts by name, a part counts
 * once and is covered where any has it covered. Where only what was missed is known, it is missed where all missed it.
 * Where there are bare counts, or totals differ, the greatest covered and the greatest total are taken: never more
 * than one of them says. The order of `here` makes no difference.
 */
export function mergeParts(line: number, here: readonly LineParts[]): LineParts {
  const [first] = here;
  if (first === undefined) return { line, total: 0, covered: 0, parts: [] };
  if (here.length === 1) return first;
  if (here.every(knowsAll)) return union(line, here);
  const perTotal = [...Map.groupBy(here, ({ total }) => total).values()].map(sameTotal);
  const [only] = perTotal;
  if (perTotal.length === 1 && only !== undefined) return only;
  const total = Math.max(...perTotal.map((parts) => parts.total));
  return { line, total, covered: Math.max(...perTotal.map(({ covered }) => covered)), parts: [] };
}

/** Adds up what is known by name. */
export function countParts(line: number, parts: readonly Part[]): LineParts {
  let total = 0;
  let covered = 0;
  for (const { weight, hits } of parts) {
    total += weight;
    if (hits > 0) covered += weight;
  }
  return { line, total, covered, parts };
}

function knowsAll({ total, parts }: LineParts): boolean {
  return weightOf(parts) === total;
}

function knowsMissed({ total, covered, parts }: LineParts): boolean {
  return weightOf(missedOf(parts)) === total - covered;
}

function missedOf(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ hits }) => hits === 0);
}

function weightOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { weight }) => sum + weight, 0);
}

function union(line: number, here: readonly LineParts[]): LineParts {
  const parts = new Map<number | string, Part>();
  for (const part of here.flatMap((one) => one.parts)) {
    const { hits = 0, weight = 0 } = parts.get(part.name) ?? {};
    parts.set(part.name, {
      name: part.name,
      weight: Math.max(weight, part.weight),
      hits: Math.max(hits, part.hits),
    });
  }
  return countParts(line, [...parts.values()].sort(byName));
}

function sameTotal(here: readonly LineParts[]): LineParts {
  const [first, ...others] = here.toSorted((left, right) => right.covered - left.covered);
  if (first === undefined) throw new RangeError("a group has at least one member");
  if (others.length === 0 || !here.every(knowsMissed)) return { ...first, parts: [] };
  const names = others.map(({ parts }) => new Set(missedOf(parts).map(({ name }) => name)));
  const missed = missedOf(first.parts).filter(({ name }) => names.every((set) => set.has(name)));
  return { ...first, covered: first.total - weightOf(missed), parts: missed.toSorted(byName) };
}

function byName(left: Part, right: Part): number {
  return compareNames(left.name, right.name);
}

/** Numbers before texts, each in their own order, so that a merged table does not depend on who came first. */
export function compareNames(left: number | string, right: number | string): number {
  if (typeof left === "number") return typeof right === "number" ? left - right : -1;
  if (typeof right === "number") return 1;
  return left < right ? -1 : left > right ? 1 : 0;
}
