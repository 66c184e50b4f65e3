import { mergeFiles } from "./merge-files.ts";
import type { Coverage, FileCoverage } from "./model.ts";
import { END, lineCursor, nextLine } from "./table/line-table.ts";

export interface MergedCoverage extends Coverage {
  /** Lines that one report takes for executable and another one of the same file does not, by file. */
  readonly disagreements: ReadonlyMap<string, number>;
}

/**
 * The union of several reports of one commit, file by file and line by line. Their order makes no difference. What is
 * merged from a damaged report is not complete either.
 */
export function mergeCoverage(reports: readonly Coverage[]): MergedCoverage {
  const pieces = new Map<string, [FileCoverage, ...FileCoverage[]]>();
  for (const [path, file] of reports.flatMap(({ files }) => [...files])) {
    const known = pieces.get(path);
    if (known === undefined) pieces.set(path, [file]);
    else known.push(file);
  }
  const disagreements = new Map<string, number>();
  const files = new Map<string, FileCoverage>();
  for (const path of [...pieces.keys()].toSorted()) {
    const several = pieces.get(path);
    if (several === undefined) continue;
    files.set(path, mergeFiles(several));
    const count = countDisagreements(several);
    if (count > 0) disagreements.set(path, count);
  }
  return { files, complete: reports.every(({ complete }) => complete), disagreements };
}

function countDisagreements(files: readonly FileCoverage[]): number {
  const cursors = files.map(({ lines }) => lineCursor(lines));
  let count = 0;
  for (let line = nextLine(cursors); line !== END; line = nextLine(cursors)) {
    const here = cursors.filter((cursor) => cursor.line === line);
    if (here.length < cursors.length) count += 1;
    for (const cursor of here) cursor.next();
  }
  return count;
}
