import { countOf } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import type { Unresolved } from "./model.ts";
import { laneGuardRules } from "./rules.ts";

/** So many imports are listed. */
const maxListed = 20;

/**
 * Imports that should lead to something in the tree and do not, where they did before or were not there: no contract can
 * check them. A changed configuration may do that to files that the change leaves alone.
 */
export function unresolvedNotes(base: readonly Unresolved[], head: readonly Unresolved[]): readonly Finding[] {
  const before = new Set(base.map(keyOf));
  const added = head.filter((one) => !before.has(keyOf(one)));
  if (added.length === 0) return [];
  const shown = added.slice(0, maxListed).map(({ path, line, specifier }) => `${path}:${line} imports ${specifier}`);
  const hidden = added.length - shown.length;
  return [
    {
      rule: "unresolved-import",
      what: `${countOf(added.length, "import")} that the change brings or redirects ${added.length === 1 ? "leads" : "lead"} to nothing in the repository.`,
      why: "What an import leads to decides whether a contract allows it, so this one is not checked.",
      fix: laneGuardRules["unresolved-import"].fix,
      trace: [...shown, ...(hidden > 0 ? [`and ${countOf(hidden, "more import")}`] : [])],
    },
  ];
}

function keyOf({ path, specifier }: Unresolved): string {
  return `${path}\0${specifier}`;
}
