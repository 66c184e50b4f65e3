/**
 * How fast lane-guard is: `node bench/lane-guard.ts [--repo DIR]`. Prints (a) files per second of a cold import graph,
 * and (b) gather to verdict for a change of 10 files with warm caches, both on a generated repository of 10,000 files.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DerivedValues } from "../src/core/extractor.ts";
import { deriving } from "../src/engine/derive.ts";
import { type DerivedMemory, derivedMemory } from "../src/engine/derived-memory.ts";
import { buildImportGraph } from "../src/formats/imports/graph/graph.ts";
import { pythonImports } from "../src/formats/imports/python/extractor.ts";
import { laneGuard } from "../src/gates/lane-guard/gate.ts";
import { openClone } from "../src/git/clone.ts";
import { openRepositorySource } from "../src/git/source.ts";
import { type TreeCache, treeCache } from "../src/git/tree-cache.ts";
import { generateRepository, packages } from "./lane-guard/generate.ts";

const runs = 7;
const files = 10_000;
const nothingRemembered: DerivedValues = { read: async () => new Map(), write: async () => undefined };

async function open(directory: string, base: string, head: string, memory: DerivedMemory, trees?: TreeCache) {
  const clone = await openClone(directory);
  return openRepositorySource(clone, {
    mergeBase: await clone.resolve(base),
    head: await clone.resolve(head),
    deriving: (blobs) => deriving(blobs, nothingRemembered, memory),
    ...(trees === undefined ? {} : { trees }),
  });
}

/** Lists, reads and links every Python file of a commit, with nothing remembered. */
async function coldGraph(directory: string) {
  const started = performance.now();
  const repository = await open(directory, "HEAD", "HEAD", derivedMemory());
  const entries = (await repository.tree("head")).items.filter(({ path }) => path.endsWith(".py"));
  const listed = performance.now();
  const derived = await repository.derive(
    pythonImports,
    entries.map((entry) => entry.id),
  );
  const read = performance.now();
  const sources = entries.flatMap(({ path, id }) => {
    const value = derived.get(id);
    return value?.kind === "value" ? [{ path, imports: value.value.imports }] : [];
  });
  const graph = buildImportGraph(sources, ["", "src"]);
  const ended = performance.now();
  const parts = `list ${ms(listed - started)}, read and scan ${ms(read - listed)}, link ${ms(ended - read)}`;
  const perSecond = Math.round((entries.length / (ended - started)) * 1000);
  return `${entries.length} files, ${graph.targets.length} imports in ${ms(ended - started)} = ${perSecond} files/s (${parts})`;
}

/** Gather to verdict of one change, when the trees and files of earlier changes are known. */
async function warmChange(directory: string): Promise<readonly number[]> {
  const settings = laneGuard.settings.parse({
    contracts: [
      { name: "Lanes", type: "forbidden", from: packages.slice(0, 2), to: packages.slice(-2) },
      { name: "Core", type: "forbidden", from: packages.slice(2, 3), to: packages.slice(-1) },
    ],
  });
  const memory = derivedMemory();
  const trees = treeCache();
  const times: number[] = [];
  for (let run = 0; run <= runs; run += 1) {
    const repository = await open(directory, "main", `change-${run}`, memory, trees);
    const started = performance.now();
    const subject = { kind: "local", baseRef: "main", headRef: `change-${run}` } as const;
    const judged = await laneGuard.run(settings, { subject, repository });
    times.push(performance.now() - started);
    if (judged.kind !== "ruling") throw new Error(`no ruling: ${judged.because}`);
    if (run === runs) console.log(`verdict: ${judged.ruling.outcome}: ${judged.ruling.summary}`);
  }
  // The first one fills the caches.
  return times.slice(1);
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const { values } = parseArgs({ options: { repo: { type: "string" } } });
if (values.repo !== undefined) console.log(`cold graph of ${values.repo}: ${await coldGraph(values.repo)}`);
const directory = mkdtempSync(join(tmpdir(), "lane-guard-bench-"));
try {
  execFileSync("git", ["init", "--quiet", "--bare", "--initial-branch=main", directory]);
  const input = generateRepository(files, runs + 1);
  execFileSync("git", ["fast-import", "--quiet"], { cwd: directory, input, maxBuffer: 1 << 30 });
  for (let run = 0; run < 3; run += 1) console.log(`cold graph, generated: ${await coldGraph(directory)}`);
  const times = await warmChange(directory);
  console.log(
    `warm change of 10 files: median ${ms(median(times))} of ${times.map((time) => time.toFixed(0)).join(", ")}`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
