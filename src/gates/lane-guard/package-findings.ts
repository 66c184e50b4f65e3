import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { ImportGraph } from "../../formats/imports/graph/graph.ts";
import type { Places } from "./places.ts";
import { contractReasons } from "./reasons.ts";
import { laneGuardRules } from "./rules.ts";
import type { RequiredContract } from "./settings/required.ts";
import type { TagsContract } from "./settings/tags.ts";
import { listOf } from "./wording.ts";

/** Packages that lack what they must import. */
export function missingImportFinding(places: Places, contract: RequiredContract, id: number): Finding {
  const path = places.fileOf(id);
  const how = contract["allow-indirect"] ? "neither imports nor reaches" : "does not import";
  return {
    rule: "missing-import",
    what: `${places.nameOf(id)} ${how} ${listOf(contract.imports, "or")}, which "${contract.name}" requires of ${listOf(contract.modules)}.`,
    why: contract.why ?? contractReasons.required(contract.name),
    fix: laneGuardRules["missing-import"].fix,
    ...(path === undefined ? {} : { at: { path } }),
  };
}

/** One finding a package, together with the modules below it that have no tag either. `ids` rise. */
export function untaggedFindings(
  { table }: ImportGraph,
  places: Places,
  contract: TagsContract,
  ids: readonly number[],
): readonly Finding[] {
  const found: Finding[] = [];
  for (let index = 0; index < ids.length; ) {
    const id = ids[index] ?? 0;
    const { end = 0 } = table.nodes[id] ?? {};
    let next = index + 1;
    while (next < ids.length && (ids[next] ?? 0) < end) next += 1;
    found.push(untaggedFinding(places, contract, id, next - index - 1));
    index = next;
  }
  return found;
}

function untaggedFinding(places: Places, contract: TagsContract, id: number, below: number): Finding {
  const path = places.fileOf(id);
  const more = below === 0 ? "has" : `and ${countOf(below, "module")} below it have`;
  return {
    rule: "untagged-module",
    what: `${places.nameOf(id)} ${more} no tag, and "${contract.name}" wants one for all that is below ${listOf(contract.roots, "or")}.`,
    why: contract.why ?? "A module without a tag may import everything, so it leads round the rules for the others.",
    fix: laneGuardRules["untagged-module"].fix,
    ...(path === undefined ? {} : { at: { path } }),
  };
}
