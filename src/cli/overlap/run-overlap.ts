import { resolve } from "node:path";
import { Fault } from "../../core/fault.ts";
import type { ComparedHead } from "../../core/overlap.ts";
import { partialWords } from "../../gates/ownership/overlap/evaluate.ts";
import { type GitDirectory, openClone } from "../../git/clone.ts";
import { listOpenHeads } from "../../git/overlap/list-open-heads.ts";
import { defaultBase } from "../check/default-base.ts";
import type { OverlapOptions } from "../commands/overlap.ts";
import { renderMarkdown, renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { type ComparedHeads, compareHeads } from "./compare-heads.ts";
import { describeOverlaps } from "./describe-overlaps.ts";
import type { OverlapOutput } from "./overlap-output.ts";

/** So many heads are compared when nobody says which. */
const mostHeads = 300;

/** Compares, prints, and returns the exit code. */
export async function runOverlap(options: OverlapOptions, terminal: Terminal): Promise<number> {
  const clone = await openClone(resolve(terminal.cwd, options.repo));
  const baseName = options.base ?? (await defaultBase(clone));
  const base = await clone.resolve(baseName);
  const heads = await chosenHeads(options, clone, base, terminal);
  const compared = await withProgress(terminal, `Merging pairs of ${heads.length} heads …`, () =>
    compareHeads(clone, base, heads),
  );
  if (clone.shallow) assertRelated(compared, baseName);
  const partial = partialWords(compared.evaluation);
  if (partial !== undefined)
    terminal.err(`lanekeeper: ${partial} could be merged; the others were compared by their lines.\n`);
  terminal.out(render(options, compared, baseName, terminal));
  if (compared.evaluation.pairs.some(({ level }) => level === "textual")) return exitCodes.blocked;
  return partial === undefined && heads.length > 1 ? exitCodes.clear : exitCodes.undecided;
}

/** Where history is cut off, heads seem to have nothing in common with the base. */
function assertRelated({ heads }: ComparedHeads, baseName: string): void {
  const lost = heads.find(({ alone }) => alone === "unrelated");
  if (lost === undefined) return;
  const remedy = "This clone is shallow: fetch more of its history with `git fetch --unshallow`.";
  throw new Fault("NO_MERGE_BASE", `${baseName} and ${lost.ref} have no common ancestor. ${remedy}`, { retry: false });
}

async function chosenHeads(
  { heads }: OverlapOptions,
  clone: GitDirectory,
  base: string,
  terminal: Terminal,
): Promise<readonly ComparedHead[]> {
  if (heads !== undefined) {
    const refs = [...new Set(heads)];
    return Promise.all(refs.map(async (ref) => ({ ref, commit: await clone.resolve(ref) })));
  }
  const open = await listOpenHeads(clone, base, mostHeads);
  if (open.heads.length < open.found) {
    terminal.err(
      `lanekeeper: only the newest ${mostHeads} of ${open.found} heads are compared; --heads chooses others.\n`,
    );
  }
  if (open.heads.length === 0) terminal.err("lanekeeper: there is no head that the base lacks; --heads names some.\n");
  return open.heads.map(({ ref, commit }) => ({ ref: shortName(ref), commit }));
}

/** As people write it; the names of pull requests stay whole, since git finds no shorter ones. */
function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//, "");
}

function render(
  { format, order }: OverlapOptions,
  compared: ComparedHeads,
  baseName: string,
  terminal: Terminal,
): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(outputOf(compared), null, 2)}\n`;
    case "markdown":
      return renderMarkdown(describeOverlaps(compared, baseName, order === true));
    case "pretty":
      return renderPretty(describeOverlaps(compared, baseName, order === true), terminal.color);
  }
}

function outputOf({ base, heads, evaluation, plan }: ComparedHeads): OverlapOutput {
  return {
    base,
    heads: heads.map(({ ref, agent, trust }) => ({ ref, agent, trust })),
    pairs: evaluation.pairs.map(({ a, b, level, orders, files, yields }) => ({
      a,
      b,
      level,
      orders: { a_then_b: orders.aThenB, b_then_a: orders.bThenA },
      files: files.map(({ path, kind }) => ({ path, kind })),
      yields,
    })),
    order: [...plan.together, ...plan.later],
  };
}
