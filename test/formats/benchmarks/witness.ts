import { z } from "zod";

/** How much of a report a loose look at the whole text finds, at least: not a parser, and not to be trusted for more. */
export interface Seen {
  readonly benchmarks: number;
  readonly samples: number;
}

/** Undefined when the text cannot be looked at: no JSON, or of another shape. */
export type Witness = (text: string) => Seen | undefined;

const List = z.array(z.unknown());

function looking<T>(shape: z.ZodType<T>, look: (value: T) => Seen): Witness {
  return (text) => {
    const parsed = shape.safeParse(jsonOf(text));
    return parsed.success ? look(parsed.data) : undefined;
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

const Pytest = z.object({
  benchmarks: z.array(z.object({ fullname: z.string(), stats: z.object({ data: List.optional() }) })),
});
const Google = z.object({ benchmarks: z.array(z.object({ name: z.string(), run_type: z.string() })) });
const Hyperfine = z.object({ results: z.array(z.object({ command: z.string(), times: List })) });
const Jmh = z.array(
  z.object({ benchmark: z.string(), primaryMetric: z.object({ rawData: z.array(List).optional() }) }),
);
const DotNet = z.object({ Benchmarks: z.array(z.object({ Statistics: z.object({ OriginalValues: List }) })) });
const Vitest = z.object({ files: z.array(z.object({ groups: z.array(z.object({ benchmarks: List })) })) });
const Tasks = z.array(z.object({ name: z.string(), result: z.looseObject({ samples: List.optional() }) }));
const Latencies = z.array(z.object({ name: z.string(), result: z.object({ latency: z.object({ samples: List }) }) }));

const list = looking(List, (items) => ({ benchmarks: items.length, samples: 0 }));
const metrics = looking(z.object({ metrics: z.record(z.string(), z.unknown()) }), (report) => ({
  benchmarks: Object.keys(report.metrics).length,
  samples: 0,
}));

/** Lines that have a name, a count, and figures with units. */
const go: Witness = (text) => {
  const lines = [...text.matchAll(/^Benchmark[A-Z_0-9]\S*[ \t]+[1-9]\d*((?:[ \t]+[\d.]+ [^\s\d]\S*)+)$/gm)];
  const figures = lines.map(([, fields = ""]) => fields.trim().split(/[ \t]+/).length / 2);
  return { benchmarks: 0, samples: sum(figures) };
};

export const witnesses = {
  "pytest-benchmark": looking(Pytest, ({ benchmarks }) => ({
    benchmarks: benchmarks.length,
    samples: sum(benchmarks.map(({ stats }) => stats.data?.length ?? 0)),
  })),
  "google-benchmark": looking(Google, ({ benchmarks }) => ({
    benchmarks: 0,
    // Each repetition has two times.
    samples: 2 * benchmarks.filter((one) => one.run_type === "iteration").length,
  })),
  estimates: looking(z.object({ mean: z.unknown() }), () => ({ benchmarks: 1, samples: 0 })),
  sample: looking(z.object({ times: List }), ({ times }) => ({ benchmarks: 1, samples: times.length })),
  hyperfine: looking(Hyperfine, ({ results }) => ({
    benchmarks: results.length,
    samples: sum(results.map(({ times }) => times.length)),
  })),
  go,
  jmh: looking(Jmh, (entries) => ({
    benchmarks: 0,
    samples: sum(entries.map(({ primaryMetric }) => primaryMetric.rawData?.flat().length ?? 0)),
  })),
  benchmarkdotnet: looking(DotNet, (report) => ({
    benchmarks: 0,
    samples: sum(report.Benchmarks.map((one) => one.Statistics.OriginalValues.length)),
  })),
  vitest: looking(Vitest, ({ files }) => ({
    benchmarks: sum(files.flatMap(({ groups }) => groups.map(({ benchmarks }) => benchmarks.length))),
    samples: 0,
  })),
  tasks: looking(Tasks, (tasks) => ({
    benchmarks: tasks.length,
    samples: sum(tasks.map(({ result }) => result.samples?.length ?? 0)),
  })),
  latencies: looking(Latencies, (tasks) => ({
    benchmarks: tasks.length,
    samples: sum(tasks.map(({ result }) => result.latency.samples.length)),
  })),
  list,
  metrics,
} as const satisfies Readonly<Record<string, Witness>>;
