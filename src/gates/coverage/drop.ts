import type { ChangedLines } from "../../core/repository.ts";
import type { FileCoverage } from "../../formats/coverage/model.ts";
import { withoutLines } from "../../formats/coverage/without-lines.ts";
import { steady } from "./flaky.ts";
import type { CoverageFacts, Measured } from "./model.ts";
import { filesIn, type Module, type ModuleFiles, moduleFinder, type Part, partOf } from "./modules.ts";

/** A module's coverage in the merge base. */
export interface PartBefore {
  readonly part: Part;
  /** Without flaky lines. */
  readonly steady: Part;
  /** Nor with lines that head has no more: removing covered code is no loss of tests. */
  readonly remaining: Part;
}

/** Each module as it was in the merge base, by the same rules. */
export function partsBefore(
  base: Measured,
  facts: CoverageFacts,
  modules: readonly ModuleFiles[],
): ReadonlyMap<Module, PartBefore> {
  const moduleOf = moduleFinder(modules.map(({ module }) => module));
  const pathsOf = Map.groupBy(base.files.keys(), moduleOf);
  const remaining = remainsOf(facts);
  return new Map(
    modules.map(({ module }) => {
      const files = filesIn(base, pathsOf.get(module) ?? []);
      const compared = steady(files, facts.flaky.base);
      const counted = (some: Files) => partOf(some, module.metric);
      return [module, { part: counted(files), steady: counted(compared), remaining: counted(remaining(compared)) }];
    }),
  );
}

type Files = ReadonlyMap<string, FileCoverage>;

/** What head still has of files of the merge base. */
function remainsOf({ deleted, changes }: CoverageFacts): (files: Files) => Files {
  const gone = new Set(deleted);
  const changeOf = new Map(
    changes.flatMap((change) => (change.pathBefore === undefined ? [] : [[change.pathBefore, change]])),
  );
  return (files) =>
    new Map(
      [...files].flatMap(([path, file]): [string, FileCoverage][] => {
        const change = changeOf.get(path);
        if (change === undefined) return gone.has(path) ? [] : [[path, file]];
        const removed = removedLines(change);
        return [[path, removed.size === 0 ? file : withoutLines(file, removed)]];
      }),
    );
}

/** Line numbers in base. */
function removedLines(change: ChangedLines): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { before } of change.hunks) {
    for (let line = 0; line < before.count; line += 1) lines.add(before.first + line);
  }
  return lines;
}
