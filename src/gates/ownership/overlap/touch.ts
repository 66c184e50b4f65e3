import type { OverlapHunk } from "../../../core/overlap.ts";

/** Changes of one text that hang together and make different texts of it. */
interface Contest {
  readonly mine: readonly OverlapHunk[];
  readonly theirs: readonly OverlapHunk[];
}

/**
 * Whether two changes of one text touch, as git's own merge sees it: changed ranges of the common base that overlap or abut
 * are a conflict unless both make the same text of it. Both lists are in order and in coordinates of that base.
 */
export function hunksTouch(one: readonly OverlapHunk[], other: readonly OverlapHunk[]): boolean {
  return contests(one, other).next().done !== true;
}

/** The hunks of both sides that touch one of the other, in order. */
export function contestedHunks(one: readonly OverlapHunk[], other: readonly OverlapHunk[]): Contest {
  const all = [...contests(one, other)];
  return { mine: all.flatMap(({ mine }) => mine), theirs: all.flatMap(({ theirs }) => theirs) };
}

function* contests(one: readonly OverlapHunk[], other: readonly OverlapHunk[]): Generator<Contest> {
  let [left, right] = [0, 0];
  while (left < one.length && right < other.length) {
    const cluster = clusterAt(one, left, other, right);
    if (cluster.ofOne > 0 && cluster.ofOther > 0) {
      const mine = one.slice(left, left + cluster.ofOne);
      const theirs = other.slice(right, right + cluster.ofOther);
      if (!makeSameText(mine, theirs)) yield { mine, theirs };
    }
    left += cluster.ofOne;
    right += cluster.ofOther;
  }
}

interface Range {
  /** Half open and 0-based; an insertion is empty. */
  readonly start: number;
  readonly end: number;
}

function rangeOf({ before }: Pick<OverlapHunk, "before">): Range {
  const start = before.count === 0 ? before.first : before.first - 1;
  return { start, end: start + before.count };
}

/** How many hunks of each list hang together from here on. At least one in all. */
function clusterAt(one: readonly OverlapHunk[], left: number, other: readonly OverlapHunk[], right: number) {
  const first = startOf(one[left]) <= startOf(other[right]) ? one[left] : other[right];
  let end = first === undefined ? 0 : rangeOf(first).end;
  let [ofOne, ofOther] = [0, 0];
  for (;;) {
    const mine = one[left + ofOne];
    const theirs = other[right + ofOther];
    // The next hunk of the same side never abuts, so only a hunk of the other side can make the cluster longer.
    if (mine !== undefined && rangeOf(mine).start <= end) {
      end = Math.max(end, rangeOf(mine).end);
      ofOne += 1;
    } else if (theirs !== undefined && rangeOf(theirs).start <= end) {
      end = Math.max(end, rangeOf(theirs).end);
      ofOther += 1;
    } else return { ofOne, ofOther };
  }
}

function startOf(hunk: OverlapHunk | undefined): number {
  return hunk === undefined ? Number.POSITIVE_INFINITY : rangeOf(hunk).start;
}

/** Compares what both sides make of the whole range of a cluster. Lines that one side keeps, the other side removes. */
function makeSameText(mine: readonly OverlapHunk[], theirs: readonly OverlapHunk[]): boolean {
  const base = new Map<number, string>();
  for (const hunk of [...mine, ...theirs]) {
    const { start } = rangeOf(hunk);
    for (const [offset, line] of hunk.removed.entries()) base.set(start + offset, line);
  }
  const ranges = [...mine, ...theirs].map(rangeOf);
  const start = Math.min(...ranges.map((range) => range.start));
  const end = Math.max(...ranges.map((range) => range.end));
  const [left, right] = [mine, theirs].map((hunks) => textOf(hunks, { start, end }, base));
  return (
    left !== undefined &&
    right !== undefined &&
    left.length === right.length &&
    left.every((line, at) => line === right[at])
  );
}

function textOf(hunks: readonly OverlapHunk[], range: Range, base: ReadonlyMap<number, string>): readonly string[] {
  const lines: string[] = [];
  let at = range.start;
  const keepTo = (end: number) => {
    for (; at < end; at += 1) lines.push(base.get(at) ?? `\0${at}`);
  };
  for (const hunk of hunks) {
    const { start, end } = rangeOf(hunk);
    keepTo(start);
    for (const line of hunk.added) lines.push(line);
    at = end;
  }
  keepTo(range.end);
  return lines;
}
