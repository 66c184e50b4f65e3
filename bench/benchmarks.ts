/**
 * How long it takes to judge benchmarks: `node bench/benchmarks.ts`. Series with 200 samples each, 10 pairs of 10 rounds a side, are put
 * together out of reports that are read already, and decided on by the gate's own functions: 1,000, 10,000 and 20,000 of them.
 */
import type { Series } from "../src/formats/benchmarks/model.ts";
import { worstFirst } from "../src/gates/benchmarks/compare/comparison.ts";
import { comparisonTable } from "../src/gates/benchmarks/compare/comparison-table.ts";
import { decidePairs } from "../src/gates/benchmarks/compare/decide-pairs.ts";
import { limitsOf } from "../src/gates/benchmarks/compare/limits.ts";
import type { RunPair } from "../src/gates/benchmarks/compare/pair-runs.ts";
import { pairedBenchmarks } from "../src/gates/benchmarks/compare/paired-benchmarks.ts";
import { type ProcessRun, processRuns } from "../src/gates/benchmarks/compare/process-runs.ts";
import { createRandom, type Random } from "../src/gates/benchmarks/simulate/random.ts";

const sizes = [1_000, 10_000, 20_000] as const;
const [pairs, rounds] = [10, 10] as const;
const repetitions = 5;
const testbed = { cpu: "AMD EPYC", cores: 4, runtimes: ["CPython 3.13"] };

function run(path: string, count: number, factor: number, random: Random): ProcessRun {
  const series = Array.from({ length: count }, (_, index): Series => {
    // Every hundredth is slower.
    const level = (index % 100 === 0 ? factor : 1) * Math.exp(0.02 * random.normal());
    const samples = Float64Array.from({ length: rounds }, () => level * Math.exp(0.05 * random.normal()));
    const name = `benchmarks/test_module_${index % 300}.py::test_case[${index}]`;
    const common = {
      parameters: [],
      metric: "time",
      unit: "s",
      better: "lower",
      iterations: 1,
      processes: undefined,
    } as const;
    return { name, ...common, samples, stated: { percentiles: [] } };
  });
  const report = { kind: "series", format: "pytest-benchmark", testbed, series, complete: true, problems: [] } as const;
  const [only] = processRuns([{ path, report }]);
  if (only === undefined) throw new Error("one report is one run");
  return only;
}

function judge(suite: readonly RunPair[]): string {
  const { benchmarks } = pairedBenchmarks({ flag: "bench", pairs: suite, better: undefined });
  const rule = { limitOf: limitsOf("10%", []), plainRatio: "shown" } as const;
  const comparisons = worstFirst(decidePairs(benchmarks, rule));
  const { rows } = comparisonTable("bench", comparisons);
  const regressed = comparisons.filter(({ outcome }) => outcome === "regressed").length;
  return `${rows.length} compared, ${regressed} regressed`;
}

const seconds: number[] = [];
for (const count of sizes) {
  const random = createRandom(1, count);
  const suite = Array.from({ length: pairs }, (_, index) => ({
    base: run(`base-${index}.json`, count, 1, random),
    head: run(`head-${index}.json`, count, 1.2, random),
  }));
  const times = Array.from({ length: repetitions }, () => {
    const started = process.cpuUsage();
    const clock = performance.now();
    const found = judge(suite);
    const cpu = process.cpuUsage(started);
    return { found, wall: (performance.now() - clock) / 1_000, cpu: (cpu.user + cpu.system) / 1e6 };
  });
  const [best] = times.toSorted((one, other) => one.cpu - other.cpu);
  if (best === undefined) continue;
  seconds.push(best.cpu);
  const each = ((best.cpu / count) * 1e6).toFixed(1);
  console.log(
    `${count} series of ${2 * pairs * rounds} samples: ${best.wall.toFixed(2)} s, ${best.cpu.toFixed(2)} s of processor time, ${each} µs a series; ${best.found}`,
  );
}
const [, ten = 1, twenty = 0] = seconds;
console.log(`twice as many take ${(twenty / ten).toFixed(2)} times as long`);
