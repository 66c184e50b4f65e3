import type { FileCoverage, Fraction } from "../../formats/coverage/model.ts";
import { type CodeOrigins, codeOrigins } from "./code-origins.ts";
import { steady } from "./flaky.ts";
import type { ComparedBase, CoverageFacts } from "./model.ts";
import { filesIn, type Module, type ModuleFiles, moduleFinder, type Part, partOf } from "./modules.ts";
import { linesAfter } from "./unchanged-lines.ts";

/** A module's coverage in the commit that is compared with. */
export interface PartBefore {
  readonly part: Part;
  /** Without flaky lines. */
  readonly steady: Part;
  /**
   * What head would have if it had lost nothing but code: the lines that it keeps covered as they were, and those that the
   * change adds covered as the module was. Removing covered code is no loss of tests, and rewriting it without tests is one.
   */
  readonly expected: Fraction | undefined;
  /** What head has of files that no report of it mentions any more, and how many these are. It has lost its tests, or its measuring. */
  readonly vanished: { readonly total: number; readonly files: number };
}

/** Each module as it was in the base, by the same rules. */
export function partsBefore(
  base: ComparedBase,
  facts: CoverageFacts,
  modules: readonly ModuleFiles[],
): ReadonlyMap<Module, PartBefore> {
  const moduleOf = moduleFinder(modules.map(({ module }) => module));
  const pathsOf = Map.groupBy(base.files.keys(), moduleOf);
  const origins = codeOrigins(base, steady(base.files, facts.flaky.base), facts.compared, modules);
  const after = linesAfter(base.changes, base.deleted);
  return new Map(
    modules.map(({ module }) => {
      const files = filesIn(base, pathsOf.get(module) ?? []);
      const compared = partOf(steady(files, facts.flaky.base), module.metric);
      const expected = expectedOf(module, compared, origins);
      const vanished = vanishedOf(module, origins, (path) => {
        const now = after.path(path);
        return now === undefined || facts.compared.has(now);
      });
      return [module, { part: partOf(files, module.metric), steady: compared, expected, vanished }];
    }),
  );
}

const none: ReadonlyMap<string, FileCoverage> = new Map();

function vanishedOf(module: Module, { kept }: CodeOrigins, isMeasured: (path: string) => boolean) {
  const files = new Map([...(kept.get(module) ?? none)].filter(([path]) => !isMeasured(path)));
  const part = partOf(files, module.metric);
  return { files: files.size, total: part.kind === "counted" ? part.total : 0 };
}

function expectedOf(module: Module, before: Part, { kept, added }: CodeOrigins): Fraction | undefined {
  const old = partOf(kept.get(module) ?? none, module.metric);
  const fresh = partOf(added.get(module) ?? none, module.metric);
  if (before.kind !== "counted" || old.kind !== "counted" || fresh.kind !== "counted") return undefined;
  // The base counts nothing under the module's paths: what is there now was somewhere else.
  if (before.total === 0) return { covered: old.covered, total: old.total };
  return {
    covered: old.covered * before.total + before.covered * fresh.total,
    total: before.total * (old.total + fresh.total),
  };
}
