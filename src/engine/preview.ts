import type { ConfiguredGate } from "../config/configuration.ts";
import { wholeFileFinding } from "../config/problem.ts";
import type { Finding } from "../core/finding.ts";
import type { GateReport } from "../core/report.ts";
import { shortTrace } from "../core/short-trace.ts";

export interface PreviewFacts {
  readonly current: readonly ConfiguredGate[];
  readonly gateReports: readonly GateReport[];
  readonly next: readonly ConfiguredGate[];
  evaluateAgain(gates: readonly ConfiguredGate[]): Promise<readonly GateReport[]>;
}

/** What would be different about this very change under the next configuration. Only gates with other settings run again. */
export async function previewNotes(path: string, facts: PreviewFacts): Promise<readonly Finding[]> {
  const unchanged = (gate: ConfiguredGate) => facts.current.some((old) => hasSameSettings(old, gate));
  const again = await facts.evaluateAgain(facts.next.filter((gate) => !unchanged(gate)));
  const texts = [
    ...facts.current.filter((old) => !facts.next.some((gate) => gate.gate.id === old.gate.id)).map(goneText),
    ...facts.next.flatMap((gate) => differenceOf(gate, facts, again)),
  ];
  if (texts.length === 0) texts.push({ what: "Under the new configuration, every verdict would be the same." });
  return texts.map(({ what, trace }) => ({
    ...wholeFileFinding(path, "preview", what),
    ...(trace === undefined ? {} : { trace }),
  }));
}

interface NoteText {
  readonly what: string;
  readonly trace?: readonly string[];
}

function goneText({ gate }: ConfiguredGate): NoteText {
  return { what: `Under the new configuration, \`${gate.id}\` would no longer run.` };
}

function differenceOf(next: ConfiguredGate, facts: PreviewFacts, again: readonly GateReport[]): readonly NoteText[] {
  const before = facts.gateReports.find((report) => report.gate === next.gate.id);
  const rerun = again.find((report) => report.gate === next.gate.id);
  const after = rerun ?? before;
  if (after === undefined) return [];
  const modeText = before === undefined || before.mode === next.mode ? [] : [modeChange(before, next)];
  if (rerun === undefined || isSameVerdict(rerun, before)) return modeText;
  return [...modeText, { what: verdictText(rerun, next, before), ...traceOf(rerun) }];
}

function modeChange(before: GateReport, next: ConfiguredGate): NoteText {
  return {
    what: `Under the new configuration, \`${next.gate.id}\` would be in mode ${next.mode} instead of ${before.mode}.`,
  };
}

function verdictText(after: GateReport, next: ConfiguredGate, before: GateReport | undefined): string {
  const instead = before === undefined ? "; it does not run now" : `; it is ${before.verdict.outcome} now`;
  return `Under the new configuration, \`${next.gate.id}\` (${next.mode}) would be ${after.verdict.outcome}${instead}. ${after.verdict.summary}`;
}

function traceOf({ verdict }: GateReport): Pick<NoteText, "trace"> {
  if (verdict.outcome !== "failed") return {};
  return { trace: shortTrace(verdict.findings.map((finding) => finding.what)) };
}

function isSameVerdict(one: GateReport, other: GateReport | undefined): boolean {
  return other !== undefined && JSON.stringify(one.verdict) === JSON.stringify(other.verdict);
}

function hasSameSettings(one: ConfiguredGate, other: ConfiguredGate): boolean {
  return one.gate.id === other.gate.id && JSON.stringify(one.settings) === JSON.stringify(other.settings);
}
