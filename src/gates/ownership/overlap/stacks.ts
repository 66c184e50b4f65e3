import type { HeadFacts } from "../../../core/overlap.ts";

/** Whether two heads share commits that the base lacks, and which one stands on the other. */
export type Stacking = "apart" | "shared" | "one-on-other" | "other-on-one";

export function stackingOf(one: HeadFacts, other: HeadFacts): Stacking {
  const [smaller, larger] = one.ownCommits.size <= other.ownCommits.size ? [one, other] : [other, one];
  if (one.commit === other.commit) return one.ownCommits.size === 0 ? "apart" : "shared";
  if (other.ownCommits.size > 0 && one.ownCommits.has(other.commit)) return "one-on-other";
  if (one.ownCommits.size > 0 && other.ownCommits.has(one.commit)) return "other-on-one";
  for (const commit of smaller.ownCommits) if (larger.ownCommits.has(commit)) return "shared";
  return "apart";
}

/** Who stands on whose commits, of all heads. Two heads on one commit do not. */
export function stackEdges(
  heads: readonly HeadFacts[],
): readonly { readonly parent: string; readonly child: string }[] {
  const byCommit = new Map<string, string[]>();
  for (const { ref, commit } of heads) byCommit.set(commit, [...(byCommit.get(commit) ?? []), ref]);
  return heads.flatMap((head) =>
    [...byCommit].flatMap(([commit, refs]) =>
      commit !== head.commit && head.ownCommits.has(commit) ? refs.map((parent) => ({ parent, child: head.ref })) : [],
    ),
  );
}
