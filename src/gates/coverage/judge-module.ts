import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Fraction } from "../../formats/coverage/model.ts";
import { percentText, reaches } from "../../formats/coverage/percent.ts";
import { totals } from "../../formats/coverage/totals.ts";
import type { PartBefore } from "./drop.ts";
import { dropped, droppedToNothing } from "./dropped.ts";
import { steady } from "./flaky.ts";
import type { CoverageFacts, CoverageSettings } from "./model.ts";
import { moduleFinding } from "./module-finding.ts";
import { branchlessNote, flakyNote, noBaseNote, unmeasuredNote, withoutFiles } from "./module-notes.ts";
import { type Module, type ModuleFiles, onlyPaths, type Part, partOf } from "./modules.ts";
import { coverageRules } from "./rules.ts";
import { somePaths } from "./some-paths.ts";
import { thresholdOn } from "./threshold-on.ts";

/** What one module's rule says, with the numbers for the table. */
export interface JudgedModule {
  readonly module: Module;
  readonly part: Part | undefined;
  readonly before: Fraction | undefined;
  readonly threshold: number | "base" | undefined;
  readonly findings: readonly Finding[];
  readonly notes: readonly Finding[];
}

export function judgeModule(
  settings: CoverageSettings,
  facts: CoverageFacts,
  files: ModuleFiles,
  base: PartBefore | undefined,
): JudgedModule {
  const { module, measured, unmeasured } = files;
  const threshold = thresholdOn(module.threshold, facts.today);
  // Where the base has nothing to count, nothing was compared.
  const before = base?.part.kind === "counted" && base.part.total > 0 ? base.part : undefined;
  const said = { module, before, threshold };
  if (files.inTree.length === 0) {
    return { ...said, part: undefined, findings: [], notes: [withoutFiles(module, files.takenBy)] };
  }
  const notes = [...unmeasuredNote(module, unmeasured), ...branchlessNote(module, measured)];
  const counted = partOf(measured, module.metric);
  if (counted.kind === "not-measured") {
    const what = `${module.name} cannot be counted by ${module.metric}: ${counted.because}`;
    const finding = { ...moduleFinding("not-measured", what), trace: somePaths(notCounted(measured, module.metric)) };
    return { ...said, part: counted, findings: [finding], notes };
  }
  const part = withUnmeasured(settings, facts, counted, unmeasured);
  const nothing = nothingMeasured(files, part, threshold);
  if (nothing !== undefined) {
    const findings =
      settings["missing-module"] === "fail"
        ? [moduleFinding("not-measured", nothing)]
        : droppedToNothing(module, base, threshold);
    return { ...said, part: undefined, findings, notes };
  }
  const comparable = onlyPaths(facts.compared, files.inTree);
  const now = partOf(steady(comparable, facts.flaky.head), module.metric);
  const nothingNow = now.kind === "counted" && now.total === 0;
  const less = nothingNow ? droppedToNothing(module, base, threshold) : dropped(module, now, base, threshold);
  const findings = [...belowThreshold(module, part, threshold), ...less];
  const comparing = threshold === "base" || module.maxDrop !== undefined;
  const noBase = comparing && before === undefined ? [noBaseNote(module)] : [];
  const flaky = comparing ? flakyNote(module, measured, facts.flaky) : [];
  return { ...said, part, findings, notes: [...notes, ...noBase, ...flaky] };
}

function notCounted(measured: ModuleFiles["measured"], metric: Module["metric"]): readonly string[] {
  return [...measured].flatMap(([path, file]) => (totals(file, metric).kind === "not-measured" ? [path] : []));
}

/** Why there is no number that a rule could be kept by; undefined when there is one. */
function nothingMeasured(
  { module, inTree, measured, unmeasured }: ModuleFiles,
  part: Fraction,
  threshold: number | "base" | undefined,
): string | undefined {
  const { name, metric } = module;
  if (measured.size === 0)
    return `${name} has ${countOf(inTree.length, "file")}, and no report mentions ${inTree.length === 1 ? "it" : "any of them"}.`;
  if (part.total > 0 || (threshold === undefined && module.maxDrop === undefined)) return undefined;
  const lines = partOf(measured, "line");
  if (lines.kind === "counted" && lines.total > 0) {
    const what = metric === "statement" ? "statement" : "branch";
    return `${name} cannot be counted by ${metric}: the reports name no ${what} in ${measured.size === 1 ? "its 1 measured file" : `any of its ${countOf(measured.size, "measured file")}`}.`;
  }
  if (threshold === undefined || unmeasured.length === 0) return undefined;
  const others = countOf(unmeasured.length, "source file of it is", "source files of it are");
  return `The reports count nothing of ${name}, and ${others} in none of them.`;
}

/** Files that no report mentions count with all their lines of code. For the base nobody counts them, so drops leave them out. */
function withUnmeasured(
  { unmeasured: rule }: CoverageSettings,
  { linesOfCode }: CoverageFacts,
  part: Extract<Part, { kind: "counted" }>,
  unmeasured: readonly string[],
): Extract<Part, { kind: "counted" }> {
  if (rule === "listed") return part;
  const lines = unmeasured.reduce((sum, path) => sum + (linesOfCode.get(path) ?? 0), 0);
  return { ...part, total: part.total + lines };
}

function belowThreshold(module: Module, part: Fraction, threshold: number | "base" | undefined): readonly Finding[] {
  if (typeof threshold !== "number" || reaches(part, threshold)) return [];
  const missing = Math.ceil((threshold * part.total) / 100) - part.covered;
  const what = `${module.name} is covered to ${percentText(part)} (${part.covered} of ${part.total} by ${module.metric}); its threshold is ${threshold} %.`;
  const fix = `Cover ${missing} more. ${coverageRules["below-threshold"].fix}`;
  return [{ ...moduleFinding("below-threshold", what), fix }];
}
