import { type Conclusion, conclusionOf } from "../core/conclusion.ts";
import type { Finding } from "../core/finding.ts";
import type { GateReport, Report } from "../core/report.ts";
import type { Subject } from "../core/subject.ts";
import { codeBlock, escapeMarkdown, inlineCode } from "./markdown.ts";
import { tableSection } from "./table-text.ts";

const marks: Readonly<Record<Conclusion, string>> = {
  success: "✅",
  failure: "❌",
  neutral: "⚠️",
  skipped: "⏭️",
  in_progress: "⏳",
};

const words: Readonly<Record<GateReport["verdict"]["outcome"], string>> = {
  passed: "Passed",
  failed: "Failed",
  skipped: "Skipped",
  waiting: "Waiting",
  unproven: "Unproven",
};

/** How a person calls what was judged. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case "pull-request":
      return `#${subject.number}`;
    case "merge-group":
      return `merge group ${inlineCode(subject.headRef)}`;
    case "local":
      return inlineCode(subject.headRef);
  }
}

/** The roll-up's table: one row a gate. */
export function verdictTable(report: Report): string {
  const rows = report.gates.map((gate) => {
    const conclusion = conclusionOf(gate);
    const advice = gate.mode === "advise" && gate.verdict.outcome === "failed" ? " (advice)" : "";
    return `| ${marks[conclusion]} | ${inlineCode(gate.gate)} | ${words[gate.verdict.outcome]}${advice} | ${escapeMarkdown(gate.verdict.summary)} |`;
  });
  return [
    "| | gate | verdict | |",
    "|---|---|---|---|",
    ...rows,
    ...overriddenLines(report),
    "",
    `Judged ${inlineCode(report.head)} against ${inlineCode(report.mergeBase)}; the configuration is that of ${inlineCode(report.base)}.`,
  ].join("\n");
}

/** Findings that people have let pass, in the place where everybody looks first. */
function overriddenLines({ gates }: Report): readonly string[] {
  const lines = gates.flatMap(({ gate, overrides = [] }) =>
    overrides.map(({ finding, what, by, reason }) => {
      const which = `${inlineCode(gate)} ${inlineCode(finding)}`;
      return `- ${which} overridden by ${escapeMarkdown(by)} because: ${escapeMarkdown(reason)} (${escapeMarkdown(what)})`;
    }),
  );
  return lines.length === 0 ? [] : ["", "### Overridden", "", ...lines];
}

/**
 * What one gate says: the verdict, what was examined, its figures, the drawing if wanted, then each finding with why and how to fix
 * it.
 */
export function gateSection(gate: GateReport, subject: Subject, drawn: boolean): string {
  const { verdict } = gate;
  const head = `**${words[verdict.outcome]}.** ${escapeMarkdown(verdict.summary)}`;
  if (verdict.outcome !== "passed" && verdict.outcome !== "failed") return head;
  const examined = `Examined: ${verdict.examined.count} ${escapeMarkdown(verdict.examined.of)}.`;
  const advice =
    gate.mode === "advise" && verdict.outcome === "failed"
      ? ["This gate advises; it does not block. `mode: enforce` makes it block."]
      : [];
  const tables = (verdict.tables ?? []).map(tableSection);
  const drawing = drawn && verdict.drawing !== undefined ? [codeBlock(verdict.drawing.split("\n"), "mermaid")] : [];
  const findings = verdict.outcome === "failed" ? verdict.findings.map(findingSection) : [];
  const notes = verdict.notes.length === 0 ? [] : ["### Notes", ...verdict.notes.map(noteSection)];
  const override = verdict.outcome === "failed" ? overrideHint(gate, verdict.findings, subject) : [];
  return [head, examined, ...advice, ...tables, ...drawing, ...findings, ...override, ...notes].join("\n\n");
}

/** Only where it would change anything, and where there is a conversation to write it in. */
function overrideHint({ gate, mode }: GateReport, findings: readonly Finding[], subject: Subject): readonly string[] {
  if (mode === "advise" || subject.kind !== "pull-request" || findings.every(({ id }) => id === undefined)) return [];
  const command = inlineCode(`/gate override ${gate} <finding> <reason>`);
  return [`A person with maintain or admin can let a finding of this head pass, in a comment: ${command}`];
}

function findingSection(finding: Finding): string {
  return [
    `### ${escapeMarkdown(finding.what)}`,
    ...(finding.at === undefined ? [] : [inlineCode(placeOf(finding.at))]),
    `**Why:** ${escapeMarkdown(finding.why)}`,
    `**Fix:** ${escapeMarkdown(finding.fix)}`,
    ...(finding.trace === undefined || finding.trace.length === 0 ? [] : [codeBlock(finding.trace)]),
    `Rule: ${inlineCode(finding.rule)}${finding.id === undefined ? "" : `, finding: ${inlineCode(finding.id)}`}`,
  ].join("\n\n");
}

function noteSection(note: Finding): string {
  const place = note.at === undefined ? "" : ` (${inlineCode(placeOf(note.at))})`;
  const trace = note.trace === undefined || note.trace.length === 0 ? "" : `\n\n${codeBlock(note.trace)}`;
  return `- ${escapeMarkdown(note.what)}${place} ${escapeMarkdown(note.why)} ${escapeMarkdown(note.fix)}${trace}`;
}

function placeOf(at: NonNullable<Finding["at"]>): string {
  return at.firstLine === undefined ? at.path : `${at.path}:${at.firstLine}`;
}
