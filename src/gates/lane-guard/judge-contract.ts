import type { Finding } from "../../core/finding.ts";
import { beforeOf } from "./before.ts";
import { newLinkTest } from "./causes.ts";
import { unmatchedFindings, violationFindings } from "./contract-findings.ts";
import { violationsOf } from "./contracts/violations-of.ts";
import { type Comparison, compare, type Found } from "./introduced.ts";
import type { JudgedContract } from "./judged-contract.ts";
import type { Commits, LaneGuardSettings } from "./model.ts";
import { unknownModules, unknownTargets } from "./names.ts";
import { placesIn } from "./places.ts";
import { laneGuardRules } from "./rules.ts";
import { scenesOf } from "./scenes.ts";
import { countOf } from "./wording.ts";

/** What one contract says of a change. */
export interface Outcome {
  /** About the contract itself: it cannot do what it is there for. */
  readonly objections: readonly Finding[];
  /** About the change. */
  readonly findings: readonly Finding[];
  readonly notes: readonly Finding[];
  readonly existing: number;
  readonly resolved: number;
}

/** Judges head by one contract after the other and, unless nothing is accepted, lets pass what base had too. */
export function contractJudge(
  commits: Commits,
  accept: LaneGuardSettings["accept"],
): (judged: JudgedContract) => Outcome {
  const head = commits.head.graph;
  const base = isUnchanged(commits) ? head : commits.base.graph;
  const before = beforeOf({ ...commits, base: { ...commits.base, graph: base } });
  const setHead = scenesOf(head);
  const setBase = base === head ? setHead : scenesOf(base);
  return (judged) => {
    const { contract } = judged;
    const { scene, unmatchedIgnores } = setHead(judged);
    const { scene: baseScene, unmatchedIgnores: unmatchedBefore } = setBase(judged);
    const now: Found = { violations: violationsOf(scene, contract), links: scene.links };
    const then = base === head ? now : { violations: violationsOf(baseScene, contract), links: baseScene.links };
    const { introduced, existing, resolved } = compare(now, then, before);
    const blocking = accept === "nothing" ? now.violations : introduced;
    const isNew = newLinkTest(accept === "nothing" ? undefined : baseScene, before);
    const places = placesIn(head, commits.head.files, contract["type-checking"] === "exclude");
    // The configuration is that of the base: who removes the last ignored import cannot remove the exception with it.
    const [stale, freed] = [true, false].map((before) =>
      unmatchedFindings(
        scene,
        judged,
        unmatchedIgnores.filter((text) => unmatchedBefore.includes(text) === before),
      ),
    );
    const alerting = contract["unmatched-ignores"];
    const said = { existing: accept === "nothing" ? 0 : existing, resolved };
    return {
      objections: [...unknownModules(scene, judged), ...(alerting === "error" ? (stale ?? []) : [])],
      findings: violationFindings(scene, places, contract, { all: now.violations, blocking }, isNew),
      notes: [
        ...unknownTargets(scene, judged),
        ...(alerting === "warn" ? (stale ?? []) : []),
        ...(alerting === "none" ? [] : (freed ?? [])),
        ...history(contract.name, said),
      ],
      ...said,
    };
  };
}

/** Files that both commits have are the same objects, and without others the graphs are equal. */
function isUnchanged({ base, head }: Commits): boolean {
  return base.files.length === head.files.length && base.files.every((file, index) => file === head.files[index]);
}

function history(name: string, { existing, resolved }: Pick<Comparison, "existing" | "resolved">): readonly Finding[] {
  const why = "Only what a change adds blocks it, so that old code can be cleaned up step by step.";
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
