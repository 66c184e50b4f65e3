import type { ChangedLines } from "../../core/repository.ts";
import { linesOf } from "../../formats/coverage/lines.ts";
import type { FileCoverage, Fraction } from "../../formats/coverage/model.ts";
import { addedLines } from "./added-lines.ts";
import type { CoverageFacts, CoverageSettings } from "./model.ts";
import { sourceTest } from "./source-kinds.ts";

/** What is covered of the lines that a change brings to one file. */
export interface ChangedFile extends Fraction {
  readonly path: string;
  /** First and last line of each uncovered stretch; lines without code in between do not end it. */
  readonly uncovered: readonly (readonly [first: number, last: number])[];
}

export interface ChangedCoverage extends Fraction {
  readonly files: readonly ChangedFile[];
  /** Changed files of the kinds that are measured, which no report mentions. */
  readonly unknown: readonly string[];
}

type Partial = "covered" | "uncovered";

/** Lines that the change adds, without those that it only moved, as far as they are executable. */
export function changedCoverage(settings: CoverageSettings, facts: CoverageFacts): ChangedCoverage {
  const rule = settings["changed-lines"];
  const partial = typeof rule === "object" ? rule.partial : "covered";
  const counted = new Set(facts.paths);
  const isSource = sourceTest(facts.head);
  const files: ChangedFile[] = [];
  const unknown: string[] = [];
  for (const change of facts.changes) {
    if (!counted.has(change.path) || !bringsLines(change)) continue;
    const file = facts.head.files.get(change.path);
    if (file !== undefined) files.push(changedFile(change, file, partial));
    else if (isSource(change.path)) unknown.push(change.path);
  }
  const covered = files.reduce((sum, file) => sum + file.covered, 0);
  const total = files.reduce((sum, file) => sum + file.total, 0);
  return { covered, total, files: files.filter((file) => file.total > 0), unknown };
}

/** A line that is only moved is none. */
function bringsLines({ hunks, moved, unread }: ChangedLines): boolean {
  return unread || hunks.reduce((sum, { after }) => sum + after.count, 0) > moved.length;
}

function changedFile(change: ChangedLines, file: FileCoverage, partial: Partial): ChangedFile {
  const added = addedLines(change, file);
  const uncovered: [number, number][] = [];
  let [covered, total, open] = [0, 0, false];
  for (const { line, hits, partial: isPart, branches, statements } of linesOf(file)) {
    // An executable line that the change leaves alone, or that is covered, ends a stretch.
    if (!added.has(line)) {
      open = false;
      continue;
    }
    total += 1;
    const whole = !isPart && [branches, statements].every((part) => part === undefined || part.covered === part.total);
    const isCovered = hits > 0 && (partial === "covered" || whole);
    const last = uncovered.at(-1);
    if (isCovered) covered += 1;
    else if (open && last !== undefined) last[1] = line;
    else uncovered.push([line, line]);
    open = !isCovered;
  }
  return { path: change.path, covered, total, uncovered };
}
