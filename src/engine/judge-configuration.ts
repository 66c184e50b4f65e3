import type { Configuration } from "../config/configuration.ts";
import { type ParsedConfiguration, parseConfiguration, tooLargeFinding } from "../config/parse.ts";
import { wholeFileFinding } from "../config/problem.ts";
import type { Finding } from "../core/finding.ts";
import type { Gate } from "../core/gate.ts";
import type { Blob } from "../core/repository.ts";
import type { Ruling } from "../core/verdict.ts";

export type ReadConfiguration = ParsedConfiguration | { readonly kind: "missing" };

export function readConfiguration(file: Blob, gates: readonly Gate[], path: string): ReadConfiguration {
  switch (file.kind) {
    case "bytes":
      return parseConfiguration(file.bytes, gates, path);
    case "too-large":
      return { kind: "invalid", findings: [tooLargeFinding(path, file.size)] };
    case "missing":
      return { kind: "missing" };
  }
}

export interface ConfigurationFacts {
  readonly path: string;
  readonly onBase: ReadConfiguration;
  /** Whether gates ran by an earlier configuration, because that of the base cannot be read. */
  readonly hasStandIn: boolean;
  /** Left out when the change does not edit the file. */
  readonly edit?: { readonly onHead: ReadConfiguration; readonly notes: readonly Finding[] };
}

/** The configuration of the base must be readable, and the change must leave one behind that is. */
export function judgeConfiguration({ path, onBase, hasStandIn, edit }: ConfigurationFacts): Ruling {
  const notes = edit?.notes ?? [];
  if (onBase.kind !== "configuration") {
    const repair = edit?.onHead.kind === "configuration" ? [repairNote(path)] : [];
    return {
      outcome: "failed",
      summary: `${hasStandIn ? standInText : "There is no configuration that can be read, so no gate ran."} ${countOf(onBase)}`,
      examined: { count: onBase.kind === "missing" ? 0 : 1, of: "configuration files" },
      findings: findingsOf(onBase, path, `The base branch has no \`${path}\`.`),
      notes: [...repair, ...notes],
    };
  }
  if (edit !== undefined && edit.onHead.kind !== "configuration") {
    return {
      outcome: "failed",
      summary: `Merging this change would leave the base branch without a configuration that can be read. ${countOf(edit.onHead)}`,
      examined: { count: 1, of: "configuration files" },
      findings: findingsOf(edit.onHead, path, `This change deletes \`${path}\`.`),
      notes,
    };
  }
  return {
    outcome: "passed",
    summary: passedSummary(onBase.configuration, edit !== undefined),
    examined: { count: onBase.configuration.gates.length, of: "configured gates" },
    notes,
  };
}

const standInText =
  "The configuration of the base branch cannot be read. The gates ran by its last version that could be, until it is corrected.";

function countOf(read: Exclude<ReadConfiguration, { readonly kind: "configuration" }>): string {
  if (read.kind === "missing") return "The file does not exist.";
  return read.findings.length === 1 ? "1 problem." : `${read.findings.length} problems.`;
}

function findingsOf(
  read: Exclude<ReadConfiguration, { readonly kind: "configuration" }>,
  path: string,
  missing: string,
): readonly [Finding, ...Finding[]] {
  return read.kind === "invalid" ? read.findings : [wholeFileFinding(path, "missing", missing)];
}

function repairNote(path: string): Finding {
  const what = "This change brings a configuration that can be read.";
  const fix =
    "Somebody who may merge past a failing check merges this change first; from then on the gates run. Make the roll-up a required check afterwards.";
  return wholeFileFinding(path, "preview", what, fix);
}

function passedSummary(configuration: Configuration, edited: boolean): string {
  const names = configuration.gates.map(({ gate, mode }) => `${gate.id} (${mode})`).join(", ");
  const configured = `${configuration.gates.length === 1 ? "1 gate is" : `${configuration.gates.length} gates are`} configured: ${names}.`;
  return edited ? `${configured} This change edits the file: a preview follows.` : configured;
}
