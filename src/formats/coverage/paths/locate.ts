import { mergeCoverage } from "../merge.ts";
import type { FileCoverage, LineReport } from "../model.ts";
import { totals } from "../totals.ts";
import type { FoundPath, PathFinder, Prefix } from "./find-paths.ts";
import { resolvePaths } from "./resolve-paths.ts";

/** A file of a report that a tree has not, or has several candidates for. */
export interface Lost {
  readonly path: string;
  readonly lines: number;
  readonly why: Exclude<FoundPath["kind"], "found">;
  /** Files that it could be; of one that lies elsewhere, the file with the same end. */
  readonly candidates: readonly string[];
}

export interface Located {
  /** By path of the tree. */
  readonly files: ReadonlyMap<string, FileCoverage>;
  readonly lost: readonly Lost[];
}

/** Puts a report's files under the paths of a tree. What a report says twice of one file is merged. */
export function locate(report: LineReport, find: PathFinder, prefixes: readonly Prefix[]): Located {
  const files = new Map<string, FileCoverage>();
  const doubled: ReadonlyMap<string, FileCoverage>[] = [];
  const lost: Lost[] = [];
  const found = resolvePaths(report, find, prefixes);
  for (const [reported, file] of report.files) {
    const one = found.get(reported) ?? { kind: "unknown" };
    if (one.kind !== "found") {
      lost.push({ path: reported, lines: linesIn(file), why: one.kind, candidates: candidatesOf(one) });
    } else if (files.has(one.path)) doubled.push(new Map([[one.path, file]]));
    else files.set(one.path, file);
  }
  const merged =
    doubled.length === 0
      ? files
      : mergeCoverage([files, ...doubled].map((one) => ({ files: one, complete: true }))).files;
  return { files: merged, lost };
}

/** Files that a path that was not found could be taken for. */
export function candidatesOf(found: FoundPath): readonly string[] {
  switch (found.kind) {
    case "ambiguous":
      return found.paths;
    case "elsewhere":
      return [found.path];
    case "found":
    case "unknown":
      return [];
  }
}

/** Executable lines. */
export function linesIn(file: FileCoverage): number {
  const total = totals(file, "line");
  return total.kind === "counted" ? total.total : 0;
}
