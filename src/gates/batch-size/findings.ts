import { countOf, grouped } from "../../core/count-of.ts";
import type { Finding } from "../../core/finding.ts";
import { shortTrace } from "../../core/short-trace.ts";
import { batchesOf, linesOf, type Measured } from "./measure.ts";
import type { BatchSizeFacts, BatchSizeSettings, ChangedFile } from "./model.ts";
import type { Batch } from "./split/batch.ts";

const why = "Reviewers skim what they cannot hold in their heads, and mistakes get through.";

export function tooLargeToEvaluate({ files }: BatchSizeFacts): Finding {
  return {
    rule: "too-large-to-evaluate",
    what: `The list of changed files was cut short after ${countOf(files.length, "file")}, so the size of the change is not known.`,
    why: "Nobody reviews so many files, and no gate can judge them.",
    fix: "Split the change. When a tool wrote it, let the tool do one folder at a time.",
  };
}

export function manyFiles(settings: BatchSizeSettings, measured: Measured): Finding {
  const batches = batchesOf(settings, measured.counted);
  return {
    rule: "too-many-files",
    what: `The change touches ${countOf(measured.files, "file")}; at most ${grouped(settings["max-files"])} fit into one review.`,
    why,
    fix: splitAdvice(batches, measured.ownersUnknown),
    trace: shortTrace(batches.map(batchLine)),
  };
}

export function manyLines(settings: BatchSizeSettings, measured: Measured): Finding {
  const largest = measured.counted.toSorted((a, b) => linesOf(b) - linesOf(a));
  return {
    rule: "too-many-lines",
    what: `The change adds and deletes ${countOf(measured.lines, "line")}; at most ${grouped(settings["max-lines"])} fit into one review.`,
    why,
    fix: splitAdvice(batchesOf(settings, measured.counted), measured.ownersUnknown),
    trace: shortTrace(largest.map(fileLine)),
  };
}

function splitAdvice(batches: readonly Batch[], ownersUnknown: string | undefined): string {
  const generated =
    "Files that a tool writes can be marked `linguist-generated` in `.gitattributes`, or excluded in the configuration.";
  const [first, second] = batches;
  if (first === undefined || second === undefined) return `Keep it from growing further. ${generated}`;
  const begin = `Begin with ${first.name}`;
  const byFolder = ownersUnknown === undefined ? "" : ` The split is by folder alone: ${ownersUnknown}`;
  return `Split it into ${countOf(batches.length, "pull request")}, each a step that makes sense alone. ${begin}; \`lanekeeper batch\` lists the files of each. ${generated}${byFolder}`;
}

function batchLine({ name, files, lines }: Batch, index: number): string {
  return `${index + 1}. ${name}: ${countOf(files.length, "file")}, ${countOf(lines, "line")}`;
}

function fileLine(file: ChangedFile): string {
  return file.binary ? `${file.path}: binary` : `${file.path}: +${grouped(file.added)} -${grouped(file.deleted)}`;
}
