/**
 * How right and how fast the comparison of open pull requests is: `node bench/overlap.ts <clone> [--base REF] [--heads N]
 * [--pairs N] [--strangers N] [--worktree N] [--updates N] [--sizes N,N] [--server-only]
 * [--seed N]`. Takes any clone or mirror, best one with `refs/pull/*`, and writes nothing into it. Accuracy is against merges that share no code with what is measured: one
 * process of git a merge, and for `--worktree` pairs `git merge` in a work tree. Cost is that of one head that moves.
 */
import { parseArgs } from "node:util";
import { openClone } from "../src/git/clone.ts";
import { listOpenHeads } from "../src/git/overlap/list-open-heads.ts";
import { measureAccuracy } from "./overlap/accuracy.ts";
import { measureServerUpdates } from "./overlap/server-updates.ts";
import { measureUpdates } from "./overlap/updates.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    base: { type: "string", default: "HEAD" },
    heads: { type: "string", default: "300" },
    pairs: { type: "string", default: "1500" },
    strangers: { type: "string", default: "300" },
    worktree: { type: "string", default: "40" },
    updates: { type: "string", default: "40" },
    sizes: { type: "string", default: "10,100,1000" },
    "server-only": { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
  },
});

const clone = await openClone(positionals[0] ?? ".");
const base = await clone.resolve(values.base);
const seed = Number(values.seed);
const open = await listOpenHeads(clone, base, 100_000);
console.log(`${open.found} heads that the base ${base.slice(0, 10)} lacks.\n`);

if (Number(values.pairs) > 0) {
  await measureAccuracy(clone, base, open.heads.slice(0, Number(values.heads)), {
    pairs: Number(values.pairs),
    strangers: Number(values.strangers),
    worktree: Number(values.worktree),
    seed,
  });
}
if (Number(values.updates) > 0) {
  const sizes = values.sizes.split(",").map(Number);
  const options = { sizes, updates: Number(values.updates), seed };
  if (!values["server-only"]) await measureUpdates(clone, base, open.heads, options);
  await measureServerUpdates(clone, base, open.heads, options);
}
