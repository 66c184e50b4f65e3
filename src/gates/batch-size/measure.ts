import { matcherOf } from "../../formats/globs/path-globs.ts";
import type { BatchSizeFacts, BatchSizeSettings, ChangedFile } from "./model.ts";
import type { BatchFigures, SizedFile } from "./split/batch.ts";
import { proposeBatches } from "./split/propose-batches.ts";

/** The files that count, and how many do not. */
export interface Measured {
  readonly counted: readonly ChangedFile[];
  readonly files: number;
  readonly lines: number;
  readonly excluded: number;
  readonly generated: number;
}

export function measure(settings: BatchSizeSettings, { files }: BatchSizeFacts): Measured {
  const isExcluded = matcherOf(settings.exclude);
  const wanted = files.filter(({ path }) => !isExcluded(path));
  const counted = settings.generated === "count" ? wanted : wanted.filter(({ generated }) => !generated);
  return {
    counted,
    files: counted.length,
    lines: counted.reduce((sum, file) => sum + linesOf(file), 0),
    excluded: files.length - wanted.length,
    generated: wanted.length - counted.length,
  };
}

/** The size and a split, for programs. */
export function figuresOf(settings: BatchSizeSettings, facts: BatchSizeFacts): BatchFigures {
  const { counted, ...size } = measure(settings, facts);
  return { ...size, batches: batchesOf(settings, counted) };
}

export function batchesOf(
  settings: BatchSizeSettings,
  counted: readonly ChangedFile[],
): ReturnType<typeof proposeBatches> {
  const sized = counted.map(
    (file): SizedFile => ({
      path: file.path,
      lines: linesOf(file),
      ...(file.pathBefore === undefined ? {} : { pathBefore: file.pathBefore }),
    }),
  );
  return proposeBatches(sized, { maxFiles: settings["max-files"], maxLines: settings["max-lines"] });
}

export function linesOf(file: ChangedFile): number {
  return file.added + file.deleted;
}
