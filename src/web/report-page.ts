import { type Conclusion, conclusionOf, rollUp } from "../core/conclusion.ts";
import type { Finding } from "../core/finding.ts";
import type { GateReport } from "../core/report.ts";
import type { StoredReport } from "../core/store.ts";
import type { Subject } from "../core/subject.ts";
import type { Table } from "../core/verdict.ts";
import { type Html, html } from "./html.ts";
import { page } from "./page.ts";
import { trendOf } from "./trend.ts";

const words: Readonly<Record<Conclusion, string>> = {
  success: "✓ clear",
  failure: "✗ blocked",
  neutral: "! advice",
  skipped: "– skipped",
  in_progress: "… waiting",
};

/**
 * One report with everything in it: what a check run had to cut short is here in full. `history` are reports of the
 * repository, oldest first, for the course of its figures.
 */
export function reportPage(stored: StoredReport, history: readonly StoredReport[] = []): string {
  const { report } = stored;
  const title = `${subjectText(report.subject)}: ${words[rollUp(report)]}`;
  return page(
    title,
    html`<h1>${subjectText(report.subject)} ${mark(rollUp(report))}</h1>
<p class="soft">Head <code>${report.head}</code>, compared with <code>${report.mergeBase}</code>, by the configuration of
<code>${report.base}</code>. Judged at ${new Date(stored.savedAt).toISOString()}.</p>
<table>${report.gates.map(gateRow)}</table>
${report.gates.map((gate) => gateSection(gate, trendOf(gate.gate, history)))}`,
  );
}

function gateRow(gate: GateReport): Html {
  return html`<tr><td>${mark(conclusionOf(gate))}</td><td><code>${gate.gate}</code></td><td>${gate.verdict.summary}</td></tr>`;
}

function gateSection(gate: GateReport, trend: Html): Html {
  const { verdict } = gate;
  const findings = verdict.outcome === "failed" ? verdict.findings : [];
  const notes = verdict.outcome === "failed" || verdict.outcome === "passed" ? verdict.notes : [];
  const tables = "tables" in verdict ? (verdict.tables ?? []) : [];
  if (findings.length + notes.length + tables.length + trend.html.length === 0) return html``;
  return html`<h2>${gate.title}</h2>${trend}${tables.map(figures)}${drawingOf(verdict)}${findings.map((finding) => findingCard(finding, "finding"))}
${notes.map((note) => findingCard(note, "finding note"))}`;
}

function figures({ title, columns, rows }: Table): Html {
  const cells = (row: readonly string[]) => row.map((cell) => html`<td>${cell}</td>`);
  return html`<h3>${title}</h3><table class="figures"><tr>${columns.map((name) => html`<th>${name}</th>`)}</tr>
${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</table>`;
}

/** As text, since no script of this page could draw it; check runs have the picture. */
function drawingOf(verdict: GateReport["verdict"]): Html {
  if (!("drawing" in verdict) || verdict.drawing === undefined) return html``;
  return html`<details><summary>Drawing, in Mermaid</summary><pre>${verdict.drawing}</pre></details>`;
}

function findingCard(finding: Finding, kind: string): Html {
  const place = finding.at === undefined ? html`` : html`<p><code>${placeOf(finding.at)}</code></p>`;
  const trace =
    finding.trace === undefined || finding.trace.length === 0 ? html`` : html`<pre>${finding.trace.join("\n")}</pre>`;
  return html`<section class="${kind}"><p><strong>${finding.what}</strong></p>${place}
<p>${finding.why}</p><p><strong>Fix:</strong> ${finding.fix}</p>${trace}
<p class="soft">Rule <code>${finding.rule}</code>${finding.id === undefined ? "" : html`, finding <code>${finding.id}</code>`}</p></section>`;
}

function placeOf(at: NonNullable<Finding["at"]>): string {
  return at.firstLine === undefined ? at.path : `${at.path}:${at.firstLine}`;
}

function mark(conclusion: Conclusion): Html {
  return html`<span class="mark ${conclusion}">${words[conclusion]}</span>`;
}

function subjectText(subject: Subject): string {
  switch (subject.kind) {
    case "pull-request":
      return `#${subject.number} ${subject.title}`;
    case "merge-group":
      return `Merge group ${subject.headRef}`;
    case "local":
      return `${subject.headRef} into ${subject.baseRef}`;
  }
}
