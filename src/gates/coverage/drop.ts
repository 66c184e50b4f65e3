import { linesOf } from "../../formats/coverage/lines.ts";
import type { FileCoverage } from "../../formats/coverage/model.ts";
import { withoutLines } from "../../formats/coverage/without-lines.ts";
import { steady } from "./flaky.ts";
import type { CoverageFacts, Measured } from "./model.ts";
import { filesIn, type Module, type ModuleFiles, moduleFinder, type Part, partOf } from "./modules.ts";
import { linesAfter } from "./unchanged-lines.ts";

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
  const after = linesAfter(changes, deleted);
  return (files) =>
    new Map(
      [...files].flatMap(([path, file]): [string, FileCoverage][] => {
        if (after.path(path) === undefined) return [];
        const removed = [...linesOf(file)].filter(({ line }) => after.line(path, line) === undefined);
        return [[path, removed.length === 0 ? file : withoutLines(file, new Set(removed.map(({ line }) => line)))]];
      }),
    );
}
