import type { OverlapHunk } from "../../../core/overlap.ts";
import type { HeadLines } from "../../../core/pull-request-overlaps.ts";

/** So many ranges of one file are told. */
const maxRanges = 20;
/** So many hunks are looked at, and of each so many lines: a file of a million equal lines must not take an hour. */
const maxHunks = 50;
const maxLines = 20;

/**
 * Where hunks stand in the file as the head itself has it. Hunks are told in lines of the head merged into its base, so that
 * what the base changed meanwhile moves them: then the added lines are looked for in `text`, the head's file. Left out where
 * both are the same. A deletion is told by the line before it.
 */
export function headLines(hunks: readonly OverlapHunk[], text: readonly string[] | undefined): readonly HeadLines[] {
  let shift = 0;
  const ranges = hunks.slice(0, maxHunks).map(({ after, added }) => {
    if (text !== undefined && added.length > 0) {
      const expected = after.first + shift;
      shift = (placeOf(added.slice(0, maxLines), text, expected) ?? expected) - after.first;
    }
    const first = Math.max(1, after.first + shift);
    return { first, last: first + Math.max(1, after.count) - 1 };
  });
  return merged(ranges).slice(0, maxRanges);
}

/** The line at which these lines stand in the text, the nearest one to `near`. */
function placeOf(lines: readonly string[], text: readonly string[], near: number): number | undefined {
  const [head] = lines;
  let best: number | undefined;
  for (let at = 0; at + lines.length <= text.length; at += 1) {
    const isNearer = best === undefined || Math.abs(at + 1 - near) < Math.abs(best - near);
    if (text[at] === head && isNearer && lines.every((line, index) => text[at + index] === line)) best = at + 1;
  }
  return best;
}

function merged(ranges: readonly HeadLines[]): readonly HeadLines[] {
  const sorted = ranges.toSorted((one, other) => one.first - other.first);
  const result: HeadLines[] = [];
  for (const range of sorted) {
    const before = result.at(-1);
    if (before !== undefined && range.first <= before.last + 1) {
      result[result.length - 1] = { first: before.first, last: Math.max(before.last, range.last) };
    } else result.push(range);
  }
  return result;
}
