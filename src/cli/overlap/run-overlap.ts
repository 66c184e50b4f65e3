import { resolve } from "node:path";
import { Fault } from "../../core/fault.ts";
import { partialWords } from "../../gates/ownership/overlap/evaluate.ts";
import { type GitDirectory, openClone } from "../../git/clone.ts";
import { defaultBase } from "../check/default-base.ts";
import type { OverlapOptions } from "../commands/overlap.ts";
import { renderMarkdown, renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import { visibleLine } from "../render/visible.ts";
import type { Terminal } from "../terminal.ts";
import { type ChosenHead, chooseHeads } from "./choose-heads.ts";
import { type ComparedHeads, withComparedHeads } from "./compare-heads.ts";
import { describeOverlaps, lackedByBase } from "./describe-overlaps.ts";
import { overlapOutput } from "./overlap-output.ts";
import { readTellingRules, tellHeads } from "./tell-heads.ts";

/** Compares, prints, and returns the exit code. */
export async function runOverlap(options: OverlapOptions, terminal: Terminal): Promise<number> {
  const clone = await openClone(resolve(terminal.cwd, options.repo));
  const baseName = options.base ?? (await defaultBase(clone));
  const base = await clone.resolve(baseName);
  const heads = await chooseHeads(options.heads, clone, base, terminal);
  const render = await renderer(options, { clone, base, baseName, heads }, terminal);
  const { code, partial, text } = await withProgress(terminal, `Merging pairs of ${heads.length} heads …`, () =>
    withComparedHeads(clone, base, heads, async (compared) => {
      if (clone.shallow) assertRelated(compared, baseName);
      return { code: exitCodeOf(compared), partial: partialWords(compared.evaluation), text: await render(compared) };
    }),
  );
  if (partial !== undefined)
    terminal.err(`lanekeeper: ${partial} could be merged; the others were compared by their lines.\n`);
  terminal.out(text);
  return code;
}

function exitCodeOf({ evaluation, heads }: ComparedHeads): number {
  if (evaluation.pairs.some(({ level }) => level === "textual")) return exitCodes.blocked;
  return partialWords(evaluation) === undefined && lackedByBase(heads) > 1 ? exitCodes.clear : exitCodes.undecided;
}

/** Where history is cut off, heads seem to have nothing in common with the base. */
function assertRelated({ heads }: ComparedHeads, baseName: string): void {
  const lost = heads.find(({ alone }) => alone === "unrelated");
  if (lost === undefined) return;
  const remedy = "This clone is shallow: fetch more of its history with `git fetch --unshallow`.";
  throw new Fault("NO_MERGE_BASE", `${baseName} and ${lost.ref} have no common ancestor. ${remedy}`, { retry: false });
}

interface Place {
  readonly clone: GitDirectory;
  readonly base: string;
  readonly baseName: string;
  readonly heads: readonly ChosenHead[];
}

/** Reads what the format takes before anything is merged, so that a mistake in it is told at once. */
async function renderer(
  { format, order, config }: OverlapOptions,
  { clone, base, baseName, heads }: Place,
  terminal: Terminal,
): Promise<(compared: ComparedHeads) => Promise<string>> {
  switch (format) {
    case "json": {
      const rules = await readTellingRules({ clone, base, config, cwd: terminal.cwd }, baseName, Date.now());
      for (const warning of rules.warnings) terminal.err(`${visibleLine(warning)}\n`);
      return async (compared) => {
        const told = await tellHeads(clone, rules, heads, compared);
        return `${JSON.stringify(overlapOutput(compared, told, rules.mode), null, 2)}\n`;
      };
    }
    case "markdown":
      return async (compared) => renderMarkdown(describeOverlaps(compared, baseName, order === true));
    case "pretty":
      return async (compared) => renderPretty(describeOverlaps(compared, baseName, order === true), terminal.color);
  }
}
