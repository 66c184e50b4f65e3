import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { totals } from "../../formats/coverage/totals.ts";
import type { FlakyLines } from "./model.ts";
import { moduleFinding } from "./module-finding.ts";
import type { Module, ModuleFiles } from "./modules.ts";
import { somePaths } from "./some-paths.ts";

/** A module without files has no threshold to keep. */
export function withoutFiles({ name }: Module, takenBy: readonly string[]): Finding {
  if (takenBy.length === 0) return moduleFinding("no-such-module", `${name} matches no file.`);
  const takers = somePaths(takenBy).join(", ");
  return moduleFinding("module-taken", `Every file of ${name} is in ${takers}, whose path fits it better.`);
}

export function unmeasuredNote({ name }: Module, paths: readonly string[]): readonly Finding[] {
  if (paths.length === 0) return [];
  const what =
    paths.length === 1
      ? `1 source file of ${name} is in no report.`
      : `${countOf(paths.length, "source file")} of ${name} are in no report.`;
  return [{ ...moduleFinding("unmeasured", what), trace: somePaths(paths) }];
}

/** Files with lines of which no branch is known: perhaps they have none, perhaps nobody looked for them. */
export function branchlessNote({ name, metric }: Module, measured: ModuleFiles["measured"]): readonly Finding[] {
  if (metric !== "branch") return [];
  const paths = [...measured].flatMap(([path, file]) => {
    const [lines, branches] = [totals(file, "line"), totals(file, "branch")];
    const isWithout = branches.kind === "not-measured" || branches.total === 0;
    return isWithout && lines.kind === "counted" && lines.total > 0 ? [path] : [];
  });
  if (paths.length === 0) return [];
  const what = `The reports name no branch in ${countOf(paths.length, "measured file")} of ${name}, so ${paths.length === 1 ? "it counts" : "they count"} for nothing.`;
  return [{ ...moduleFinding("without-branches", what), trace: somePaths(paths) }];
}

export function noBaseNote({ name }: Module): Finding {
  const what = `${name} cannot be compared: no report of the merge base, or of a commit shortly before it, counts anything of it.`;
  return moduleFinding("no-base", what);
}

export function flakyNote(
  { name }: Module,
  measured: ModuleFiles["measured"],
  { head, runs }: FlakyLines,
): readonly Finding[] {
  const lines = [...head]
    .filter(([path]) => measured.has(path))
    .flatMap(([path, flaky]) => [...flaky].map((line) => `${path}:${line}`));
  if (lines.length === 0) return [];
  const what =
    lines.length === 1
      ? `1 line of ${name} is covered by chance: it changed to and fro in the last ${countOf(runs, "run")} on the base, though its file did not. Comparing leaves it out.`
      : `${countOf(lines.length, "line")} of ${name} are covered by chance: they changed to and fro in the last ${countOf(runs, "run")} on the base, though their files did not. Comparing leaves them out.`;
  return [{ ...moduleFinding("flaky-lines", what), trace: somePaths(lines) }];
}
