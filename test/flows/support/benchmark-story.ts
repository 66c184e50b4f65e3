import type { StandInWorkflowRun } from "../../../src/demo/github/stand-in-types.ts";
import { zipOf } from "../../archives/zip-bytes.ts";
import type { Side } from "../../gates/benchmarks/pytest-reports.ts";
import { ci, type GateStory, openGateStory } from "./gate-story.ts";

/** What a run uploads as the artifact `bench`: files by name. */
export type BenchmarkFiles = Readonly<Record<string, string>>;

export type BenchmarkStory = GateStory<BenchmarkFiles>;

/** A repository that the benchmarks gate guards with these settings. Dispose of its world. */
export function openBenchmarkStory(settings: object): Promise<BenchmarkStory> {
  const files = { "core/a.py": "one()\n", [ci]: "on: [push, pull_request]\n" };
  return openGateStory("benchmarks", settings, uploadBenchmarks, { files });
}

export async function uploadBenchmarks(run: StandInWorkflowRun, files: BenchmarkFiles): Promise<void> {
  const entries = Object.entries(files).map(([name, content]) => ({ name, content }));
  await run.uploadArtifact("bench", zipOf(entries));
}

/** The files of pairs: `base-01.json`, `head-01.json`, and so on. */
export function filesOf(pairs: readonly Side[]): BenchmarkFiles {
  const files = pairs.flatMap(({ base, head }, index) => {
    const number = String(index + 1).padStart(2, "0");
    return [[`base-${number}.json`, base] as const, [`head-${number}.json`, head] as const];
  });
  return Object.fromEntries(files);
}
