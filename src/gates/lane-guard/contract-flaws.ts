import type { Finding } from "../../core/finding.ts";
import { unmatchedFindings } from "./contract-findings.ts";
import { guardsNothing } from "./guards-nothing.ts";
import type { JudgedContract } from "./judged-contract.ts";
import { laneClashes } from "./lane-moves.ts";
import { missingNames, unknownModules, unknownTargets } from "./names.ts";
import type { SceneSet } from "./scene-sets.ts";

/** What is wrong with a contract itself, whatever the change does. */
export interface ContractFlaws {
  /** It cannot do what it is there for. */
  readonly objections: readonly Finding[];
  readonly notes: readonly Finding[];
}

/**
 * The configuration is that of the base: who removes what a contract names cannot change the contract with it, so that is
 * noted. What was wrong before blocks every change but those that edit the configuration: they may be the remedy, and a
 * contract that cannot object anyway is no weaker for it.
 */
export function contractFlaws(
  judged: JudgedContract,
  { head, base, renamed }: Pick<SceneSet, "head" | "base" | "renamed">,
  editsConfiguration: boolean,
): ContractFlaws {
  const { contract } = judged;
  const [stale, freed] = [true, false].map((before) =>
    unmatchedFindings(
      head.scene,
      judged,
      head.unmatchedIgnores.filter((text) => base.unmatchedIgnores.includes(text) === before),
      renamed,
    ),
  );
  const alerting = contract["unmatched-ignores"];
  const missing = missingNames(head.scene, contract);
  const emptied = newlyMissing(missing, missingNames(base.scene, contract));
  const mistaken = missing.filter((name) => !emptied.includes(name));
  const objections = [
    ...unknownModules(head.scene, judged, mistaken),
    ...(contract.type === "lanes" ? laneClashes(head.scene, contract) : []),
    ...(alerting === "error" ? (stale ?? []) : []),
  ];
  const fix = contract.type === "lanes" ? fixForEmptyLane : fixForRemoved;
  return {
    objections: editsConfiguration ? [] : objections,
    notes: [
      ...(editsConfiguration ? objections : []),
      ...unknownModules(head.scene, judged, emptied).map((finding) => ({ ...finding, fix })),
      ...guardsNothing(head.scene, judged),
      ...unknownTargets(head.scene, judged),
      ...(alerting === "warn" ? (stale ?? []) : []),
      ...(alerting === "none" ? [] : (freed ?? [])),
    ],
  };
}

const fixForRemoved =
  "The change removes or renames it. Correct the name in the configuration next: until then the contract blocks every other change.";
const fixForEmptyLane = "If the lane may be empty, write the name in parentheses in the configuration.";

/** What the change itself removes or renames. A lane whose last module is promoted is empty for now: that is what lanes are for, and no mistake. */
function newlyMissing(now: readonly string[], then: readonly string[]): readonly string[] {
  return now.filter((name) => !then.includes(name));
}
