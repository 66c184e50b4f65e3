import { decideDifferences } from "../decide/decide-suite.ts";
import { type Differences, differencesOf } from "../decide/log-cost.ts";
import type { PairedSeries, Plan } from "../decide/model.ts";
import { oneLook, threeLooks, twoLooks } from "../decide/plans.ts";
import { makeHistory, makeSuite, type Size } from "./make-suite.ts";
import type { Noise } from "./noise.ts";
import { createRandom } from "./random.ts";
import { type Alarm, fixedLimit, mannWhitney, poolRounds, welch, zScore } from "./rivals.ts";
import { addTally, changes, emptyTally, type Tally } from "./tally.ts";

const blockCounts = [5, 10, 20] as const;
const rounds = 30;
/** As many as two looks and the rivals see, and as many as three looks do. */
const [fewBlocks, manyBlocks] = [20, 40] as const;
const rivals = [
  ["fixed 10 %", fixedLimit],
  ["Welch", welch],
  ["Mann-Whitney", mannWhitney],
] as const;
const none: PairedSeries = { better: "lower", blocks: [] };

/** One kind of noise in suites of one size. */
export interface Cell {
  readonly noise: Noise;
  readonly benchmarks: number;
  /** Tells its random numbers from those of other cells. */
  readonly number: number;
}

/** What decides, and with how many blocks or nights. */
type Method =
  | "two looks"
  | "three looks"
  | `${"one look" | "fixed 10 %" | "Welch" | "Mann-Whitney" | "z-score"}, ${(typeof blockCounts)[number]}`;
export type Tallies = Partial<Record<Method, Tally>>;

/** Of its suites, as two looks see them. */
export function sizeOf({ benchmarks }: Cell): Size {
  return { benchmarks, blocks: fewBlocks, rounds };
}

/** Tries every method on the suites from one number up to, and without, another. Parts of a cell add up to the whole. */
export function simulateCell(cell: Cell, seed: number, from: number, to: number): Tallies {
  const tallies: Tallies = {};
  const count = (method: Method, tally: Tally) => {
    const sum = tallies[method] ?? emptyTally();
    addTally(sum, tally);
    tallies[method] = sum;
  };
  const size = sizeOf(cell);
  for (let suite = from; suite < to; suite += 1) {
    const random = createRandom(seed, cell.number, suite);
    const series = makeSuite(cell.noise, { ...size, blocks: manyBlocks }, random);
    const differences = series.map(differencesOf);
    count("two looks", tryPlan(firstOf(differences, fewBlocks), twoLooks));
    count("three looks", tryPlan(differences, threeLooks));
    for (const blocks of blockCounts)
      count(`one look, ${blocks}`, tryPlan(firstOf(differences, blocks), oneLook(blocks)));
    const pools = inOrder((index) => poolRounds(series[index] ?? none));
    const nights = inOrder(makeHistory(cell.noise, rounds, size.blocks, random));
    for (const blocks of blockCounts) {
      const pooled = inOrder((index) => pools(index)(blocks));
      for (const [name, rival] of rivals)
        count(
          `${name}, ${blocks}`,
          tryAlarms(cell.benchmarks, (index) => rival(pooled(index))),
        );
      count(
        `z-score, ${blocks}`,
        tryAlarms(cell.benchmarks, (index) => zScore(nights(index), blocks)),
      );
    }
  }
  return tallies;
}

function firstOf(suite: readonly Differences[], blocks: number): readonly Differences[] {
  return suite.map((series) =>
    series.kind === "usable" ? { kind: "usable", values: series.values.slice(0, blocks) } : series,
  );
}

/** A change multiplies every round of the head, so it is added to the logarithms. The first benchmark is as good as any. */
function tryPlan(suite: readonly Differences[], plan: Plan): Tally {
  const innocent = decideDifferences(suite, plan);
  const open = innocent.some(({ outcome }) => outcome === "undecided");
  const blocked = innocent.some(({ outcome }) => outcome === "regressed");
  const reached = (look: number) =>
    plan.looks.length >= look && (open || innocent.some((decision) => "look" in decision && decision.look >= look));
  const changed = changes.map((change) => {
    const [first, ...others] = suite;
    if (first?.kind !== "usable") return "unusable";
    const values = first.values.map((value) => value + Math.log1p(change));
    return decideDifferences([{ kind: "usable", values }, ...others], plan)[0]?.outcome ?? "unusable";
  });
  return {
    suites: 1,
    blocked: Number(blocked),
    secondLooks: Number(reached(2)),
    thirdLooks: Number(reached(3)),
    undecided: Number(open && !blocked),
    found: changed.map((outcome) => Number(outcome === "regressed")),
    open: changed.map((outcome) => Number(outcome === "undecided")),
  };
}

/** Goes through the suite only until one alarms: most of these do so early. */
function tryAlarms(benchmarks: number, alarmOf: (index: number) => Alarm): Tally {
  let blocked = false;
  for (let index = 0; index < benchmarks && !blocked; index += 1) blocked = alarmOf(index)(1);
  const first = alarmOf(0);
  return {
    ...emptyTally(),
    suites: 1,
    blocked: Number(blocked),
    found: changes.map((change) => Number(first(1 + change))),
  };
}

/** Remembers what is made for each place, when it is asked for; the places have to be asked for from 0 on. */
function inOrder<T>(make: (index: number) => T): (index: number) => T {
  const made: T[] = [];
  return (index) => {
    while (made.length <= index) made.push(make(made.length));
    const value = made[index];
    if (value === undefined) throw new RangeError("There is no such place.");
    return value;
  };
}
