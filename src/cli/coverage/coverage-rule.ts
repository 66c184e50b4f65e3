import { z } from "zod";
import { badUsage } from "../../core/bad-usage.ts";
import type { Gate } from "../../core/gate.ts";
import type { Mode } from "../../core/report.ts";
import type { Blob } from "../../core/repository.ts";
import { declaredPrefixes } from "../../formats/coverage/paths/declared-prefixes.ts";
import type { Prefix } from "../../formats/coverage/paths/find-paths.ts";
import { configuredGate } from "../configured-gate.ts";

/** By what coverage is judged here. */
export interface CoverageRule {
  readonly gate: Gate;
  readonly mode: Mode;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Whether a configuration says so; otherwise nothing has a threshold. */
  readonly configured: boolean;
  readonly flags: readonly string[];
  /** What is declared of the reports' paths, by flag. */
  readonly prefixes: ReadonlyMap<string, readonly Prefix[]>;
}

const Report = z.looseObject({
  artifact: z.string().default(""),
  flag: z.string().optional(),
  prefixes: z.array(z.string()).default([]),
  folder: z.string().optional(),
});
const Settings = z.looseObject({ reports: z.array(Report) });

const withoutRule = { reports: [{ artifact: "coverage", path: "**" }] };

/** Takes the gate's settings from a configuration, and adds prefixes to try. Throws BAD_USAGE when it is not valid. */
export function coverageRule(file: Blob, path: string, tried: readonly string[]): CoverageRule {
  const { gate, mode, settings: written } = configuredGate("coverage", file, path);
  const settings = withPrefixes(written ?? withoutRule, tried);
  const checked = gate.settings.safeParse(settings);
  if (!checked.success) {
    const what = checked.error.issues[0]?.message ?? "";
    throw badUsage(`--prefix cannot be used: ${what}`, checked.error);
  }
  const prefixes = new Map<string, readonly Prefix[]>();
  for (const report of settings.reports) {
    const flag = report.flag ?? report.artifact;
    prefixes.set(flag, [...(prefixes.get(flag) ?? []), ...declaredPrefixes(report)]);
  }
  return { gate, mode, settings, configured: written !== undefined, flags: [...prefixes.keys()], prefixes };
}

function withPrefixes(settings: unknown, tried: readonly string[]): z.output<typeof Settings> {
  const known = Settings.parse(settings);
  const reports = known.reports.map((report) => ({ ...report, prefixes: [...report.prefixes, ...tried] }));
  return { ...known, reports };
}
