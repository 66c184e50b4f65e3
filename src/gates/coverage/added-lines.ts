import type { ChangedLines } from "../../core/repository.ts";
import { linesOf } from "../../formats/coverage/lines.ts";
import type { FileCoverage } from "../../formats/coverage/model.ts";

/** Line numbers in head that the change brings, without those that it only moved. Of an unread file, all that are measured. */
export function addedLines(
  { hunks, moved, unread }: Pick<ChangedLines, "hunks" | "moved" | "unread">,
  file: FileCoverage,
): ReadonlySet<number> {
  if (unread) return new Set(Array.from(linesOf(file), ({ line }) => line));
  const lines = new Set<number>();
  for (const { after } of hunks) for (let line = 0; line < after.count; line += 1) lines.add(after.first + line);
  for (const { line } of moved) lines.delete(line);
  return lines;
}
