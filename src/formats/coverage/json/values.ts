import { shown } from "../../reports/problem-log.ts";
import { countFromNumber, countFromText } from "../counts.ts";
import type { ProblemLog } from "../problems.ts";

/** A line number, or how many there are of something: a whole number from 0; undefined for anything else. */
export function wholeNumber(value: unknown): number | undefined {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** How often something ran. What cannot be read is 0 and a problem, so that the line stays and nobody gains by it. */
export function hitsOf(value: unknown, what: string, problems: ProblemLog): number {
  const count =
    typeof value === "number"
      ? countFromNumber(value)
      : typeof value === "string" || value === null
        ? countFromText(String(value))
        : undefined;
  if (count === undefined || count.kind === "unreadable") {
    problems.note("unreadable-entry", `${what} has a count that cannot be read. It is taken for 0.`);
    return 0;
  }
  if (count.kind === "odd") problems.note("odd-count", count.what);
  return count.hits;
}

/** Notes that a part of the report has not the shape it should have. */
export function refuse(path: string, part: string, problems: ProblemLog): void {
  problems.note("unreadable-entry", `${shown(path)} has no ${part} that can be read.`);
}

/** Notes that some files say nothing of branches, in a report where others do. */
export function noteWithout(files: number, problems: ProblemLog): void {
  if (files > 0)
    problems.note(
      "no-branch-detail",
      `${files === 1 ? "1 file says" : `${files} files say`} nothing of branches, and others do.`,
    );
}
