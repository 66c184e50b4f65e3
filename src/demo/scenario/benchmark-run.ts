import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

export const benchmarksArtifact = "bench";

/** What the platform's benchmarks take, in seconds. */
const usual: Readonly<Record<string, number>> = {
  "benchmarks/test_search.py::test_rank": 0.0042,
  "benchmarks/test_ledger.py::test_append": 0.000_31,
  "benchmarks/test_graph.py::test_walk[1000]": 0.027,
};

const pairs = 10;
const rounds = 12;

/**
 * The zip that the workflow uploads: what pytest-benchmark would write of both sides, measured in turn ten times, when these
 * benchmarks take so many times as long in head. Noise is the same every time.
 */
export function benchmarksZip(slower: Readonly<Record<string, number>>): Promise<Uint8Array> {
  const zip = new ZipFile();
  const noise = noiseFrom(1);
  for (let pair = 1; pair <= pairs; pair += 1) {
    const number = String(pair).padStart(2, "0");
    zip.addBuffer(Buffer.from(report({}, noise)), `base-${number}.json`);
    zip.addBuffer(Buffer.from(report(slower, noise)), `head-${number}.json`);
  }
  zip.end();
  return buffer(zip.outputStream);
}

function report(slower: Readonly<Record<string, number>>, noise: () => number): string {
  const benchmarks = Object.entries(usual).map(([fullname, seconds]) => {
    // A process is as fast as it is in all of its rounds, give or take.
    const level = seconds * (slower[fullname] ?? 1) * (1 + 0.03 * noise());
    const data = Array.from({ length: rounds }, () => level * (1 + 0.05 * noise()));
    const mean = data.reduce((sum, value) => sum + value, 0) / rounds;
    const stats = { min: Math.min(...data), max: Math.max(...data), mean, rounds, iterations: 1, data };
    return { fullname, name: fullname.split("::").at(-1), params: null, stats };
  });
  return JSON.stringify({ machine_info: machine, benchmarks, version: "5.2.3" });
}

const machine = {
  machine: "x86_64",
  system: "Linux",
  release: "6.8.0",
  python_implementation: "CPython",
  python_version: "3.13.1",
  cpu: { brand_raw: "AMD EPYC 7763", count: 4 },
};

/** Numbers from -1 to 1 by a linear congruential generator (Numerical Recipes), the same on every machine. */
function noiseFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
