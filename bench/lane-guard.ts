/**
 * How fast lane-guard is: `node bench/lane-guard.ts [--files N,N] [--bytes N] [--changed N] [--repo DIR]`. For generated
 * repositories of each size it prints a cold judgement, and medians of warm ones from request to verdict: of changes
 * that edit so many files, and of changes that also add, move and delete some. With `--repo`, the cold import graph of a
 * clone instead.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { DerivedValues } from "../src/core/extractor.ts";
import { derivations } from "../src/engine/derivations.ts";
import { buildImportGraph } from "../src/formats/imports/graph/build-graph.ts";
import { pythonImports } from "../src/formats/imports/python/extractor.ts";
import { openClone } from "../src/git/clone.ts";
import { openRepositorySource } from "../src/git/source.ts";
import { extractInThreads } from "../src/workers/extract-in-bulk.ts";

const nothingRemembered: DerivedValues = { read: async () => new Map(), write: async () => undefined };

/** Lists, reads and links every Python file of a commit, with nothing remembered. */
async function coldGraph(directory: string): Promise<string> {
  const started = performance.now();
  const clone = await openClone(directory);
  const sha = await clone.resolve("HEAD");
  const deriving = derivations(nothingRemembered, { bulk: extractInThreads() });
  const repository = openRepositorySource(clone, { mergeBase: sha, head: sha, deriving });
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

/** As the container image runs it. */
const nodeOptions = ["--max-semi-space-size=16"];

/** A process for each size, so that each tells its own memory. */
function measure(files: number, bytes: number, changed: number) {
  const script = join(import.meta.dirname, "lane-guard", "one-size.ts");
  const text = execFileSync(process.execPath, [...nodeOptions, script, ...[files, bytes, changed].map(String)], {
    encoding: "utf8",
  });
  const { cold, edited, restructured, memoryMb, said } = JSON.parse(text);
  const figures = { cold: ms(cold), edited: median(edited), restructured: median(restructured), memoryMb };
  console.log(
    `${files} files: cold ${figures.cold}, ${changed} files edited ${ms(figures.edited)}, some added and moved ${ms(figures.restructured)}, peak memory ${Math.round(memoryMb)} MB. ${said}`,
  );
  return { files, ...figures };
}

/** One row a size; bars grow with the logarithm, a step for each doubling. */
function draw(rows: readonly { readonly files: number; readonly edited: number }[]): void {
  for (const { files, edited } of rows) {
    const bar = "#".repeat(Math.max(1, Math.round(Math.log2(edited) * 4)));
    console.log(`${String(files).padStart(8)} files ${bar} ${ms(edited)}`);
  }
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const { values } = parseArgs({
  options: {
    repo: { type: "string" },
    files: { type: "string", default: "1000,10000,100000" },
    bytes: { type: "string", default: "0" },
    changed: { type: "string", default: "10" },
  },
});
if (values.repo === undefined) {
  const [bytes, changed] = [Number(values.bytes), Number(values.changed)];
  draw(values.files.split(",").map((files) => measure(Number(files), bytes, changed)));
} else
  for (let run = 0; run < 5; run += 1) console.log(`cold graph of ${values.repo}: ${await coldGraph(values.repo)}`);
