import { type Conclusion, conclusionOf, rollUp, worstOf } from "../core/conclusion.ts";
import type { Finding } from "../core/finding.ts";
import { publishedOverlapMessage } from "../core/published-overlap-message.ts";
import type { GateReport, Report } from "../core/report.ts";
import type { StoredReport } from "../core/store.ts";
import { gateSection, subjectName, verdictTable } from "./check-text.ts";
import { inlineCode } from "./markdown.ts";
import { overlapJsonBlock } from "./overlap-json.ts";

/** The name of the roll-up, the one check that branch protection requires. */
export const rollUpName = "lanekeeper";

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "failure" | "warning" | "notice";
  readonly title: string;
  readonly message: string;
  readonly raw_details?: string;
}

/** Everything one check run shows. The limits of GitHub are not applied yet. */
export interface CheckContent {
  readonly name: string;
  readonly conclusion: Conclusion;
  readonly title: string;
  readonly summary: string;
  /** Where the summary has drawings: the same without them, for when it is too long. */
  readonly summaryWithoutDrawings?: string;
  /** Below the summary: data for agents. */
  readonly text?: string;
  readonly annotations: readonly Annotation[];
  readonly detailsUrl: string | undefined;
}

/**
 * The check runs of one head commit: one a gate, and the roll-up last. A check run hangs on a commit, so when
 * several pull requests have this head, each gate shows its worst verdict and names every pull request.
 */
export function checksOf(
  reports: readonly [StoredReport, ...StoredReport[]],
  detailsUrl: (reportId: string) => string | undefined,
): readonly CheckContent[] {
  const gateIds = [...new Set(reports.flatMap(({ report }) => report.gates.map(({ gate }) => gate)))];
  const gates = gateIds.map((id) => gateCheck(id, reports, detailsUrl));
  return [...gates, rollUpCheck(reports, detailsUrl)];
}

interface Judged {
  readonly stored: StoredReport;
  readonly gate: GateReport;
}

function gateCheck(
  id: string,
  reports: readonly StoredReport[],
  detailsUrl: (reportId: string) => string | undefined,
): CheckContent {
  const judged = reports.flatMap((stored) =>
    stored.report.gates.filter(({ gate }) => gate === id).map((gate): Judged => ({ stored, gate })),
  );
  const conclusion = worstOf(judged.map(({ gate }) => conclusionOf(gate)));
  const worst = judged.find(({ gate }) => conclusionOf(gate) === conclusion);
  const summaryOf = (drawn: boolean) =>
    joinSections(judged.map(({ stored: { report }, gate }) => [report, gateSection(gate, report.subject, drawn)]));
  const [summary, plain] = [summaryOf(true), summaryOf(false)];
  return {
    name: `${rollUpName} / ${id}`,
    conclusion,
    title: worst?.gate.verdict.summary ?? "No verdict.",
    summary,
    ...(plain === summary ? {} : { summaryWithoutDrawings: plain }),
    ...textOf(judged),
    annotations: judged.flatMap(({ gate }) => annotationsOf(gate)),
    detailsUrl: worst === undefined ? undefined : detailsUrl(worst.stored.id),
  };
}

/** A block of JSON for each pull request that has this head. Each is short enough for a few of them to fit. */
function textOf(judged: readonly Judged[]): { readonly text?: string } {
  const messages = judged.flatMap(({ gate }) => publishedOverlapMessage(gate) ?? []);
  return messages.length === 0 ? {} : { text: messages.map(overlapJsonBlock).join("\n\n") };
}

function rollUpCheck(
  reports: readonly [StoredReport, ...StoredReport[]],
  detailsUrl: (reportId: string) => string | undefined,
): CheckContent {
  const conclusion = worstOf(reports.map(({ report }) => rollUp(report)));
  const worst = reports.find(({ report }) => rollUp(report) === conclusion) ?? reports[0];
  return {
    name: rollUpName,
    conclusion,
    title: rollUpTitle(worst.report),
    summary: joinSections(reports.map(({ report }) => [report, verdictTable(report)])),
    annotations: [],
    detailsUrl: detailsUrl(worst.id),
  };
}

function rollUpTitle(report: Report): string {
  const by = (wanted: Conclusion) => report.gates.filter((gate) => conclusionOf(gate) === wanted);
  const names = (gates: readonly GateReport[]) => gates.map(({ gate }) => gate).join(", ");
  const blocked = by("failure");
  if (blocked.length > 0) return `Blocked by ${names(blocked)}`;
  const waiting = by("in_progress");
  if (waiting.length > 0) return `Waiting for ${names(waiting)}`;
  const advice = by("neutral");
  if (advice.length > 0) return `Not blocked; advice from ${names(advice)}`;
  return `All clear: ${names(by("success"))}`;
}

function joinSections(sections: readonly (readonly [Report, string])[]): string {
  const [only] = sections;
  if (sections.length === 1 && only !== undefined) return only[1];
  const names = sections.map(([report]) => subjectName(report.subject)).join(" and ");
  const note = `This commit is the head of ${names}. A check run belongs to a commit, so the worst verdict counts for all of them.`;
  const parts = sections.map(([report, text]) => {
    const into = inlineCode(report.subject.baseRef);
    return `## ${subjectName(report.subject)} into ${into}\n\n${text}`;
  });
  return [note, ...parts].join("\n\n");
}

function annotationsOf(gate: GateReport): readonly Annotation[] {
  const { verdict, mode } = gate;
  if (verdict.outcome !== "passed" && verdict.outcome !== "failed") return [];
  const level = mode === "advise" ? "warning" : "failure";
  const findings =
    verdict.outcome === "failed" ? verdict.findings.flatMap((finding) => annotation(finding, level)) : [];
  return [...findings, ...verdict.notes.flatMap((note) => annotation(note, "notice"))];
}

/** A finding without a place has no annotation; the summary shows it. */
function annotation(finding: Finding, level: Annotation["annotation_level"]): readonly Annotation[] {
  if (finding.at === undefined) return [];
  const firstLine = finding.at.firstLine ?? 1;
  return [
    {
      path: finding.at.path,
      start_line: firstLine,
      end_line: Math.max(firstLine, finding.at.lastLine ?? firstLine),
      annotation_level: level,
      title: finding.rule,
      // Annotations are shown as plain text: nothing in them is formatted, linked or mentioned.
      message: [finding.what, finding.why, `Fix: ${finding.fix}`].join("\n"),
      ...(finding.trace === undefined ? {} : { raw_details: finding.trace.join("\n") }),
    },
  ];
}
