import type { Finding } from "../../core/finding.ts";
import type { Ruling } from "../../core/verdict.ts";
import { buildImportGraph, type ImportGraph } from "../../formats/imports/graph/graph.ts";
import { findingOf } from "./findings.ts";
import { type Before, causesOf, countIdentities, identitiesOf, newLinkTest, withoutExisting } from "./introduced.ts";
import {
  type Contract,
  type LaneGuardFacts,
  type LaneGuardSettings,
  laneGuardRules,
  type PythonFile,
} from "./model.ts";
import { unknownSources, unknownTargets } from "./names.ts";
import { findUnread } from "./reading.ts";
import { findViolations, type Violations } from "./violations.ts";
import { countOf } from "./wording.ts";

/** Judges the head by every contract and, unless nothing is accepted, lets what the merge base had too pass. */
export function judgeLaneGuard(settings: LaneGuardSettings, facts: LaneGuardFacts): Ruling {
  const head = buildImportGraph(facts.head, settings["source-roots"]);
  const base = sameFiles(facts) ? head : buildImportGraph(facts.base, settings["source-roots"]);
  const before = { graph: base, renamed: renamedModules(facts, base, head) };
  const outcomes = compare(settings, head, before);
  const unread = findUnread(facts, base, head);

  const findings = [
    ...unknownSources(head, settings.contracts),
    ...unread.blocking,
    ...settings.contracts.flatMap((contract, index) =>
      blamings(facts, head, before, settings, contract, outcomes[index]),
    ),
  ];
  const notes = [
    ...unread.known,
    ...unknownTargets(head, settings.contracts),
    ...settings.contracts.flatMap((contract, index) => history(contract, outcomes[index])),
  ];
  const examined = { count: facts.head.filter(wasRead).length, of: "modules" };
  const summary = summaryOf(settings, head, examined.count, findings.length, outcomes, unread.untouched);
  const [first, ...others] = findings;
  if (first === undefined) return { outcome: "passed", summary, examined, notes };
  return { outcome: "failed", summary, examined, findings: [first, ...others], notes };
}

/** What one contract says: the violations that block, and how many others were there before or are gone. */
interface Outcome {
  readonly blocking: Violations;
  readonly existing: number;
  readonly resolved: number;
}

function compare(settings: LaneGuardSettings, head: ImportGraph, before: Before): readonly Outcome[] {
  const now = findViolations(head, settings.contracts);
  const then = before.graph === head ? now : findViolations(before.graph, settings.contracts);
  return now.map((violations, index) => {
    const existing = identitiesOf(before.graph, then[index] ?? { direct: [], reach: [] }, before.renamed);
    const present = identitiesOf(head, violations);
    const resolved = countIdentities(existing, present, false);
    if (settings.accept === "nothing") return { blocking: violations, existing: 0, resolved };
    const blocking = withoutExisting(head, violations, existing);
    return { blocking, existing: countIdentities(present, existing, true), resolved };
  });
}

function blamings(
  facts: LaneGuardFacts,
  head: ImportGraph,
  before: Before,
  settings: LaneGuardSettings,
  contract: Contract,
  outcome: Outcome | undefined,
): readonly Finding[] {
  if (outcome === undefined) return [];
  const isNew = newLinkTest(head, settings.accept === "nothing" ? undefined : before);
  const causes = causesOf(head, contract, outcome.blocking, isNew);
  return causes.map((cause) => findingOf(head, facts.head, contract, cause));
}

function sameFiles({ base, head }: LaneGuardFacts): boolean {
  return base.length === head.length && base.every((file, index) => file === head[index]);
}

/** Names in head of modules whose files were renamed, by their names in base. */
function renamedModules(facts: LaneGuardFacts, base: ImportGraph, head: ImportGraph): ReadonlyMap<string, string> {
  const moved = new Map<string, string>();
  for (const [path, before] of facts.touched) if (before !== undefined && before !== path) moved.set(before, path);
  const renamed = new Map<string, string>();
  if (moved.size === 0) return renamed;
  const nameInHead = namesByPath(facts.head, head);
  for (const [path, name] of namesByPath(facts.base, base)) {
    const now = nameInHead.get(moved.get(path) ?? "");
    if (now !== undefined && now !== name) renamed.set(name, now);
  }
  return renamed;
}

function namesByPath(files: readonly PythonFile[], graph: ImportGraph): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of graph.table.nodes) {
    const path = files[node.file]?.path;
    if (path !== undefined) names.set(path, node.name);
  }
  return names;
}

function wasRead(file: PythonFile): boolean {
  return !file.problems.some((problem) => problem.kind === "too-large");
}

function history(contract: Contract, outcome: Outcome | undefined): readonly Finding[] {
  const why = "Only what a change adds blocks it, so that old code can be cleaned up step by step.";
  const { existing = 0, resolved = 0 } = outcome ?? {};
  const note = (rule: "existing-violations" | "resolved-violations", what: string) => {
    return { rule, what, why, fix: laneGuardRules[rule].fix };
  };
  const before = `${countOf(existing, "violation")} of "${contract.name}" ${existing === 1 ? "was" : "were"} there before.`;
  const gone = `${countOf(resolved, "violation")} of "${contract.name}" ${resolved === 1 ? "is" : "are"} gone.`;
  return [
    ...(existing > 0 ? [note("existing-violations", before)] : []),
    ...(resolved > 0 ? [note("resolved-violations", gone)] : []),
  ];
}

function summaryOf(
  settings: LaneGuardSettings,
  head: ImportGraph,
  modules: number,
  findings: number,
  outcomes: readonly Outcome[],
  unread: number,
): string {
  const existing = outcomes.reduce((sum, outcome) => sum + outcome.existing, 0);
  const resolved = outcomes.reduce((sum, outcome) => sum + outcome.resolved, 0);
  const examined = `${countOf(modules, "module")} with ${countOf(head.targets.length, "import")} checked against ${countOf(settings.contracts.length, "contract")}`;
  const said = [
    `${examined}: ${findings === 0 ? "nothing new is forbidden" : countOf(findings, "problem")}.`,
    ...(existing > 0 ? [`${countOf(existing, "violation")} existed before.`] : []),
    ...(resolved > 0 ? [`${countOf(resolved, "violation")} went away.`] : []),
    ...(unread > 0 ? [`${countOf(unread, "untouched file")} could not be read to the end.`] : []),
  ];
  return said.join(" ");
}
