/**
 * What becomes of suites that stay undecided after three looks, by what the gate's setting `undecided` says:
 * `node bench/undecided.ts [--suites 500] [--seed 1]`. In each kind of noise, suites of 20 benchmarks are made up, each in 40 blocks of
 * 30 rounds a side; once nothing has changed, and once a benchmark is 10 % slower.
 */
import { parseArgs } from "node:util";
import { isTolerable } from "../src/gates/benchmarks/compare/tolerable.ts";
import { decideSuite } from "../src/gates/benchmarks/decide/decide-suite.ts";
import type { Decision, PairedSeries } from "../src/gates/benchmarks/decide/model.ts";
import { threeLooks } from "../src/gates/benchmarks/decide/plans.ts";
import { makeSuite } from "../src/gates/benchmarks/simulate/make-suite.ts";
import { noises } from "../src/gates/benchmarks/simulate/noise.ts";
import { createRandom } from "../src/gates/benchmarks/simulate/random.ts";

const { values } = parseArgs({
  options: { suites: { type: "string", default: "500" }, seed: { type: "string", default: "1" } },
});
const [suites, seed] = [Number(values.suites), Number(values.seed)];
const size = { benchmarks: 20, blocks: 40, rounds: 30 };
const slower = 1.1;

function withSlower([first, ...others]: readonly PairedSeries[]): readonly PairedSeries[] {
  if (first === undefined) return [];
  const blocks = first.blocks.map(({ base, head }) => ({
    base,
    head: Float64Array.from(head, (value) => value * slower),
  }));
  return [{ ...first, blocks }, ...others];
}

function isOpen(decision: Decision): boolean {
  if (decision.outcome !== "undecided") return false;
  const { ratio, interval } = decision.estimate;
  return !isTolerable({ ratio, interval, better: "lower", head: 1 }, threeLooks.limit);
}

console.log(`${suites} suites of each kind, seed ${seed}: percent of them`);
console.log(
  ["noise", "nothing changed: undecided", "of that open", "10 % slower: blocked", "of that as open", "passes"].join(
    " | ",
  ),
);
for (const [number, noise] of noises.entries()) {
  let [undecided, open, blocked, blockedOpen] = [0, 0, 0, 0];
  for (let index = 0; index < suites; index += 1) {
    const suite = makeSuite(noise, size, createRandom(seed, number, index));
    const innocent = decideSuite(suite, threeLooks);
    if (innocent.some(({ outcome }) => outcome === "undecided")) undecided += 1;
    if (innocent.some(isOpen)) open += 1;
    const [first] = decideSuite(withSlower(suite), threeLooks);
    if (first === undefined) continue;
    if (first.outcome === "regressed" || isOpen(first)) blocked += 1;
    if (isOpen(first)) blockedOpen += 1;
  }
  const shares = [undecided, open, blocked, blockedOpen, suites - blocked].map((count) =>
    ((100 * count) / suites).toFixed(1),
  );
  console.log([noise.name, ...shares].join(" | "));
}
