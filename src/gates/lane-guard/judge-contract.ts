import { configurationPath } from "../../core/configuration-path.ts";
import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { beforeOf } from "./before.ts";
import { budgetFindings } from "./budget-findings.ts";
import { newLinkTest } from "./causes.ts";
import { violationFindings } from "./contract-findings.ts";
import { contractFlaws } from "./contract-flaws.ts";
import type { Scene } from "./contracts/scene.ts";
import { violationsOf } from "./contracts/violations-of.ts";
import { countedLinks } from "./counted-links.ts";
import { exceptionFindings } from "./exception-findings.ts";
import { type Comparison, compare, type Found } from "./introduced.ts";
import type { JudgedContract } from "./judged-contract.ts";
import { laneMoves } from "./lane-moves.ts";
import type { Commits, LaneGuardSettings } from "./model.ts";
import { placesIn } from "./places.ts";
import { laneGuardRules } from "./rules.ts";
import { sceneSets } from "./scene-sets.ts";
import type { Contract } from "./settings/contract.ts";

/** What one contract says of a change. */
export interface Outcome {
  /** About the contract itself: it cannot do what it is there for. */
  readonly objections: readonly Finding[];
  /** About the change. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Finding[];
  /** What the drawing shows: chains by the names of their modules. */
  readonly chains: readonly (readonly string[])[];
  readonly existing: number;
  readonly resolved: number;
  /** Violations of the merge base, whether or not they are accepted. */
  readonly before: number;
}

/** Judges head by one contract after the other and, unless nothing is accepted, lets pass what base had too. */
export function contractJudge(
  commits: Commits,
  accept: LaneGuardSettings["accept"],
): (judged: JudgedContract) => Outcome {
  const { today } = commits;
  const head = commits.head.graph;
  const base = isUnchanged(commits) ? head : commits.base.graph;
  const before = beforeOf({ ...commits, base: { ...commits.base, graph: base } });
  const setScenes = sceneSets({ head, base }, before, today);
  return (judged) => {
    const { contract } = judged;
    const set = setScenes(judged);
    const scenes = { head: set.head.scene, base: set.compared };
    const moves = laneMoves(commits, { head: set.contract, base: contract }, scenes, before);
    const thenIn = (scene: Scene) => moves.withoutPromoted(foundIn(scene, contract));
    const now = foundIn(scenes.head, set.contract);
    const then = base === head ? now : thenIn(scenes.base);
    const compared = compare(now, then, before);
    const blocking = accept === "nothing" ? now.violations : compared.introduced;
    const isNew = newLinkTest(accept === "nothing" ? undefined : scenes.base, before);
    const places = placesIn(head, commits.head.files, countedLinks(contract));
    const dated = exceptionFindings(places, contract.name, set.exceptions, today);
    const budget = budgetFindings(places, contract, accept, { now, then, added: compared.introduced.counted });
    // What an exception that is over lets block is not accepted, so it is left out as if the exception lasted.
    const lasting = dated.expired.length === 0 ? undefined : sceneSets({ head, base }, before)(judged);
    const accepted =
      lasting === undefined
        ? compared
        : compare(foundIn(lasting.head.scene, set.contract), thenIn(lasting.compared), before);
    const said = { existing: accept === "nothing" ? 0 : accepted.existing, resolved: compared.resolved };
    const around = {
      scene: scenes.head,
      places,
      contract: set.contract,
      all: now.violations,
      isNew,
      renamed: set.renamed,
    };
    const flaws = contractFlaws(judged, set, isEdited(commits, judged));
    const broken = violationFindings(around, blocking, dated.isExpired);
    return {
      objections: flaws.objections,
      chains: broken.chains,
      findings: [...dated.expired, ...moves.findings, ...broken.findings, ...budget.findings],
      notes: [...flaws.notes, ...dated.ending, ...budget.notes, ...history(contract.name, said)],
      ...said,
      before: compared.existing + compared.resolved,
    };
  };
}

/** Whether the change edits what the contract is written in. */
function isEdited({ touched }: Commits, { file }: JudgedContract): boolean {
  return touched.has(file ?? configurationPath);
}

/** Files that both commits have are the same objects, and without others the graphs are equal. */
function isUnchanged({ base, head }: Commits): boolean {
  return base.files.length === head.files.length && base.files.every((file, index) => file === head.files[index]);
}

function foundIn(scene: Scene, contract: Contract): Found {
  return { violations: violationsOf(scene, contract), links: scene.links };
}

function history(name: string, { existing, resolved }: Pick<Comparison, "existing" | "resolved">): readonly Finding[] {
  const why = "What was there before is accepted, so that old code can be cleaned up step by step.";
  const note = (rule: "existing-violations" | "resolved-violations", what: string) => {
    return { rule, what, why, fix: laneGuardRules[rule].fix };
  };
  const before = `${countOf(existing, "violation")} of "${name}" ${existing === 1 ? "was" : "were"} there before.`;
  const gone = `${countOf(resolved, "violation")} of "${name}" ${resolved === 1 ? "is" : "are"} gone.`;
  return [
    ...(existing > 0 ? [note("existing-violations", before)] : []),
    ...(resolved > 0 ? [note("resolved-violations", gone)] : []),
  ];
}
