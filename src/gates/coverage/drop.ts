import type { ChangedLines } from "../../core/repository.ts";
import { linesOf } from "../../formats/coverage/lines.ts";
import type { FileCoverage, Fraction } from "../../formats/coverage/model.ts";
import { steady } from "./flaky.ts";
import type { CoverageFacts, Measured } from "./model.ts";
import { filesIn, type Module, type ModuleFiles, moduleFinder, type Part, partOf } from "./modules.ts";

/** A module's coverage in the merge base. */
export interface PartBefore {
  readonly part: Part;
  /** Without flaky lines. */
  readonly steady: Part;
  /** Of the lines that head still has: removing covered code is no loss of tests. Undefined where lines do not tell. */
  readonly remaining: Fraction | undefined;
}

/** Each module as it was in the merge base, by the same rules. */
export function partsBefore(
  base: Measured,
  facts: CoverageFacts,
  modules: readonly ModuleFiles[],
): ReadonlyMap<Module, PartBefore> {
  const moduleOf = moduleFinder(modules.map(({ module }) => module));
  const pathsOf = Map.groupBy(base.files.keys(), moduleOf);
  const gone = new Set(facts.deleted);
  const changes = new Map(
    facts.changes.flatMap((change) => (change.pathBefore === undefined ? [] : [[change.pathBefore, change]])),
  );
  return new Map(
    modules.map(({ module }) => {
      const files = filesIn(base, pathsOf.get(module) ?? []);
      const isByLines = module.metric === "line";
      const compared = steady(files, facts.flaky.base);
      const remaining = isByLines ? remainingOf(compared, gone, changes) : undefined;
      return [module, { part: partOf(files, module.metric), steady: partOf(compared, module.metric), remaining }];
    }),
  );
}

function remainingOf(
  files: ReadonlyMap<string, FileCoverage>,
  gone: ReadonlySet<string>,
  changes: ReadonlyMap<string, ChangedLines>,
): Fraction {
  let [covered, total] = [0, 0];
  for (const [path, file] of files) {
    const change = changes.get(path);
    if (change === undefined && gone.has(path)) continue;
    const removed = removedLines(change);
    for (const { line, hits } of linesOf(file)) {
      if (removed.has(line)) continue;
      total += 1;
      if (hits > 0) covered += 1;
    }
  }
  return { covered, total };
}

/** Line numbers in base. */
function removedLines(change: ChangedLines | undefined): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { before } of change?.hunks ?? []) {
    for (let line = 0; line < before.count; line += 1) lines.add(before.first + line);
  }
  return lines;
}
