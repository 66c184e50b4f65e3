import type { Finding } from "../../core/finding.ts";
import type { Fraction } from "../../formats/coverage/model.ts";
import { percentText, reaches, reachesLess } from "../../formats/coverage/percent.ts";
import type { PartBefore } from "./drop.ts";
import { steady } from "./flaky.ts";
import type { CoverageFacts, CoverageSettings, FlakyLines } from "./model.ts";
import { type Module, type ModuleFiles, type Part, partOf } from "./modules.ts";
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
  { module, inTree, measured, unmeasured, takenBy }: ModuleFiles,
  base: PartBefore | undefined,
): JudgedModule {
  const threshold = thresholdOn(module.threshold, facts.today);
  // Where the base has nothing to count, nothing was compared.
  const before = base?.part.kind === "counted" && base.part.total > 0 ? base.part : undefined;
  const said = { module, before, threshold };
  if (inTree.length === 0) {
    return {
      ...said,
      part: undefined,
      findings: [],
      notes: [withoutFiles(module, takenBy)],
    };
  }
  const notes = unmeasured.length === 0 ? [] : [unmeasuredNote(module, unmeasured)];
  if (measured.size === 0) {
    const what = `${module.name} has ${inTree.length} files, and no report mentions any of them.`;
    const missing = settings["missing-module"] === "fail" ? [finding("not-measured", what)] : [];
    return { ...said, part: undefined, findings: missing, notes };
  }
  const counted = partOf(measured, module.metric);
  if (counted.kind === "not-measured") {
    const what = `${module.name} cannot be counted by ${module.metric}: ${counted.because}`;
    return { ...said, part: counted, findings: [finding("not-measured", what)], notes };
  }
  const part = withUnmeasured(settings, facts, counted, unmeasured);
  if (part.total === 0 && threshold !== undefined && unmeasured.length > 0) {
    const others = unmeasured.length === 1 ? "1 source file of it is" : `${unmeasured.length} source files of it are`;
    const what = `The reports count nothing of ${module.name}, and ${others} in none of them.`;
    const missing = settings["missing-module"] === "fail" ? [finding("not-measured", what)] : [];
    return { ...said, part, findings: missing, notes };
  }
  const now = partOf(steady(measured, facts.flaky.head), module.metric);
  const findings = [...belowThreshold(module, part, threshold), ...dropped(module, now, base, threshold)];
  const comparing = threshold === "base" || module.maxDrop !== undefined;
  const noBase =
    comparing && before === undefined
      ? [
          finding(
            "no-base",
            `${module.name} cannot be compared: no report of the merge base, or of a commit shortly before it, counts anything of it.`,
          ),
        ]
      : [];
  const flaky = comparing ? flakyNote(module, measured, facts.flaky) : [];
  return { ...said, part, findings, notes: [...notes, ...noBase, ...flaky] };
}

function withoutFiles({ name }: Module, takenBy: readonly string[]): Finding {
  if (takenBy.length === 0) return finding("no-such-module", `${name} matches no file.`);
  return finding(
    "module-taken",
    `Every file of ${name} is in ${somePaths(takenBy).join(", ")}, whose path fits it better.`,
  );
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
  return [{ ...finding("below-threshold", what), fix }];
}

/** Flaky lines are in neither part. */
function dropped(
  module: Module,
  part: Part,
  base: PartBefore | undefined,
  threshold: number | "base" | undefined,
): readonly Finding[] {
  const allowed = threshold === "base" ? 0 : module.maxDrop;
  if (allowed === undefined || base?.steady.kind !== "counted" || part.kind !== "counted") return [];
  const before = base.steady;
  if (reachesLess(part, before, allowed)) return [];
  if (base.expected !== undefined && reachesLess(part, base.expected, allowed)) return [];
  const limit = allowed === 0 ? "and may lose nothing" : `and may lose ${allowed} percentage points`;
  const what = `${module.name} is covered to ${percentText(part)}; it was ${percentText(before)} in the merge base, ${limit}.`;
  return [finding("coverage-dropped", what)];
}

function flakyNote(module: Module, measured: ModuleFiles["measured"], { head, runs }: FlakyLines): readonly Finding[] {
  const lines = [...head]
    .filter(([path]) => measured.has(path))
    .flatMap(([path, flaky]) => [...flaky].map((line) => `${path}:${line}`));
  if (lines.length === 0) return [];
  const what =
    lines.length === 1
      ? `1 line of ${module.name} is covered by chance: it changed to and fro in the last ${runs} runs on the base, though its file did not. Comparing leaves it out.`
      : `${lines.length} lines of ${module.name} are covered by chance: they changed to and fro in the last ${runs} runs on the base, though their files did not. Comparing leaves them out.`;
  return [{ ...finding("flaky-lines", what), trace: somePaths(lines) }];
}

function unmeasuredNote(module: Module, paths: readonly string[]): Finding {
  return {
    ...finding("unmeasured", `${paths.length} source files of ${module.name} are in no report.`),
    trace: somePaths(paths),
  };
}

const reasons = {
  "below-threshold": "What no test runs may be broken without anybody noticing.",
  "not-measured": "A threshold that nothing is measured against is always kept.",
  "coverage-dropped": "Coverage that slips a little with every change is gone one day.",
  "no-such-module": "A rule about nothing never objects, and nobody notices.",
  "module-taken": "Each file is in one module, so this rule is about nothing.",
  unmeasured: "Files that no test loads are left out of the percentage, which looks better than it is.",
  "flaky-lines": "A number that changes by itself says nothing about a change.",
  "no-base": "Without numbers from before, a loss cannot be seen.",
} as const;

function finding(rule: keyof typeof reasons, what: string): Finding {
  return { rule, what, why: reasons[rule], fix: coverageRules[rule].fix };
}
