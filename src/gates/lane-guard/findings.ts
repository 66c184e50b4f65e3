import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Cause } from "./causes.ts";
import type { Scene } from "./contracts/scene.ts";
import type { DirectViolation, Sides } from "./contracts/violations.ts";
import type { Places } from "./places.ts";
import { contractReasons } from "./reasons.ts";
import { laneGuardRules } from "./rules.ts";
import { ownRuleText, type Said } from "./said.ts";
import type { Contract } from "./settings/contract.ts";
import { affectedBy, reachingModules, traceOf } from "./trace.ts";
import { cutText, renamedText, type Surroundings, waysOut } from "./ways-out/ways-out.ts";
import { listOf } from "./wording.ts";

/** One annotation, on the line of the link that is to blame. Details take time: further chains and ways out. */
export function findingOf(around: Surroundings, cause: Cause, detailed: boolean): Finding {
  const { scene, places, contract } = around;
  const at = places.ofLink(cause.importer, cause.imported);
  const said =
    cause.direct === undefined
      ? chainText(scene, places, contract, cause, detailed ? cutText(around, cause) : undefined)
      : directText(scene, places, contract, cause, cause.direct);
  return {
    ...said,
    fix: fixText([...renamedText(around, cause), ...(detailed ? waysOut(around, cause) : [])], said.fix),
    why: contract.why ?? contractReasons[contract.type](contract.name),
    ...(at === undefined ? {} : { at }),
    trace: traceOf(scene, places, cause, detailed),
  };
}

/** What is known of this finding first, then what helps with any of its kind. */
function fixText(ways: readonly string[], always: string): string {
  return ways.length === 0
    ? always
    : `${ways.join(" ")} Otherwise ${always.slice(0, 1).toLowerCase()}${always.slice(1)}`;
}

function directText(scene: Scene, places: Places, contract: Contract, cause: Cause, { sides }: DirectViolation): Said {
  const link = `${places.nameOf(cause.importer)} imports ${places.nameOf(cause.imported)}`;
  if (sides.kind === "protected") {
    const only = sides.importer === "" ? "nobody else" : `only ${listOf(sides.importer.split(", "))}`;
    const what = `${link}, which "${contract.name}" protects: ${only} may import ${sides.imported}.`;
    return { rule: "protected-import", what, fix: laneGuardRules["protected-import"].fix };
  }
  if (sides.kind === "private" || sides.kind === "tag") return ownRuleText(link, contract, sides);
  const others = affectedBy(scene, cause).length;
  const more = others === 0 ? "" : ` Through it, ${countOf(others, "more module")} of the lane can reach it too.`;
  const what = `${link}, which "${contract.name}" forbids${relationOf(sides)}.${more}`;
  return { rule: "forbidden-import", what, fix: laneGuardRules["forbidden-import"].fix };
}

function chainText(scene: Scene, places: Places, contract: Contract, cause: Cause, cut: string | undefined): Said {
  const link = `${places.nameOf(cause.importer)} -> ${places.nameOf(cause.imported)}`;
  const [first] = cause.reach;
  const source = places.nameOf(cause.chain[0] ?? cause.importer);
  const end = places.nameOf(cause.chain.at(-1) ?? cause.imported);
  const others = reachingModules(scene, cause).length - 1;
  const more =
    affectedBy(scene, cause).length < 1 || others < 1
      ? ""
      : `, and so ${others === 1 ? "does" : "do"} ${countOf(others, "other module")}`;
  const relation = first === undefined ? "" : relationOf(first.reach.sides);
  return {
    rule: "forbidden-chain",
    what: `${source} now reaches ${end} through other modules${more}, which "${contract.name}" forbids${relation}. The link to look at is ${link}.`,
    fix: `${cut ?? `Cut the chain, best at ${link}`}, or move what is needed to a package that both sides may import.`,
  };
}

/** Why the two sides may not know each other, where the contract's name need not tell. */
function relationOf({ kind, importer, imported }: Sides): string {
  switch (kind) {
    case "lower-layer":
      return `: ${importer} is a layer below ${imported}`;
    case "sibling-layer":
      return `: ${importer} and ${imported} share a layer and are independent`;
    case "independent":
      return `: ${importer} is independent of ${imported}`;
    case "lane":
      return `: ${importer} is more trusted than ${imported}`;
    case "forbidden":
    case "protected":
    case "private":
    case "tag":
      return "";
  }
}
