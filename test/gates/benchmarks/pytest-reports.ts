import { createRandom } from "../../../src/gates/benchmarks/simulate/random.ts";

/** What a machine is called in a report. */
export interface Machine {
  readonly cpu?: string;
  readonly python?: string;
}

/** A report of pytest-benchmark: rounds in seconds by benchmark. */
export function pytestReport(
  benchmarks: Readonly<Record<string, readonly number[]>>,
  { cpu = "AMD EPYC", python = "3.12.1" }: Machine = {},
): string {
  return JSON.stringify({
    machine_info: {
      machine: "x86_64",
      system: "Linux",
      release: "6.8.0",
      python_implementation: "CPython",
      python_version: python,
      cpu: { brand_raw: cpu, count: 4 },
    },
    benchmarks: Object.entries(benchmarks).map(([name, data]) => ({
      fullname: name,
      name,
      params: null,
      stats: { ...statsOf(data), iterations: 1, data },
    })),
    version: "5.2.3",
  });
}

function statsOf(data: readonly number[]) {
  const sorted = data.toSorted((one, other) => one - other);
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
  return { min: sorted[0], max: sorted.at(-1), mean, median: sorted[data.length >> 1], rounds: data.length };
}

/** How a benchmark behaves: what it takes in seconds, how many times that in head, and its noise. */
export interface Behaviour {
  readonly seconds: number;
  readonly head?: number;
  /** Deviation between processes, of the logarithm. */
  readonly process?: number;
}

export interface Side {
  readonly base: string;
  readonly head: string;
}

/** Reports of so many pairs, one of each side, of benchmarks that behave so; the same for the same seed. */
export function pairedReports(
  benchmarks: Readonly<Record<string, Behaviour>>,
  pairs: number,
  { seed = 1, rounds = 20, machine = {} }: { seed?: number; rounds?: number; machine?: Machine } = {},
): readonly Side[] {
  const random = createRandom(seed);
  const side = (isHead: boolean) => {
    const data = Object.entries(benchmarks).map(([name, { seconds, head = 1, process = 0.01 }]) => {
      const level = seconds * (isHead ? head : 1) * Math.exp(process * random.normal());
      return [name, Array.from({ length: rounds }, () => level * Math.exp(0.03 * random.normal()))] as const;
    });
    return pytestReport(Object.fromEntries(data), machine);
  };
  return Array.from({ length: pairs }, () => ({ base: side(false), head: side(true) }));
}
