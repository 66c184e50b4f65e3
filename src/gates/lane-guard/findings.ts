import type { Finding } from "../../core/finding.ts";
import type { Cause } from "./causes.ts";
import { furtherChains } from "./chains.ts";
import type { Scene } from "./contracts/scene.ts";
import type { DirectViolation, Sides } from "./contracts/violations.ts";
import type { Places } from "./places.ts";
import { contractReasons } from "./reasons.ts";
import { laneGuardRules } from "./rules.ts";
import { ownRuleText, type Said } from "./said.ts";
import type { Contract } from "./settings/contract.ts";
import { countOf, listOf } from "./wording.ts";

/** So many modules that a link affects are listed; the others are counted. */
const maxListed = 20;
/** So many links of a chain are listed. */
const maxLinks = 50;
/** So many links of a further chain, which stands on one line. */
const maxLinksInLine = 8;

/** One annotation, on the line of the link that is to blame. Looking for further chains takes time. */
export function findingOf(scene: Scene, places: Places, contract: Contract, cause: Cause, further: boolean): Finding {
  const at = places.ofLink(cause.importer, cause.imported);
  const said =
    cause.direct === undefined ? chainText(places, contract, cause) : directText(places, contract, cause, cause.direct);
  return {
    ...said,
    why: contract.why ?? contractReasons[contract.type](contract.name),
    ...(at === undefined ? {} : { at }),
    trace: traceOf(places, cause, further ? furtherChains(scene, cause) : []),
  };
}

function directText(places: Places, contract: Contract, cause: Cause, { sides }: DirectViolation): Said {
  const link = `${places.nameOf(cause.importer)} imports ${places.nameOf(cause.imported)}`;
  if (sides.kind === "protected") {
    const only = sides.importer === "" ? "nobody else" : `only ${listOf(sides.importer.split(", "))}`;
    const what = `${link}, which "${contract.name}" protects: ${only} may import ${sides.imported}.`;
    return { rule: "protected-import", what, fix: laneGuardRules["protected-import"].fix };
  }
  if (sides.kind === "private" || sides.kind === "tag") return ownRuleText(link, contract, sides);
  const others = affected(cause).length;
  const more = others === 0 ? "" : ` Through it, ${countOf(others, "more module")} of the lane can reach it too.`;
  const what = `${link}, which "${contract.name}" forbids${relationOf(sides)}.${more}`;
  return { rule: "forbidden-import", what, fix: laneGuardRules["forbidden-import"].fix };
}

function chainText(places: Places, contract: Contract, cause: Cause): Said {
  const link = `${places.nameOf(cause.importer)} -> ${places.nameOf(cause.imported)}`;
  const [first] = cause.reach;
  const source = places.nameOf(cause.chain[0] ?? cause.importer);
  const end = places.nameOf(cause.chain.at(-1) ?? cause.imported);
  const others = new Set(cause.reach.map((reaching) => reaching.source)).size - 1;
  const more =
    affected(cause).length < 1 || others < 1
      ? ""
      : `, and so ${others === 1 ? "does" : "do"} ${countOf(others, "other module")}`;
  const relation = first === undefined ? "" : relationOf(first.reach.sides);
  return {
    rule: "forbidden-chain",
    what: `${source} now reaches ${end} through other modules${more}, which "${contract.name}" forbids${relation}. The link to look at is ${link}.`,
    fix: `Cut the chain, best at ${link}, or move what is needed to a package that both sides may import.`,
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

/** Modules that break the contract through the link without having it themselves, each once. */
function affected(cause: Cause): readonly number[] {
  return [...new Set(cause.reach.map(({ source }) => source))].filter((source) => source !== cause.importer);
}

/** Every link of the shortest chain, then further chains, then the modules that the link affects as well. */
function traceOf(places: Places, cause: Cause, chains: readonly (readonly number[])[]): readonly string[] {
  const links = shortened(linkTexts(places, cause.chain), maxLinks);
  const inLine = (chain: readonly number[]) => shortened(linkTexts(places, chain), maxLinksInLine).join(", ");
  const further = [
    ...chains.map((chain) => `also by: ${inLine(chain)}`),
    ...cause.others.map((chain) => `also reached: ${inLine(chain)}`),
  ];
  const [first] = cause.direct === undefined ? cause.chain : [];
  const others = affected(cause).filter((source) => source !== first);
  const listed = others.slice(0, maxListed).map((source) => `also affected: ${places.nameOf(source)}`);
  const rest = others.length - listed.length;
  return [...links, ...further, ...listed, ...(rest > 0 ? [`and ${countOf(rest, "more module")}`] : [])];
}

function linkTexts(places: Places, chain: readonly number[]): readonly string[] {
  return chain.slice(1).map((imported, index) => places.linkText(chain[index] ?? 0, imported));
}

function shortened(links: readonly string[], limit: number): readonly string[] {
  const hidden = links.length - limit;
  return hidden > 0 ? [...links.slice(0, limit), `and ${countOf(hidden, "more link")}`] : links;
}
