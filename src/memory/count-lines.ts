import type { LineCounts } from "../core/repository.ts";

/** Git looks for a zero byte in so many first bytes to call a file binary. */
const binaryWindowBytes = 8_000;

/** Added and deleted lines between two contents: what is not in their longest common subsequence of lines. */
export function countLines(before: Uint8Array, after: Uint8Array): LineCounts {
  if (isBinary(before) || isBinary(after)) return { kind: "binary" };
  const common = commonLines(linesOf(before), linesOf(after));
  return { kind: "lines", added: linesOf(after).length - common, deleted: linesOf(before).length - common };
}

export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, binaryWindowBytes).includes(0);
}

/** Lines with their ends, so that a missing last line feed is a difference. */
export function linesOf(bytes: Uint8Array): readonly string[] {
  return new TextDecoder("latin1").decode(bytes).match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function commonLines(before: readonly string[], after: readonly string[]): number {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const room = Math.min(before.length, after.length) - start;
  while (end < room && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return start + end + longestCommon(before.slice(start, before.length - end), after.slice(start, after.length - end));
}

/** The classic table, one row at a time. */
function longestCommon(before: readonly string[], after: readonly string[]): number {
  let row = new Array<number>(after.length + 1).fill(0);
  for (const line of before) {
    const next = [0];
    for (const [column, other] of after.entries()) {
      const best = line === other ? (row[column] ?? 0) + 1 : Math.max(row[column + 1] ?? 0, next[column] ?? 0);
      next.push(best);
    }
    row = next;
  }
  return row[after.length] ?? 0;
}
