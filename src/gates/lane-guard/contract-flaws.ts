import type { Finding } from "../../core/finding.ts";
import { unmatchedFindings } from "./contract-findings.ts";
import type { JudgedContract } from "./judged-contract.ts";
import { laneClashes } from "./lane-moves.ts";
import { missingNames, unknownModules, unknownTargets } from "./names.ts";
import type { SetScene } from "./scenes.ts";

/** What is wrong with a contract itself, whatever the change does. */
export interface ContractFlaws {
  /** It cannot do what it is there for. */
  readonly objections: readonly Finding[];
  readonly notes: readonly Finding[];
}

/** The configuration is that of the base: who removes what a contract names cannot change the contract with it. */
export function contractFlaws(judged: JudgedContract, head: SetScene, base: SetScene): ContractFlaws {
  const { contract } = judged;
  const [stale, freed] = [true, false].map((before) =>
    unmatchedFindings(
      head.scene,
      judged,
      head.unmatchedIgnores.filter((text) => base.unmatchedIgnores.includes(text) === before),
    ),
  );
  const alerting = contract["unmatched-ignores"];
  const missing = missingNames(head.scene, contract);
  const emptied = contract.type === "lanes" ? newlyMissing(missing, missingNames(base.scene, contract)) : [];
  const mistaken = missing.filter((name) => !emptied.includes(name));
  return {
    objections: [
      ...unknownModules(head.scene, judged, mistaken),
      ...(contract.type === "lanes" ? laneClashes(head.scene, contract) : []),
      ...(alerting === "error" ? (stale ?? []) : []),
    ],
    notes: [
      ...unknownModules(head.scene, judged, emptied).map((finding) => ({ ...finding, fix: fixForEmptyLane })),
      ...unknownTargets(head.scene, judged),
      ...(alerting === "warn" ? (stale ?? []) : []),
      ...(alerting === "none" ? [] : (freed ?? [])),
    ],
  };
}

const fixForEmptyLane = "If the lane may be empty, write the name in parentheses in the configuration.";

/** A lane whose last module is promoted is empty for now: that is what lanes are for, and no mistake. */
function newlyMissing(now: readonly string[], then: readonly string[]): readonly string[] {
  return now.filter((name) => !then.includes(name));
}
