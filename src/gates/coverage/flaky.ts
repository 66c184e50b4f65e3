import { linesOf } from "../../formats/coverage/lines.ts";
import type { FileCoverage } from "../../formats/coverage/model.ts";
import { withoutLines } from "../../formats/coverage/without-lines.ts";
import type { FlakyLines, LineSets } from "./model.ts";
import type { LinesAfter } from "./unchanged-lines.ts";

/** What one run on the base measured, and which files of the merge base were others then. */
export interface BaseRun {
  readonly files: ReadonlyMap<string, FileCoverage>;
  readonly changedSince: ReadonlySet<string>;
}

/**
 * Files of the merge base in which head covers an unchanged line otherwise. Only there can flaky lines change a
 * comparison, so nothing is asked about any other file.
 */
export function suspectFiles(
  base: ReadonlyMap<string, FileCoverage>,
  head: ReadonlyMap<string, FileCoverage>,
  after: LinesAfter,
): readonly string[] {
  return [...base].flatMap(([path, file]) => {
    const now = head.get(after.path(path) ?? "");
    return now !== undefined && coversOtherwise(path, file, now, after) ? [path] : [];
  });
}

function coversOtherwise(path: string, before: FileCoverage, now: FileCoverage, after: LinesAfter): boolean {
  const states = statesOf(now);
  for (const [line, state] of statesOf(before)) {
    const here = after.line(path, line);
    const other = here === undefined ? undefined : states.get(here);
    if (other !== undefined && other !== state) return true;
  }
  return false;
}

/**
 * Lines that went from one state to another and back in runs of the same file, the latest run first. A line that changed
 * once is no such line: a test that came or went does that too, and its loss must be seen.
 */
export function flakyLines(suspects: readonly string[], runs: readonly BaseRun[], after: LinesAfter): FlakyLines {
  const base = new Map<string, ReadonlySet<number>>();
  const head = new Map<string, ReadonlySet<number>>();
  for (const path of suspects) {
    const seen = runs.flatMap(({ files, changedSince }) => {
      const file = changedSince.has(path) ? undefined : files.get(path);
      return file === undefined ? [] : [statesOf(file)];
    });
    const lines = [...new Set(seen.flatMap((states) => [...states.keys()]))];
    const flaky = lines.filter((line) => cameBack(seen.flatMap((states) => states.get(line) ?? [])));
    if (flaky.length === 0) continue;
    base.set(path, new Set(flaky));
    head.set(after.path(path) ?? path, new Set(flaky.flatMap((line) => after.line(path, line) ?? [])));
  }
  return { base, head, runs: runs.length };
}

/** Whether a state is there again after another one. */
function cameBack(states: readonly string[]): boolean {
  return states.some((state, index) => state !== states[index - 1] && states.indexOf(state) < index);
}

/** What was executed of each line, in whatever a metric counts. */
function statesOf(file: FileCoverage): ReadonlyMap<number, string> {
  const states = new Map<number, string>();
  for (const { line, hits, partial, branches, statements } of linesOf(file)) {
    states.set(line, [hits > 0, partial, branches?.covered, statements?.covered].join());
  }
  return states;
}

/** The same files without some of their lines. */
export function steady(files: ReadonlyMap<string, FileCoverage>, flaky: LineSets): ReadonlyMap<string, FileCoverage> {
  if (flaky.size === 0) return files;
  return new Map(
    [...files].map(([path, file]) => {
      const lines = flaky.get(path);
      return [path, lines === undefined ? file : withoutLines(file, lines)];
    }),
  );
}
