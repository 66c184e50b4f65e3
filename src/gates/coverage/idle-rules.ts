import type { CoverageFacts, CoverageSettings } from "./model.ts";
import { modulesOf, sortIntoModules } from "./modules.ts";

/**
 * Why a pass would stand for nothing: there are rules, and none of the modules has a file, neither in head nor among what the
 * change deletes. Without any rule the gate only reports, as it was asked to.
 */
export function objectionToIdleRules(settings: CoverageSettings, facts: CoverageFacts): string | undefined {
  const names = modulesOf(settings).map(({ name }) => name);
  if (names.length === 0 || settings["changed-lines"] !== undefined) return undefined;
  const before = { ...facts, paths: [...facts.paths, ...facts.deleted] };
  if (sortIntoModules(settings, before).some(({ inTree }) => inTree.length > 0)) return undefined;
  const shown = names.slice(0, 5).join(", ");
  return `No file of the repository is in any of the modules (${shown}${names.length > 5 ? ", …" : ""}). Correct their paths.`;
}
