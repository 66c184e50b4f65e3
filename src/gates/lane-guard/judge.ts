import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Ruling } from "../../core/verdict.ts";
import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import { adoptedContracts } from "./adopt.ts";
import { drawingOf } from "./drawing.ts";
import { contractJudge, type Outcome } from "./judge-contract.ts";
import type { LaneGuardFacts, LaneGuardSettings } from "./model.ts";
import { findUnread } from "./reading.ts";
import { namingOf } from "./settings/naming.ts";
import { shadowedFiles, shadowedNotes } from "./shadowed.ts";
import { symbolicLinkNotes } from "./symbolic-links.ts";
import { isTooLarge } from "./too-large.ts";
import { findUnreadDynamic } from "./unread-dynamic.ts";
import { unresolvedNotes } from "./unresolved.ts";

/** Judges the head by every contract and, unless nothing is accepted, lets what the merge base had too pass. */
export function judgeLaneGuard(settings: LaneGuardSettings, facts: LaneGuardFacts): Ruling {
  const adopted = adoptedContracts(facts.adopted, facts.head.graph);
  const contracts = [...(settings.contracts ?? []).map((contract) => ({ contract })), ...adopted.contracts];
  const judgeModules = contractJudge(facts, settings.accept);
  const judgePaths =
    facts.paths === undefined ? judgeModules : contractJudge({ ...facts, ...facts.paths }, settings.accept);
  const outcomes = contracts.map((judged) =>
    namingOf(judged.contract) === "paths" ? judgePaths(judged) : judgeModules(judged),
  );
  const all = { ...facts, ...facts.paths };
  const unread = findUnread(all);
  const counted = contracts.some(({ contract }) => contract["dynamic-imports"] === "include");
  const unreadDynamic = counted ? findUnreadDynamic(all) : { calls: 0, notes: [] };

  const findings = [
    ...adopted.findings,
    ...outcomes.flatMap(({ objections }) => objections),
    ...unread.blocking,
    ...outcomes.flatMap((outcome) => outcome.findings),
  ];
  const unresolved =
    facts.paths === undefined ? [] : unresolvedNotes(facts.paths.base.unresolved, facts.paths.head.unresolved);
  const shadowed = shadowedFiles(facts.head);
  const notes = [
    ...unread.known,
    ...unresolved,
    ...symbolicLinkNotes(facts.symbolicLinks),
    ...shadowedNotes(shadowed),
    ...unreadDynamic.notes,
    ...outcomes.flatMap((outcome) => outcome.notes),
  ];
  const of = facts.paths === undefined ? "modules" : "files";
  const count = all.head.files.filter((file) => !isTooLarge(file)).length - shadowed.length;
  const examined = { count, of };
  const unseen = { files: unread.untouched, calls: unreadDynamic.calls };
  const summary = summaryOf(all.head.graph, examined, findings.length, outcomes, unseen);
  const drawing = drawingOf(outcomes.flatMap(({ chains }) => chains));
  const before = outcomes.reduce((sum, outcome) => sum + outcome.before, 0);
  const measures = [{ name: "violations in the merge base", value: before }];
  return { ...rulingOf(summary, examined, findings, notes), ...drawing, measures };
}

function rulingOf(
  summary: string,
  examined: Ruling["examined"],
  findings: readonly Finding[],
  notes: readonly Finding[],
): Ruling {
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", summary, examined, notes: [...notes] };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes: [...notes] };
}

function summaryOf(
  head: ImportGraph,
  files: Ruling["examined"],
  findings: number,
  outcomes: readonly Outcome[],
  unseen: { readonly files: number; readonly calls: number },
): string {
  const existing = outcomes.reduce((sum, outcome) => sum + outcome.existing, 0);
  const resolved = outcomes.reduce((sum, outcome) => sum + outcome.resolved, 0);
  const examined = `${countOf(files.count, files.of.slice(0, -1))} with ${countOf(head.targets.length, "import")} checked against ${countOf(outcomes.length, "contract")}`;
  const said = [
    `${examined}: ${findings === 0 ? "nothing new is forbidden" : countOf(findings, "problem")}.`,
    ...(existing > 0 ? [`${countOf(existing, "violation")} existed before.`] : []),
    ...(resolved > 0 ? [`${countOf(resolved, "violation")} went away.`] : []),
    ...(unseen.files > 0 ? [`${countOf(unseen.files, "untouched file")} could not be read to the end.`] : []),
    ...(unseen.calls > 0 ? [`${callsText(unseen.calls)} by a name that only the running program knows.`] : []),
  ];
  return said.join(" ");
}

function callsText(calls: number): string {
  return `${countOf(calls, "call")} ${calls === 1 ? "imports" : "import"}`;
}
