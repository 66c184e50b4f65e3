import type { FoundReports } from "../../core/evidence.ts";
import type { Sources } from "../../core/gate.ts";
import { requestsOf, requiredEntries } from "../../core/report-entries.ts";
import type { RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { CoverageReport } from "../../formats/coverage/model.ts";
import { coverageReports } from "../../formats/coverage/stored-report.ts";
import { carriedFlags, onlyFlags } from "./carry.ts";
import { type MeasureOptions, measure } from "./measure.ts";
import type { ComparedBase, CoverageSettings } from "./model.ts";
import { deletedPaths, filesOf } from "./tree-paths.ts";

export type GatheredBase =
  | {
      readonly kind: "base";
      readonly base: ComparedBase;
      /** The same of the flags that are carried forward; undefined when there are none. */
      readonly carried: ComparedBase | undefined;
      readonly options: MeasureOptions;
    }
  | { readonly kind: "unavailable"; readonly because: string };

/** Reports of the merge base or the nearest commit before it that has all, where a rule compares or flags are carried forward. */
export async function findBase(
  settings: CoverageSettings,
  missing: readonly string[],
  { evidence }: Pick<Sources, "evidence">,
): Promise<FoundReports<CoverageReport> | undefined> {
  if (!wantsBase(settings, missing)) return undefined;
  return evidence.base(coverageReports, requestsOf(settings.reports), requiredEntries(settings.reports));
}

function wantsBase(settings: CoverageSettings, missing: readonly string[]): boolean {
  if (settings["max-drop"] !== undefined || carriedFlags(settings, missing).length > 0) return true;
  const modules = Array.isArray(settings.modules)
    ? settings.modules
    : Object.values(settings.modules).map((threshold) => ({ threshold, "max-drop": undefined }));
  return modules.some((module) => module.threshold === "base" || module["max-drop"] !== undefined);
}

/** What was measured of it, and how head differs from it: lines of an older commit are not those of the merge base. */
export async function gatherBase(
  found: FoundReports<CoverageReport>,
  carried: readonly string[],
  { prefixes, isExcluded }: Pick<MeasureOptions, "prefixes" | "isExcluded">,
  head: readonly TreeEntry[],
  repository: Pick<RepositorySource, "comparedWith" | "mergeBase">,
): Promise<GatheredBase> {
  const { tree, changedLines } = await repository.comparedWith(
    found.distance === 0 ? repository.mergeBase : found.commit,
  );
  if (!tree.complete || !changedLines.complete) return { kind: "unavailable", because: cutShort };
  const options = { prefixes, isExcluded, paths: filesOf(tree.items), maxUnresolved: 100 };
  const difference = { changes: changedLines.items, deleted: deletedPaths(tree.items, head) };
  const all = measure(found, options);
  if (all.kind === "unavailable") return { kind: "unavailable", because: `Of the merge base: ${all.because}` };
  const some = carried.length === 0 ? undefined : measure(onlyFlags(found, carried), options);
  return {
    kind: "base",
    base: { ...all.measured, ...difference },
    carried: some?.kind === "measured" ? { ...some.measured, ...difference } : undefined,
    options,
  };
}

export const cutShort = "The list of files or of changed lines was cut short, so what is covered cannot be told.";
