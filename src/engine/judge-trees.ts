import type { ConfiguredGate } from "../config/configuration.ts";
import type { Finding } from "../core/finding.ts";
import type { NewWays, TreeSources } from "../core/gate.ts";
import type { BrokenTogether } from "../core/pull-request-overlaps.ts";

/** What one gate says of two trees. */
export interface TreeRuling {
  readonly gate: string;
  readonly findings: readonly Finding[];
  readonly newWays: NewWays;
}

/** What tells whether a finding was there before. */
export type KnownFinding = Pick<Finding, "rule" | "what" | "why" | "at">;

const noWays: NewWays = {
  from: new Set(),
  to: new Set(),
  around: () => ({ before: new Set(), beyond: new Set() }),
};

/** What the gates that look at trees alone say, in their order; undefined as soon as one of them can say nothing. */
export async function judgeTrees(
  gates: readonly ConfiguredGate[],
  sources: TreeSources,
): Promise<readonly TreeRuling[] | undefined> {
  const rulings: TreeRuling[] = [];
  for (const { gate, settings } of gates) {
    const judged = await gate.judgeTrees?.(settings, sources);
    if (judged === undefined) continue;
    if (judged.kind === "ruling") {
      const { ruling, newWays } = judged;
      rulings.push({ gate: gate.id, findings: ruling.outcome === "failed" ? ruling.findings : [], newWays });
    } else if (judged.kind === "not-applicable") rulings.push({ gate: gate.id, findings: [], newWays: noWays });
    else return undefined;
  }
  return rulings;
}

/** What the gates say of both changes together and of neither alone. All three were held against the same base. */
export function brokenTogether(
  merged: readonly TreeRuling[],
  alone: readonly (readonly { readonly gate: string; readonly findings: readonly KnownFinding[] }[])[],
): readonly BrokenTogether[] {
  return merged.flatMap(({ gate, findings }) => {
    const known = alone.flatMap((rulings) => rulings.filter((one) => one.gate === gate)).flatMap((one) => one.findings);
    const isNew = (finding: Finding) => !known.some((one) => isSame(one, finding));
    return findings.filter(isNew).map((finding) => ({ gate, finding }));
  });
}

/**
 * The same rule for the same reason in the same file is no news, even if more is said of it: the other change moves lines and
 * lengthens chains.
 */
function isSame(one: KnownFinding, other: KnownFinding): boolean {
  if (one.rule !== other.rule || one.why !== other.why) return false;
  return one.what === other.what || one.at?.path === other.at?.path;
}
