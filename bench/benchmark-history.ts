/**
 * How often the rule on histories is right: `node bench/benchmark-history.ts [--suites 500] [--seed 1]` prints a table over kinds
 * of noise and numbers of earlier figures, and one of steps found where there are none.
 */
import { parseArgs } from "node:util";
import { decideHistories } from "../src/gates/benchmarks/decide/history.ts";
import { steps } from "../src/gates/benchmarks/decide/steps.ts";
import { createRandom } from "../src/gates/benchmarks/simulate/random.ts";
import { type HistoryNoise, historyNoises } from "./benchmark-history/noises.ts";

const limit = 0.1;
const benchmarks = 20;
const counts = [8, 20, 30] as const;
const factors = [1.1, 1.2] as const;
const lengths = [30, 50, 100, 200] as const;

const { values } = parseArgs({
  options: { suites: { type: "string", default: "500" }, seed: { type: "string", default: "1" } },
});
const suites = Number(values.suites);
const seed = Number(values.seed);

console.log(`${suites} suites of ${benchmarks} benchmarks in each row, limit ${percent(limit)}, seed ${seed}.\n`);
const columns = [
  "noise",
  "earlier",
  "blocked",
  "unchanged",
  ...factors.flatMap((factor) => [`${factor}: found`, "passed"]),
];
console.log(`| ${columns.join(" | ")} |`);
console.log(`| ${columns.map((_, index) => (index === 0 ? "---" : "---:")).join(" | ")} |`);
for (const [place, noise] of historyNoises.entries()) {
  for (const count of counts) console.log(`| ${[noise.name, count, ...row(noise, count, place)].join(" | ")} |`);
}
console.log(`\n| steps where there are none | ${lengths.map((length) => `${length} figures`).join(" | ")} |`);
console.log(`| --- | ${lengths.map(() => "---:").join(" | ")} |`);
for (const [place, noise] of historyNoises.entries()) {
  if (noise.stationary)
    console.log(`| ${[noise.name, ...lengths.map((length) => found(noise, length, place))].join(" | ")} |`);
}

/** In percent of suites, and of benchmarks for what is unchanged. The first benchmark is the one that becomes slower. */
function row({ make }: HistoryNoise, count: number, place: number): readonly string[] {
  const random = createRandom(seed, place, count);
  let [blocked, unchanged] = [0, 0];
  const tallies = factors.map((factor) => ({ factor, found: 0, passed: 0 }));
  for (let number = 0; number < suites; number += 1) {
    const figures = Array.from({ length: benchmarks }, () => make(count + 1, random).map(Math.exp));
    const still = decide(figures, 1);
    if (still.some(({ outcome }) => outcome === "regressed")) blocked += 1;
    unchanged += still.filter(({ outcome }) => outcome === "unchanged").length / benchmarks;
    for (const tally of tallies) {
      const outcome = decide(figures, tally.factor)[0]?.outcome;
      if (outcome === "regressed") tally.found += 1;
      if (outcome === "unchanged") tally.passed += 1;
    }
  }
  return [blocked, unchanged, ...tallies.flatMap((tally) => [tally.found, tally.passed])].map(share);
}

function decide(figures: readonly (readonly number[])[], factor: number) {
  const suite = figures.map((all, index) => ({
    better: "lower" as const,
    earlier: all.slice(0, -1),
    head: (all.at(-1) ?? Number.NaN) * (index === 0 ? factor : 1),
  }));
  return decideHistories(suite, limit);
}

/** The share of histories in which a step is found, of twenty times as many as there are suites. */
function found({ make }: HistoryNoise, length: number, place: number): string {
  const random = createRandom(seed, place, length, 1);
  let count = 0;
  for (let number = 0; number < suites * benchmarks; number += 1) {
    if (steps(make(length, random).map(Math.exp)).length > 0) count += 1;
  }
  return `${((100 * count) / suites / benchmarks).toFixed(2)} %`;
}

function share(count: number): string {
  return ((100 * count) / suites).toFixed(1);
}

function percent(part: number): string {
  return `${part * 100} %`;
}
