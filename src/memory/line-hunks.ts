import type { WrittenHunk } from "../formats/git/hunks.ts";
import { isBinary, linesOf } from "./count-lines.ts";

/** Where two contents differ, by the classic table: for values in tests, which are short. None where git counts no lines. */
export function hunksBetween(before: Uint8Array, after: Uint8Array): readonly WrittenHunk[] {
  if (isBinary(before) || isBinary(after)) return [];
  const [old, now] = [linesOf(before), linesOf(after)];
  const common = commonFrom(old, now);
  const hunks: WrittenHunk[] = [];
  let [left, right] = [0, 0];
  while (left < old.length || right < now.length) {
    if (left < old.length && right < now.length && old[left] === now[right]) {
      left += 1;
      right += 1;
      continue;
    }
    const [firstLeft, firstRight] = [left, right];
    while (left < old.length || right < now.length) {
      if (left < old.length && right < now.length && old[left] === now[right]) break;
      const withoutOld = common[left + 1]?.[right] ?? -1;
      const withoutNew = common[left]?.[right + 1] ?? -1;
      if (right >= now.length || (left < old.length && withoutOld >= withoutNew)) left += 1;
      else right += 1;
    }
    hunks.push({
      before: rangeOf(firstLeft, left),
      after: rangeOf(firstRight, right),
      removed: old.slice(firstLeft, left),
      added: now.slice(firstRight, right),
    });
  }
  return hunks;
}

/** As git counts: an empty range stands behind its first line. */
function rangeOf(start: number, end: number) {
  return { first: end === start ? start : start + 1, count: end - start };
}

/** How many lines the rests from each pair of places have in common. */
function commonFrom(old: readonly string[], now: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  for (let left = old.length - 1; left >= 0; left -= 1) {
    for (let right = now.length - 1; right >= 0; right -= 1) {
      const row = table[left];
      if (row === undefined) continue;
      row[right] =
        old[left] === now[right]
          ? (table[left + 1]?.[right + 1] ?? 0) + 1
          : Math.max(table[left + 1]?.[right] ?? 0, row[right + 1] ?? 0);
    }
  }
  return table;
}
