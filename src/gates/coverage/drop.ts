import type { FileCoverage, Fraction } from "../../formats/coverage/model.ts";
import { type CodeOrigins, codeOrigins } from "./code-origins.ts";
import { steady } from "./flaky.ts";
import type { ComparedBase, CoverageFacts } from "./model.ts";
import { filesIn, type Module, type ModuleFiles, moduleFinder, type Part, partOf } from "./modules.ts";

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
  return new Map(
    modules.map(({ module }) => {
      const files = filesIn(base, pathsOf.get(module) ?? []);
      const compared = partOf(steady(files, facts.flaky.base), module.metric);
      const expected = expectedOf(module, compared, origins);
      return [module, { part: partOf(files, module.metric), steady: compared, expected }];
    }),
  );
}

const none: ReadonlyMap<string, FileCoverage> = new Map();

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
