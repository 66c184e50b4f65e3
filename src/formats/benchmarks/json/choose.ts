import type { ProblemLog } from "../problems.ts";
import type { JsonFormat } from "../reader.ts";
import { benchmarkDotNet } from "./benchmarkdotnet.ts";
import { criterionEstimates, criterionSample } from "./criterion.ts";
import { custom } from "./custom.ts";
import { googleBenchmark } from "./google-benchmark.ts";
import { headKeys } from "./head-keys.ts";
import { hyperfine } from "./hyperfine.ts";
import { jmh } from "./jmh.ts";
import { k6 } from "./k6.ts";
import { pytestBenchmark } from "./pytest-benchmark.ts";
import { tinybench } from "./tinybench.ts";
import { vitest } from "./vitest.ts";

/** The format that a JSON document begins like; undefined when it begins like none. The order of keys may vary. */
export function chooseJsonFormat(head: string, path: string, problems: ProblemLog): JsonFormat | undefined {
  const keys = headKeys(head);
  return formats.find(({ by }) => by.some((all) => all.every((key) => keys.has(key))))?.make(problems, path);
}

/** Any of the lists is enough, and each of them needs all its keys. "*" is any item of an array. */
const formats: readonly {
  readonly by: readonly (readonly string[])[];
  readonly make: (problems: ProblemLog, path: string) => JsonFormat;
}[] = [
  { by: [["machine_info"], ["benchmarks/*/stats"]], make: pytestBenchmark },
  { by: [["context", "benchmarks"], ["benchmarks/*/real_time"], ["context/num_cpus"]], make: googleBenchmark },
  { by: [["results/*/command"]], make: hyperfine },
  { by: [["mean/point_estimate"]], make: (problems, path) => criterionEstimates(path, problems) },
  { by: [["iters", "times"], ["sampling_mode"]], make: (problems, path) => criterionSample(path, problems) },
  { by: [["HostEnvironmentInfo"], ["Benchmarks/*/Statistics"]], make: benchmarkDotNet },
  { by: [["files/*/groups"]], make: vitest },
  {
    by: [["metrics", "root_group"], ["root_group", "options"], ["metrics/http_reqs"], ["metrics/iterations"]],
    make: k6,
  },
  { by: [["*/jmhVersion"], ["*/primaryMetric"]], make: jmh },
  { by: [["*/Task name"], ["*/Task Name"], ["*/name", "*/result"]], make: tinybench },
  { by: [["*/name", "*/value"]], make: custom },
];
