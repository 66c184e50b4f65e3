import type { Finding } from "../../core/finding.ts";
import type { GateReport, Report } from "../../core/report.ts";
import { blocks, configurationGateId, overall } from "../../engine/overall.ts";
import type { LocalJudgement } from "../check/judge-locally.ts";
import { type Paint, paintFor } from "./paint.ts";
import { tableText } from "./table-text.ts";
import { visible, visibleLine } from "./visible.ts";

export interface PrettyOptions {
  readonly color: boolean;
  /** Whether to remark that uncommitted work was not looked at. */
  readonly uncommitted: boolean;
}

const maxFindingsShown = 50;

/** The report for a person: a line a gate, then every finding, then what it comes to. Ends with a line feed. */
export function renderPretty(judged: LocalJudgement, options: PrettyOptions): string {
  const paint = paintFor(options.color);
  const { report } = judged;
  const blocksOfText = [
    heading(judged, paint),
    table(report, paint),
    ...report.gates.flatMap((gate) => [...figures(gate, paint), ...findingTexts(gate, judged, paint)]),
    ...(options.uncommitted
      ? [paint.yellow("! Only commits were judged: this work tree has uncommitted changes.")]
      : []),
    conclusion(report, paint),
  ];
  return `${blocksOfText.join("\n\n")}\n`;
}

function heading({ report, baseName, headName }: LocalJudgement, paint: Paint): string {
  const ends = `${paint.bold(visibleLine(headName))} ${paint.dim("onto")} ${paint.bold(visibleLine(baseName))}`;
  const commits = `${report.mergeBase.slice(0, 9)}..${report.head.slice(0, 9)}`;
  return `${ends}  ${paint.dim(commits)}`;
}

function table(report: Report, paint: Paint): string {
  const width = Math.max(...report.gates.map(({ gate }) => gate.length));
  const rows = report.gates.map((gate) => {
    const name = gate.gate.padEnd(width);
    const time = paint.dim(`${Math.round(gate.durationMs)} ms`);
    return `${mark(gate, paint)} ${paint.bold(name)}  ${visibleLine(gate.verdict.summary)}  ${time}`;
  });
  return rows.join("\n");
}

function mark(gate: GateReport, paint: Paint): string {
  switch (gate.verdict.outcome) {
    case "passed":
      return paint.green("✓");
    case "failed":
      return blocks(gate) ? paint.red("✗") : paint.yellow("!");
    case "unproven":
      return paint.red("?");
    case "waiting":
      return paint.yellow("…");
    case "skipped":
      return paint.dim("-");
  }
}

function figures({ verdict }: GateReport, paint: Paint): readonly string[] {
  return "tables" in verdict ? (verdict.tables ?? []).map((each) => tableText(each, paint)) : [];
}

function findingTexts(gate: GateReport, judged: LocalJudgement, paint: Paint): readonly string[] {
  const { verdict } = gate;
  const findings = verdict.outcome === "failed" ? verdict.findings : [];
  const notes = verdict.outcome === "failed" || verdict.outcome === "passed" ? verdict.notes : [];
  const sign = mark(gate, paint);
  const shown = findings.slice(0, maxFindingsShown).map((finding) => findingText(sign, gate, finding, judged, paint));
  const hidden = findings.length - shown.length;
  const more = hidden > 0 ? [`${sign} ${hidden} more findings of ${gate.gate}: see --format json.`] : [];
  const remarks = notes
    .slice(0, maxFindingsShown)
    .map((note) => findingText(paint.dim("i"), gate, note, judged, paint));
  return [...shown, ...more, ...remarks];
}

function findingText(sign: string, gate: GateReport, finding: Finding, judged: LocalJudgement, paint: Paint): string {
  const lines = [
    `${sign} ${paint.bold(`${gate.gate}/${finding.rule}`)}${placeOf(finding, paint)}`,
    ...indent(finding.what),
    ...sourceLine(finding, judged, paint),
    ...(finding.trace ?? []).flatMap((line) => indent(line, "    ").map(paint.dim)),
    ...labelled("why", finding.why, paint),
    ...labelled("fix", finding.fix, paint),
  ];
  return lines.join("\n");
}

function placeOf({ at }: Finding, paint: Paint): string {
  if (at === undefined) return "";
  const line = at.firstLine === undefined ? "" : `:${at.firstLine}`;
  return `  ${paint.dim(`${visibleLine(at.path)}${line}`)}`;
}

function sourceLine({ at }: Finding, judged: LocalJudgement, paint: Paint): readonly string[] {
  const text = at?.firstLine === undefined ? undefined : judged.sourceLines.get(`${at.path}:${at.firstLine}`);
  if (text === undefined || text.trim() === "") return [];
  return [`  ${paint.dim(`${at?.firstLine} │`)} ${visibleLine(text.replaceAll("\t", "  "))}`];
}

function labelled(label: string, text: string, paint: Paint): readonly string[] {
  const [first = "", ...others] = visible(text).split("\n");
  return [`  ${paint.dim(label)}  ${first}`, ...others.map((line) => `       ${line}`)];
}

function indent(text: string, by = "  "): readonly string[] {
  return visible(text)
    .split("\n")
    .map((line) => `${by}${line}`);
}

function conclusion(report: Report, paint: Paint): string {
  const broken = report.gates.find(({ gate, verdict }) => gate === configurationGateId && verdict.outcome === "failed");
  if (broken !== undefined) return paint.red("✗ The configuration has to be corrected first.");
  const judged = report.gates.filter(({ gate }) => gate !== configurationGateId);
  const blocking = judged.filter(blocks).map(({ gate }) => gate);
  const advising = judged.filter((gate) => gate.verdict.outcome === "failed" && !blocks(gate)).map(({ gate }) => gate);
  const advice = advising.length === 0 ? "" : ` Advice only: ${advising.join(", ")}.`;
  const gates = `${judged.length} ${judged.length === 1 ? "gate" : "gates"}`;
  switch (overall(report)) {
    case "clear":
      return paint.green(`✓ Clear: ${gates}.`) + advice;
    case "blocked":
      return paint.red(`✗ Blocked by ${blocking.length} of ${gates}: ${blocking.join(", ")}.`) + advice;
    case "unproven":
      return paint.red(`? Unproven: ${blocking.join(", ")}. What cannot be proven blocks.`) + advice;
    case "waiting":
      return paint.yellow(`… Waiting: ${blocking.join(", ")}.`) + advice;
  }
}
