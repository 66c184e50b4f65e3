import type { Finding } from "../../core/finding.ts";
import type { Sides } from "./contracts/violations.ts";
import { laneGuardRules } from "./rules.ts";
import type { Contract } from "./settings/contract.ts";
import { listOf } from "./wording.ts";

/** What a finding says of an import. */
export type Said = Pick<Finding, "rule" | "what" | "fix">;

/** Of contracts whose violations are single imports, and that say themselves what would be allowed. */
export function ownRuleText(link: string, contract: Contract, sides: Sides): Said {
  if (contract.type === "visibility") {
    const what = `${link}, which is not public: "${contract.name}" lets others import only ${listOf(contract.public)} of ${sides.imported}.`;
    return { rule: "private-import", what, fix: laneGuardRules["private-import"].fix };
  }
  const allowed = contract.type === "tags" ? (contract.allow[sides.importer] ?? []) : [];
  const only = allowed.length === 0 ? "no tagged module" : `only what is tagged ${listOf(allowed, "or")}`;
  const what = `${link}, which "${contract.name}" forbids: what is tagged ${sides.importer} may import ${only}, and this is tagged ${listOf(sides.imported.split(", "))}.`;
  return { rule: "forbidden-import", what, fix: laneGuardRules["forbidden-import"].fix };
}
