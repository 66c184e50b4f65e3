import type { HeadFacts, MergeJudge, MergeOrder, MergeOutcome } from "../../core/overlap.ts";

/** What git said of merging heads, by their commits, so that nothing is merged twice on one base. */
export interface VerdictCache {
  /** The judge, asked only about what is not known. `commitOf` tells the commit of a ref. */
  judging(judge: MergeJudge, commitOf: (ref: string) => string | undefined): MergeJudge;
  known(first: HeadFacts, second: HeadFacts): MergeOutcome | undefined;
  /** Forgets what was said of these commits. */
  forget(commits: ReadonlySet<string>): void;
}

/** So many verdicts of one base are kept; the oldest go first. */
const maxVerdicts = 50_000;

export function verdictCache(): VerdictCache {
  const verdicts = new Map<string, MergeOutcome>();
  return {
    known: (first, second) => verdicts.get(keyOf(first.commit, second.commit)),
    judging: (judge, commitOf) => ({
      async merge(orders) {
        const keys = orders.map(({ first, second }) => keyOf(commitOf(first), commitOf(second)));
        const unknown: MergeOrder[] = orders.filter((_, at) => !verdicts.has(keys[at] ?? ""));
        const merged = unknown.length === 0 ? [] : await judge.merge(unknown);
        const fresh = new Map(unknown.map((order, at) => [order, merged[at]]));
        return orders.map((order, at) => {
          const outcome = fresh.get(order) ?? verdicts.get(keys[at] ?? "") ?? unjudged;
          // What took too long may be quicker next time.
          if (outcome.kind !== "unjudged") keep(verdicts, keys[at] ?? "", outcome);
          return outcome;
        });
      },
    }),
    forget(commits) {
      for (const key of verdicts.keys()) if (key.split(" ").some((commit) => commits.has(commit))) verdicts.delete(key);
    },
  };
}

const unjudged: MergeOutcome = { kind: "unjudged", because: "Git gave no answer." };

function keep(verdicts: Map<string, MergeOutcome>, key: string, outcome: MergeOutcome): void {
  verdicts.set(key, outcome);
  if (verdicts.size <= maxVerdicts) return;
  const [oldest] = verdicts.keys();
  if (oldest !== undefined) verdicts.delete(oldest);
}

function keyOf(first: string | undefined, second: string | undefined): string {
  return `${first} ${second}`;
}
