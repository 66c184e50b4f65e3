import type { ChangedLines } from "../../core/repository.ts";

/** Line numbers in head that the change brings, without those that it only moved. */
export function addedLines({ hunks, moved }: Pick<ChangedLines, "hunks" | "moved">): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { after } of hunks) for (let line = 0; line < after.count; line += 1) lines.add(after.first + line);
  for (const { line } of moved) lines.delete(line);
  return lines;
}
