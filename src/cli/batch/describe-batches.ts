import { countOf } from "../../core/count-of.ts";
import { paintFor } from "../render/paint.ts";
import { visibleLine } from "../render/visible.ts";
import type { BatchOutput } from "./batch-output.ts";

/** The proposal for a terminal: every batch with its files. */
export function describeBatches(output: BatchOutput, color: boolean): string {
  const paint = paintFor(color);
  const batches = output.batches.map(({ name, files, lines }, index) => {
    const head = `${index + 1}. ${visibleLine(name)}`;
    const size = `${countOf(files.length, "file")}, ${countOf(lines, "line")}`;
    return [`${paint.bold(head)}  ${paint.dim(size)}`, ...files.map((path) => `   ${visibleLine(path)}`)].join("\n");
  });
  return `${[...batches, ...byFolderLines(output), lastLine(output)].join("\n\n")}\n`;
}

/** Why owners were left out of the split, where the base has some. */
function byFolderLines({ batches, ownersUnknown }: BatchOutput): readonly string[] {
  if (ownersUnknown === undefined || batches.length < 2) return [];
  return [`They are split by folder alone: ${visibleLine(ownersUnknown)}`];
}

function lastLine({ batches, files, lines, excluded, generated, complete }: BatchOutput): string {
  const left = excluded + generated;
  const size = `${countOf(files, "file")}, ${countOf(lines, "changed line")}`;
  const aside = left === 0 ? "" : `; ${countOf(left, "excluded or generated file")} in no batch`;
  if (!complete) return `The list of changed files was cut short: there are more than ${size}${aside}.`;
  return `${verdictOn(batches.length)}: ${size}${aside}.`;
}

function verdictOn(batches: number): string {
  if (batches === 0) return "Nothing to split";
  return batches === 1 ? "One batch, no need to split" : `${batches} batches`;
}
