import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { BatchSizeFacts, BatchSizeSettings, ChangedFile } from "./model.ts";
import type { Batch, BatchFigures, SizedFile } from "./split/batch.ts";
import { type BatchLimits, fits } from "./split/batch-limits.ts";
import { proposeBatches } from "./split/propose-batches.ts";

/** The files that count, and how many do not. */
export interface Measured {
  readonly counted: readonly ChangedFile[];
  readonly files: number;
  readonly lines: number;
  readonly excluded: number;
  readonly generated: number;
  /** Why the owners of the files are not known, where the base names somebody to ask. */
  readonly ownersUnknown?: string;
}

export function measure(settings: BatchSizeSettings, { files, ownersUnknown }: BatchSizeFacts): Measured {
  const isExcluded = matcherOf(settings.exclude);
  const wanted = files.filter(({ path }) => !isExcluded(path));
  const counted = settings.generated === "count" ? wanted : wanted.filter(({ generated }) => !generated);
  return {
    counted,
    files: counted.length,
    lines: counted.reduce((sum, file) => sum + linesOf(file), 0),
    excluded: files.length - wanted.length,
    generated: wanted.length - counted.length,
    ...(ownersUnknown === undefined ? {} : { ownersUnknown }),
  };
}

/** Whether it is more than one review may hold, so that it has to be split. */
export function isTooLarge(settings: BatchSizeSettings, { files, lines }: Measured): boolean {
  return !fits({ count: files, lines }, limitsOf(settings));
}

/** The size and a split, for programs. */
export function figuresOf(settings: BatchSizeSettings, facts: BatchSizeFacts): BatchFigures {
  const { counted, ...size } = measure(settings, facts);
  return { ...size, batches: batchesOf(settings, counted) };
}

export function batchesOf(settings: BatchSizeSettings, counted: readonly ChangedFile[]): readonly Batch[] {
  const sized = counted.map((file): SizedFile => ({ ...file, lines: linesOf(file) }));
  return proposeBatches(sized, limitsOf(settings));
}

export function linesOf(file: ChangedFile): number {
  return file.added + file.deleted;
}

function limitsOf(settings: BatchSizeSettings): BatchLimits {
  return { maxFiles: settings["max-files"], maxLines: settings["max-lines"] };
}
