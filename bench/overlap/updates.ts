import type { ComparedHead, HeadFacts } from "../../src/core/overlap.ts";
import { indexHeads, partnersOf } from "../../src/gates/ownership/overlap/candidates.ts";
import { evaluateOverlaps } from "../../src/gates/ownership/overlap/evaluate.ts";
import { hotFiles } from "../../src/gates/ownership/overlap/hot-files.ts";
import type { GitDirectory } from "../../src/git/clone.ts";
import { type Comparison, openComparison } from "../../src/git/overlap/open-comparison.ts";
import { countObjects } from "./count-objects.ts";
import { cpuMs } from "./cpu-ms.ts";
import { quantile, sample } from "./sample.ts";

export interface UpdateOptions {
  readonly sizes: readonly number[];
  readonly updates: number;
  readonly seed: number;
}

/** Prints what it costs when one of N open heads moves: to read it again, and to merge it with whom it may meet. */
export async function measureUpdates(
  clone: GitDirectory,
  base: string,
  open: readonly ComparedHead[],
  { sizes, updates, seed }: UpdateOptions,
): Promise<void> {
  const before = countObjects(clone);
  const reading = await openComparison(clone, base);
  const started = performance.now();
  const all = (await reading.facts(open.slice(0, 3 * Math.max(...sizes)))).filter(({ alone }) => alone === "clean");
  console.log(`${all.length} heads read in ${((performance.now() - started) / 1000).toFixed(1)} s, once.`);
  console.log(
    "| open | throw-away folder | median ms | p95 ms | most ms | median CPU ms | p95 CPU ms | partners | merged pairs |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
  );
  for (const size of sizes) {
    const heads = all.slice(0, size);
    const moving = sample(heads, updates, seed);
    for (const kept of [true, false]) {
      const times: { readonly ms: number; readonly cpu: number; readonly partners: number; readonly merged: number }[] =
        [];
      const shared = kept ? reading : undefined;
      for (const head of moving) times.push(await updateOnce(clone, base, heads, head, shared));
      const ms = times.map((time) => time.ms);
      const mean = (of: "partners" | "merged") => times.reduce((sum, time) => sum + time[of], 0) / times.length;
      const cpu = times.map((time) => time.cpu);
      const figures = [
        quantile(ms, 0.5),
        quantile(ms, 0.95),
        Math.max(...ms),
        quantile(cpu, 0.5),
        quantile(cpu, 0.95),
      ].map((value) => value.toFixed(0));
      console.log(
        `| ${heads.length} | ${kept ? "kept" : "new"} | ${figures.join(" | ")} | ${mean("partners").toFixed(1)} | ${mean("merged").toFixed(1)} |`,
      );
    }
  }
  await reading.close();
  console.log(`\nNew objects in the repository: ${countObjects(clone) - before}.`);
}

async function updateOnce(
  clone: GitDirectory,
  base: string,
  heads: readonly HeadFacts[],
  head: HeadFacts,
  kept: Comparison | undefined,
) {
  const others = heads.filter((other) => other !== head);
  const started = performance.now();
  const cpu = cpuMs();
  const comparison = kept ?? (await openComparison(clone, base));
  comparison.remember(others);
  // Under another name, so that it has to be read as one that nobody knows.
  const [moved] = await comparison.facts([{ ref: `${head.ref} moved ${started}`, commit: head.commit }]);
  const now = moved === undefined ? others : [...others, moved];
  const index = indexHeads(now);
  const partners = partnersOf(index, now.length - 1);
  let merged = 0;
  const judge = counting(comparison, (count) => {
    merged += count / 2;
  });
  await evaluateOverlaps(now, partners, judge, {
    maxPairs: 500,
    mergeCertain: false,
    hot: hotFiles(index),
    standing: (ref) => ({ ref, stuck: false, changedLines: 0 }),
  });
  if (kept === undefined) await comparison.close();
  return { ms: performance.now() - started, cpu: cpuMs() - cpu, partners: partners.length, merged };
}

function counting(comparison: Comparison, tell: (count: number) => void): Pick<Comparison, "merge"> {
  return {
    merge(orders) {
      tell(orders.length);
      return comparison.merge(orders);
    },
  };
}
