import { type OverlapBook, openBook } from "../../src/app/overlaps/book.ts";
import { compareOpen } from "../../src/app/overlaps/compare-open.ts";
import type { ComparedHead } from "../../src/core/overlap.ts";
import type { KnownHead } from "../../src/core/overlap-store.ts";
import type { OverlapRequest } from "../../src/core/pull-request-overlaps.ts";
import type { GitDirectory } from "../../src/git/clone.ts";
import { countObjects } from "./count-objects.ts";
import { cpuMs } from "./cpu-ms.ts";
import { quantile, sample } from "./sample.ts";
import type { UpdateOptions } from "./updates.ts";

export const openRequest: OverlapRequest = {
  acting: { agent: null, trust: "none", priority: 50 },
  maxAgeDays: 3_650,
  maxFiles: 300,
  ignoreSameAgent: false,
  reportFrom: "hunk",
  hot: { share: 0.05, fewest: 6 },
  isHotspot: () => false,
  ownersOf: () => [],
};

/**
 * Prints what the server's work costs when one of N open pull requests is pushed to: reading it anew, holding it against all
 * others at every level, with lines, definitions and a merge order. Fetching, the database and GitHub are not in it.
 */
export async function measureServerUpdates(
  clone: GitDirectory,
  base: string,
  open: readonly ComparedHead[],
  { sizes, updates, seed }: UpdateOptions,
): Promise<void> {
  const before = countObjects(clone);
  console.log("\nServer: one push among N open pull requests.");
  console.log(
    "| open | filled s | median ms | p95 ms | most ms | processor ms, median | p95 | pairs | overlaps told |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  );
  for (const size of sizes) {
    const heads = open.slice(0, size).map(({ commit }, at) => ({ number: at + 1, commit }));
    const book = await openBook(clone, base);
    const started = performance.now();
    await book.read(heads, openRequest.maxFiles);
    const filled = (performance.now() - started) / 1000;
    const mergeable = heads.filter(({ number }) => book.heads().get(number)?.alone === "clean");
    const times: Awaited<ReturnType<typeof updateOnce>>[] = [];
    for (const head of sample(mergeable, updates, seed)) times.push(await updateOnce(book, heads, head));
    await book.close();
    const ms = times.map((time) => time.ms);
    const mean = (of: "pairs" | "told") => times.reduce((sum, time) => sum + time[of], 0) / times.length;
    const cpu = times.map((time) => time.cpu);
    const quantiles = [quantile(ms, 0.5), quantile(ms, 0.95), Math.max(...ms), quantile(cpu, 0.5), quantile(cpu, 0.95)];
    const figures = quantiles.map((value) => value.toFixed(0));
    console.log(
      `| ${heads.length} | ${filled.toFixed(1)} | ${figures.join(" | ")} | ${mean("pairs").toFixed(1)} | ${mean("told").toFixed(1)} |`,
    );
  }
  console.log(`\nNew objects in the repository: ${countObjects(clone) - before}.`);
}

interface Numbered {
  readonly number: number;
  readonly commit: string;
}

/** Under a number that nobody knows, so that it is read and merged as after a push. */
async function updateOnce(book: OverlapBook, heads: readonly Numbered[], head: Numbered) {
  const others = heads.filter((other) => other !== head);
  const pushed = { number: 1_000_000 + head.number, commit: head.commit };
  const [started, used] = [performance.now(), cpuMs()];
  book.keepOnly(new Set(others.map(({ number }) => number)));
  await book.read([pushed], openRequest.maxFiles);
  book.verdicts.forget(new Set([head.commit]));
  const scene = { subject: rowOf(pushed), others: others.map(rowOf), told: [], pins: [], request: openRequest, now: 0 };
  const { overlaps } = await compareOpen(book, scene);
  const ms = performance.now() - started;
  const cpu = cpuMs() - used;
  book.keepOnly(new Set(others.map(({ number }) => number)));
  await book.read([head], openRequest.maxFiles);
  return { ms, cpu, pairs: overlaps.pairs.total, told: overlaps.overlaps.length };
}

export function rowOf({ number, commit }: Numbered): KnownHead {
  const about = { installationId: 1, repositoryId: 1, baseRef: "main", draft: false, readySince: number };
  return { ...about, number, headSha: commit, touchedAt: number, acting: undefined };
}
