import type { Batch, SizedFile } from "./batch.ts";
import { type BatchLimits, fits, sizeOf } from "./batch-limits.ts";
import { type Lane, laneKey, laneName, nobodys } from "./lane.ts";
import { type Part, partsByFolder } from "./parts-by-folder.ts";

/**
 * Splits a change that is beyond the limits. Files of different owners never share a batch, and of one owner those of
 * different packs do not; the rest is split by folder. A change within the limits is one batch, whoever owns its files.
 */
export function proposeBatches(files: readonly SizedFile[], limits: BatchLimits): readonly Batch[] {
  if (files.length === 0) return [];
  const size = sizeOf(files);
  if (fits(size, limits)) return [batchOf({ name: "everything", files, lines: size.lines }, nobodys)];
  return byLane(files).flatMap(({ lane, files: own }) => partsByFolder(own, limits).map((part) => batchOf(part, lane)));
}

interface OwnFiles {
  readonly lane: Lane;
  readonly files: SizedFile[];
}

function byLane(files: readonly SizedFile[]): readonly OwnFiles[] {
  const lanes = new Map<string, OwnFiles>();
  for (const file of files) {
    const key = laneKey(file.lane);
    const own = lanes.get(key) ?? { lane: file.lane, files: [] };
    own.files.push(file);
    lanes.set(key, own);
  }
  return [...lanes].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, own]) => own);
}

function batchOf({ name, files, lines }: Part, lane: Lane): Batch {
  const prefix = laneName(lane);
  return {
    name: prefix === "" ? name : `${prefix}: ${name}`,
    ...lane,
    lines,
    files: files.map(({ path }) => path).toSorted(),
    renamedFrom: files.flatMap(({ pathBefore }) => pathBefore ?? []).toSorted(),
  };
}
