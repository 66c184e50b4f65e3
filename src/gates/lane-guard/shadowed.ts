import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { SourceModules } from "./model.ts";
import { laneGuardRules } from "./rules.ts";
import { listOf } from "./wording.ts";

/** Python files whose module name another file has: nothing that they import is judged by names of modules. */
export function shadowedFiles({ files, graph }: SourceModules): readonly string[] {
  return graph.table.shadowed.flatMap((file) => files[file]?.path ?? []).sort();
}

export function shadowedNotes(paths: readonly string[]): readonly Finding[] {
  if (paths.length === 0) return [];
  const [is, its] = paths.length === 1 ? ["is", "its"] : ["are", "their"];
  return [
    {
      rule: "shadowed-file",
      what: `${countOf(paths.length, "file")} ${is} not judged, because another file has ${its} module name: ${listOf(paths)}.`,
      why: "Of a module and a package of one name, or of two source roots, Python loads the first; what the other imports is not seen.",
      fix: laneGuardRules["shadowed-file"].fix,
    },
  ];
}
