import { mergeCoverage } from "../merge.ts";
import type { FileCoverage, LineReport } from "../model.ts";
import { totals } from "../totals.ts";
import type { FoundPath, PathSurroundings, Prefix } from "./find-paths.ts";

/** A file of a report that a tree has not, or has several candidates for. */
export interface Lost {
  readonly path: string;
  readonly lines: number;
  /** Files that it could be. */
  readonly candidates: readonly string[];
}

export interface Located {
  /** By path of the tree. */
  readonly files: ReadonlyMap<string, FileCoverage>;
  readonly lost: readonly Lost[];
}

/** Puts a report's files under the paths of a tree. What a report says twice of one file is merged. */
export function locate(
  report: LineReport,
  find: (reported: string, around: PathSurroundings) => FoundPath,
  prefixes: readonly Prefix[],
): Located {
  const files = new Map<string, FileCoverage>();
  const doubled: ReadonlyMap<string, FileCoverage>[] = [];
  const lost: Lost[] = [];
  const entries = [...report.files].map(([reported, file]) => {
    return { reported, file, found: find(reported, { prefixes, roots: report.hints.roots }) };
  });
  const certain = new Set(
    entries.flatMap(({ found }) => (found.kind === "found" && found.by !== "suffix" ? [found.path] : [])),
  );
  for (const { reported, file, found } of entries) {
    // Another path of this report is that file for certain, so this one is of some other file with the same end.
    if (found.kind === "found" && found.by === "suffix" && certain.has(found.path)) {
      lost.push({ path: reported, lines: linesIn(file), candidates: [] });
      continue;
    }
    if (found.kind === "found" && files.has(found.path)) doubled.push(new Map([[found.path, file]]));
    else if (found.kind === "found") files.set(found.path, file);
    else {
      const candidates = found.kind === "ambiguous" ? found.paths : [];
      lost.push({ path: reported, lines: linesIn(file), candidates });
    }
  }
  const merged =
    doubled.length === 0
      ? files
      : mergeCoverage([files, ...doubled].map((one) => ({ files: one, complete: true }))).files;
  return { files: merged, lost };
}

/** Executable lines. */
export function linesIn(file: FileCoverage): number {
  const total = totals(file, "line");
  return total.kind === "counted" ? total.total : 0;
}
