/**
 * What it costs to judge pairs of open pull requests merged for a try: `node bench/overlap-together.ts [FILES] [HEADS]`. Makes
 * a repository of so many Python files, and heads that change ten of these; prints milliseconds for one head, one pair,
 * and one update of a pull request among all of them.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBook } from "../src/app/overlaps/book.ts";
import { compareOpen } from "../src/app/overlaps/compare-open.ts";
import { mergedJudge } from "../src/app/overlaps/together/judge-merged.ts";
import type { TreeGates } from "../src/app/overlaps/together/tree-gates.ts";
import { derivations } from "../src/engine/derivations.ts";
import { gates } from "../src/gates/index.ts";
import { openClone } from "../src/git/clone.ts";
import { openRepositorySource } from "../src/git/source.ts";
import { treeCache } from "../src/git/tree-cache.ts";
import { extractInThreads } from "../src/workers/extract-in-bulk.ts";
import { packages } from "./lane-guard/generate.ts";
import { quantile } from "./overlap/sample.ts";
import { openRequest, rowOf } from "./overlap/server-updates.ts";

const [files = 10_000, heads = 20] = process.argv.slice(2).map(Number);
const settings = {
  contracts: [{ name: "Lanes", type: "forbidden", from: packages.slice(0, 2), to: packages.slice(-2) }],
};

async function timed<T>(work: () => Promise<T>): Promise<readonly [ms: number, T]> {
  const started = performance.now();
  const result = await work();
  return [performance.now() - started, result];
}

async function measure(directory: string): Promise<void> {
  const clone = await openClone(directory);
  const deriving = derivations(
    { read: async () => new Map(), write: async () => undefined },
    { bulk: extractInThreads() },
  );
  const trees = treeCache();
  const judging: TreeGates = {
    gates: gates
      .filter(({ judgeTrees }) => judgeTrees !== undefined)
      .map((gate) => ({ gate, mode: "enforce", settings })),
    open: (mergeBase, head, objects) =>
      openRepositorySource({ ...clone, objects }, { mergeBase, head, deriving, trees }),
    clock: () => performance.now(),
    onError: (cause) => {
      throw cause;
    },
  };
  const book = await openBook(clone, await clone.resolve("main"));
  const open = await Promise.all(
    Array.from({ length: heads }, async (_, at) => ({ number: at + 1, commit: await clone.resolve(`change-${at}`) })),
  );
  await book.read(open, openRequest.maxFiles);
  const facts = [...book.heads().values()];
  const judge = mergedJudge(book, judging, 0);
  const alone: number[] = [];
  for (const head of facts) alone.push((await timed(() => judge.alone(head)))[0]);
  const [cold = Number.NaN, ...warm] = alone;
  const pairs: number[] = [];
  const [first] = facts;
  for (const other of facts.slice(1)) {
    if (first === undefined) break;
    const [ms, broken] = await timed(() => judge.pair(first, other));
    // What git cannot merge is never asked for.
    if (broken !== undefined) pairs.push(ms);
  }
  console.log(`${files} files, ${heads} heads, first head ${cold.toFixed(0)} ms`);
  console.log(`a head alone: median ${quantile(warm, 0.5).toFixed(0)} ms, p95 ${quantile(warm, 0.95).toFixed(0)} ms`);
  console.log(
    `a pair (${pairs.length}): median ${quantile(pairs, 0.5).toFixed(0)} ms, p95 ${quantile(pairs, 0.95).toFixed(0)} ms`,
  );
  const [subject, ...others] = open.toReversed().map(rowOf);
  if (subject !== undefined) {
    const scene = { subject, others, told: [], pins: [], request: openRequest, now: 0 };
    const [without] = await timed(() => compareOpen(book, scene));
    const [first, { overlaps }] = await timed(() => compareOpen(book, { ...scene, trees: judging }));
    const [again] = await timed(() => compareOpen(book, { ...scene, trees: judging }));
    console.log(
      `an update: ${without.toFixed(0)} ms without, ${first.toFixed(0)} ms with ${overlaps.together?.judged} of ${overlaps.together?.total} pairs judged, ${again.toFixed(0)} ms when these are known`,
    );
  }
  await book.close();
}

const directory = mkdtempSync(join(tmpdir(), "overlap-together-bench-"));
try {
  const script = join(import.meta.dirname, "lane-guard", "make-repository.ts");
  execFileSync(process.execPath, [script, directory, ...[files, 0, heads, 10].map(String)]);
  await measure(directory);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
