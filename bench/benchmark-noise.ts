/**
 * How often the rule on pairs is right on real measurements of this machine: `nice -n 5 node bench/benchmark-noise.ts`.
 *
 * Runs a suite of small real workloads 40 times, each in a process of its own and one after the other. Neighbours make blocks,
 * and which of the two is called head is drawn anew for each of several hundred pairings: nothing has changed, so whatever is
 * called slower is a false alarm. Then it measures 20 more blocks in which the heads do one workload with 15 % more work.
 */
import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { decideSuite } from "../src/gates/benchmarks/decide/decide-suite.ts";
import type { Block, PairedSeries } from "../src/gates/benchmarks/decide/model.ts";
import { threeLooks } from "../src/gates/benchmarks/decide/plans.ts";
import { createRandom, type Random } from "../src/gates/benchmarks/simulate/random.ts";

const { values } = parseArgs({
  options: {
    blocks: { type: "string", default: "20" },
    rounds: { type: "string", default: "30" },
    pairings: { type: "string", default: "500" },
    slow: { type: "string", default: "sort numbers" },
    seed: { type: "string", default: "1" },
  },
});
const count = Number(values.blocks);

/** Rounds by workload. */
type Run = ReadonlyMap<string, readonly number[]>;

function run(slow?: string): Run {
  const script = join(import.meta.dirname, "benchmark-noise/measure.ts");
  const output = execFileSync(process.execPath, [script, values.rounds, ...(slow === undefined ? [] : [slow])]);
  return new Map(Object.entries(JSON.parse(output.toString("utf8"))));
}

interface Pair {
  readonly base: Run;
  readonly head: Run;
}

function decide(pairs: readonly Pair[]) {
  const names = [...(pairs[0]?.base.keys() ?? [])];
  const suite = names.map((name): PairedSeries => {
    const blocks = pairs.map(({ base, head }): Block => ({ base: base.get(name) ?? [], head: head.get(name) ?? [] }));
    return { better: "lower", blocks };
  });
  return decideSuite(suite, threeLooks).map((decision, index) => ({ name: names[index] ?? "", decision }));
}

function load(): string {
  return `load average ${loadavg()
    .map((value) => value.toFixed(1))
    .join(", ")}`;
}

function printNoise(runs: readonly Run[]): void {
  console.log("workload, microseconds a round, deviation of the logarithm of medians from run to run:");
  for (const name of runs[0]?.keys() ?? []) {
    const logs = runs.map((one) => {
      const rounds = [...(one.get(name) ?? [])].sort((left, right) => left - right);
      return Math.log(rounds[rounds.length >> 1] ?? Number.NaN);
    });
    const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
    const deviation = Math.sqrt(logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1));
    console.log(
      `  ${name.padEnd(16)} ${(Math.exp(mean) / 1000).toFixed(0).padStart(7)} ${(100 * deviation).toFixed(1).padStart(6)} %`,
    );
  }
}

function printFalseAlarms(runs: readonly Run[], pairings: number, random: Random): void {
  const counts = { regressed: 0, improved: 0, undecided: 0 };
  const decided = { regressed: 0, improved: 0, unchanged: 0, undecided: 0, unusable: 0 };
  for (let pairing = 0; pairing < pairings; pairing += 1) {
    const pairs = Array.from({ length: count }, (_, block): Pair => {
      const [one = new Map(), other = new Map()] = runs.slice(2 * block);
      return random.uniform() < 0.5 ? { base: one, head: other } : { base: other, head: one };
    });
    const outcomes = decide(pairs).map(({ decision }) => decision.outcome);
    for (const outcome of outcomes) decided[outcome] += 1;
    if (outcomes.includes("regressed")) counts.regressed += 1;
    if (outcomes.includes("improved")) counts.improved += 1;
    if (outcomes.includes("undecided")) counts.undecided += 1;
  }
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  console.log(`of ${pairings} pairings of unchanged code, with any workload`);
  for (const [outcome, suites] of Object.entries(counts))
    console.log(`  ${outcome.padEnd(10)} ${percent(suites / pairings)}`);
  const all = Object.values(decided).reduce((sum, one) => sum + one, 0);
  console.log(`of their workloads, unchanged: ${percent(decided.unchanged / all)}`);
}

const started = performance.now();
console.log(`${load()} at the start`);
const runs = Array.from({ length: 2 * count }, () => run());
console.log(`${runs.length} runs in ${((performance.now() - started) / 1000).toFixed(0)} s, ${load()}`);
printNoise(runs);
printFalseAlarms(runs, Number(values.pairings), createRandom(Number(values.seed)));

const pairs = Array.from({ length: count }, (_, block): Pair => {
  if (block % 2 === 0) return { base: run(), head: run(values.slow) };
  const head = run(values.slow);
  return { base: run(), head };
});
console.log(`heads with 15 % more work in "${values.slow}", ${count} blocks, ${load()}:`);
for (const { name, decision } of decide(pairs)) {
  const of =
    decision.outcome === "unusable"
      ? decision.because
      : `${decision.estimate.ratio.toFixed(3)} (${decision.estimate.interval.map((bound) => bound.toFixed(3)).join(" to ")})`;
  console.log(`  ${name.padEnd(16)} ${decision.outcome.padEnd(10)} ${of}`);
}
console.log(`${((performance.now() - started) / 1000).toFixed(0)} s in all`);
