import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { causesOf, type LinkTest } from "./causes.ts";
import type { Scene } from "./contracts/scene.ts";
import type { Violations } from "./contracts/violations.ts";
import { type CycleCause, cycleCausesOf } from "./cycle-causes.ts";
import { cycleFindingOf } from "./cycle-findings.ts";
import { findingOf } from "./findings.ts";
import type { JudgedContract } from "./judged-contract.ts";
import { nearestTo } from "./names.ts";
import { missingImportFinding, untaggedFindings } from "./package-findings.ts";
import type { Places } from "./places.ts";
import type { RenamedIgnore } from "./renamed-ignores.ts";
import { laneGuardRules } from "./rules.ts";
import type { Contract } from "./settings/contract.ts";
import type { Surroundings } from "./ways-out/ways-out.ts";

/** So many findings of a contract show further chains and ways out. */
const maxDetailed = 20;

/** What of a contract's violations blocks, and the broken chains by the names of their modules. */
export interface Broken {
  readonly findings: readonly Finding[];
  readonly chains: readonly (readonly string[])[];
}

/** Tells what of a contract's violations blocks. A link that `isTold` needs no second finding. */
export function violationFindings(around: Surroundings, blocking: Violations, isTold: LinkTest = () => false): Broken {
  const { scene, places, contract, all, isNew } = around;
  const { causes: every, pairsLeftOut } = causesOf(scene, blocking, isNew);
  const causes = every.filter((cause) => cause.direct === undefined || !isTold(cause.importer, cause.imported));
  const cycles = cycleCausesOf(scene, all.cycles, blocking.cycles, isNew);
  const findings = [
    ...causes.map((cause, index) => findingOf(around, cause, index < maxDetailed)),
    ...(pairsLeftOut > 0 ? [leftOut(contract, pairsLeftOut)] : []),
    ...cycles.map((cause) => cycleFindingOf(scene, places, contract, cause)),
    ...(contract.type === "tags" ? untaggedFindings(scene.graph, places, contract, blocking.undeclared) : []),
    ...(contract.type === "layers" ? blocking.undeclared.map((id) => undeclaredFinding(places, contract, id)) : []),
    ...(contract.type === "required" ? blocking.lacking.map((id) => missingImportFinding(places, contract, id)) : []),
  ];
  const chains = [...causes.map(({ chain }) => chain), ...cycles.map(roundOf)];
  return { findings, chains: chains.map((chain) => chain.map(places.nameOf)) };
}

/** The children of a cycle, from the one whose import closes it round to itself. */
function roundOf({ closing, back }: CycleCause): readonly number[] {
  return [closing.importer, closing.imported, ...back.map(({ imported }) => imported)];
}

function leftOut(contract: Contract, pairs: number): Finding {
  return {
    rule: "forbidden-chain",
    what: `${countOf(pairs, "more pair")} of packages reach each other against "${contract.name}". So many chains are not looked for one by one.`,
    why: `The contract "${contract.name}" keeps these packages apart.`,
    fix: "Solve what is listed first, or write the contract for fewer packages.",
  };
}

function undeclaredFinding(places: Places, contract: Contract, id: number): Finding {
  const path = places.fileOf(id);
  return {
    rule: "undeclared-layer",
    what: `${places.nameOf(id)} is no layer of "${contract.name}", which is exhaustive.`,
    why: contract.why ?? "What stands beside the layers may import all of them, so it undoes their order.",
    fix: laneGuardRules["undeclared-layer"].fix,
    ...(path === undefined ? {} : { at: { path } }),
  };
}

/** What the contract ignores although nobody imports it, at least by that name. */
export function unmatchedFindings(
  { graph }: Scene,
  judged: JudgedContract,
  unmatched: readonly string[],
  renamed: readonly RenamedIgnore[] = [],
): readonly Finding[] {
  const { contract, origin } = judged;
  return unmatched.map((text) => {
    const now = renamed.find((one) => one.text === text)?.now;
    if (now !== undefined) return renamedFinding(judged, text, now);
    const unknown = text
      .split("->")
      .map((side) => side.trim())
      .filter((name) => !name.includes("*") && !graph.names.includes(name));
    const near = unknown.map((name) => ` There is no ${name}.${nearestTo(graph, name)}`).join("");
    return {
      rule: "unmatched-ignore",
      what: `"${contract.name}" ignores ${text}, and nobody imports that.${near}`,
      why: "An exception that is no longer needed lets the same import come back unseen.",
      fix: laneGuardRules["unmatched-ignore"].fix,
      ...(origin === undefined ? {} : { at: origin }),
    };
  });
}

function renamedFinding({ contract, file, origin }: JudgedContract, text: string, now: string): Finding {
  return {
    rule: "unmatched-ignore",
    what: `"${contract.name}" ignores ${text}, which the change renames to ${now}.`,
    why: "The exception is known by names, so it does not cover the import under its new ones.",
    fix: `In ${file ?? "the configuration"}, write \`${now}\` instead of \`${text}\`. This change may do so: what it writes there counts once it is merged.`,
    ...(origin === undefined ? {} : { at: origin }),
  };
}
