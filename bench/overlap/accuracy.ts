import type { ComparedHead, HeadFacts, MergeJudge } from "../../src/core/overlap.ts";
import { type Candidate, candidatePairs, indexHeads } from "../../src/gates/ownership/overlap/candidates.ts";
import { type EvaluatedPair, evaluateOverlaps } from "../../src/gates/ownership/overlap/evaluate.ts";
import type { GitDirectory } from "../../src/git/clone.ts";
import { openComparison } from "../../src/git/overlap/open-comparison.ts";
import { sample } from "./sample.ts";
import { openWitness, type Witness } from "./witness.ts";

interface AccuracyOptions {
  /** Pairs that share a path. */
  readonly pairs: number;
  /** Pairs that do not. */
  readonly strangers: number;
  /** Of all of them, so many by `git merge` in a work tree. */
  readonly worktree: number;
  readonly seed: number;
}

interface Tally {
  flagged: number;
  right: number;
  missed: number;
}

/** Prints precision and recall of every level that claims a conflict. */
export async function measureAccuracy(
  clone: GitDirectory,
  base: string,
  given: readonly ComparedHead[],
  options: AccuracyOptions,
): Promise<void> {
  const comparison = await openComparison(clone, base);
  const witness = openWitness(clone.gitDir, base);
  try {
    const all = await comparison.facts(given);
    const heads = all.filter(({ alone }) => alone === "clean");
    const candidates = candidatePairs(indexHeads(heads));
    const chosen = sample(candidates, options.pairs, options.seed);
    const found = `${heads.length} of which merge into the base alone; ${candidates.length} pairs may meet.`;
    console.log(`${all.length} heads, ${found}`);
    const pairs = await judgePairs(heads, chosen, comparison);
    const truths = new Map(chosen.map((pair) => [nameOf(heads, pair), truthOf(witness, heads, pair, "byProcess")]));
    printTallies(pairs, truths);
    const strangers = sample(strangersOf(heads, candidates), options.strangers, options.seed);
    const strange = strangers.filter((pair) => isConflict(truthOf(witness, heads, pair, "byProcess")));
    console.log(`Pairs that share nothing: ${strange.length} of ${strangers.length} conflict.`);
    const conflicts = chosen.filter((pair) => isConflict(truths.get(nameOf(heads, pair))));
    const tried = [...sample(conflicts, options.worktree / 2, 1), ...sample(chosen, options.worktree / 2, 2)];
    const disagree = tried.filter((pair) => {
      const [real, other] = [truthOf(witness, heads, pair, "inWorkTree"), truths.get(nameOf(heads, pair))];
      return real.forth !== other?.forth || real.back !== other.back;
    });
    console.log(`Work trees: ${disagree.length} of ${tried.length} pairs, merged in both orders, differ.\n`);
  } finally {
    witness.remove();
    await comparison.close();
  }
}

async function judgePairs(
  heads: readonly HeadFacts[],
  chosen: readonly Candidate[],
  judge: MergeJudge,
): Promise<readonly EvaluatedPair[]> {
  const started = performance.now();
  const { pairs, judged, total } = await evaluateOverlaps(heads, chosen, judge, {
    maxPairs: chosen.length,
    mergeCertain: true,
    standing: (ref) => ({ ref, stuck: false, changedLines: 0 }),
  });
  const took = (performance.now() - started) / (2 * Math.max(1, total));
  console.log(`${judged} of ${total} pairs judged, ${took.toFixed(1)} ms a merge.\n`);
  return pairs;
}

function printTallies(pairs: readonly EvaluatedPair[], truths: ReadonlyMap<string, Truth>): void {
  const evaluated = new Map(pairs.map((pair) => [`${pair.a} ${pair.b}`, pair]));
  const tallies = { textual: tally(), orders: tally(), hunk: tally(), unstacked: tally(), file: tally() };
  for (const [name, truth] of truths) {
    const pair = evaluated.get(name);
    const touching = pair?.view.meetings.some(({ touch }) => touch === "touching") === true;
    const isStacked = pair !== undefined && pair.view.stacking !== "apart";
    count(tallies.textual, pair?.level === "textual", isConflict(truth));
    count(tallies.hunk, touching && !isStacked, isConflict(truth));
    if (!isStacked) count(tallies.unstacked, touching, isConflict(truth));
    count(tallies.file, true, isConflict(truth));
    count(tallies.orders, pair?.orders.aThenB === "conflict", truth.forth);
    count(tallies.orders, pair?.orders.bThenA === "conflict", truth.back);
  }
  const all = [...truths.values()];
  const oneWay = all.filter(({ forth, back }) => forth !== back).length;
  console.log(`${all.filter(isConflict).length} of ${all.length} pairs conflict, ${oneWay} of them in one order only.`);
  console.log("| claim | flagged | right | missed | precision | recall |\n| --- | ---: | ---: | ---: | ---: | ---: |");
  for (const [claim, { flagged, right, missed }] of Object.entries(tallies)) {
    const precision = (right / flagged).toFixed(4);
    console.log(
      `| ${claim} | ${flagged} | ${right} | ${missed} | ${precision} | ${(right / (right + missed)).toFixed(4)} |`,
    );
  }
  const certain = pairs.filter(({ view }) => view.certain);
  const wrong = certain.filter(({ a, b }) => isConflict(truths.get(`${a} ${b}`)));
  console.log(`\nCertain without a merge: ${certain.length} pairs, ${wrong.length} of them wrong.`);
}

interface Truth {
  readonly forth: boolean;
  readonly back: boolean;
}

function isConflict(truth: Truth | undefined): boolean {
  return truth !== undefined && (truth.forth || truth.back);
}

function truthOf(
  witness: Witness,
  heads: readonly HeadFacts[],
  { one, other }: Candidate,
  way: "byProcess" | "inWorkTree",
): Truth {
  const [a, b] = [heads[one]?.commit ?? "", heads[other]?.commit ?? ""];
  return { forth: witness[way](a, b) === false, back: witness[way](b, a) === false };
}

function nameOf(heads: readonly HeadFacts[], { one, other }: Candidate): string {
  return `${heads[one]?.ref} ${heads[other]?.ref}`;
}

function strangersOf(heads: readonly HeadFacts[], candidates: readonly Candidate[]): readonly Candidate[] {
  const known = new Set(candidates.map(({ one, other }) => `${one} ${other}`));
  return heads.flatMap((_, one) =>
    heads.flatMap((_, other) =>
      other > one && !known.has(`${one} ${other}`) ? [{ one, other, shared: [], folders: false }] : [],
    ),
  );
}

function tally(): Tally {
  return { flagged: 0, right: 0, missed: 0 };
}

function count(tally: Tally, claimed: boolean, true_: boolean): void {
  if (claimed) tally.flagged += 1;
  if (claimed && true_) tally.right += 1;
  if (!claimed && true_) tally.missed += 1;
}
