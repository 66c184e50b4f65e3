import { countOf } from "../../../core/count-of.ts";
import type { Batch, BatchLimits, SizedFile } from "./batch.ts";
import { type Folder, folderTree } from "./folder-tree.ts";

/**
 * Splits a change by its folders into batches that keep within the limits. A folder stays whole where it fits; one that
 * does not is split into what lies in it; neighbours that fit together share a batch. A single file beyond the limit of
 * lines is a batch of its own.
 */
export function proposeBatches(files: readonly SizedFile[], limits: BatchLimits): readonly Batch[] {
  const batches: { size: Size; readonly pieces: Piece[] }[] = [];
  for (const piece of piecesOf(folderTree(files), limits)) {
    const last = batches.at(-1);
    const together = last === undefined ? piece : sum(last.size, piece);
    if (last !== undefined && fits(together, limits)) {
      last.pieces.push(piece);
      last.size = together;
    } else batches.push({ size: piece, pieces: [piece] });
  }
  return batches.map(({ size, pieces }) => batchOf(size, pieces));
}

/** A folder that stays whole, or a file of one that does not. */
interface Piece {
  readonly name: string;
  readonly whole: boolean;
  readonly files: readonly SizedFile[];
  readonly count: number;
  readonly lines: number;
}

function piecesOf(root: Folder, limits: BatchLimits): readonly Piece[] {
  const pieces: Piece[] = [];
  // A stack and no recursion: paths can be thousands of folders deep.
  const open: (Folder | SizedFile)[] = [root];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!("folders" in next)) {
      const name = next.path.slice(0, next.path.lastIndexOf("/") + 1);
      pieces.push({ name, whole: false, files: [next], count: 1, lines: next.lines });
    } else if (next.count > 0 && fits(next, limits)) {
      const { path, count, lines } = next;
      pieces.push({ name: path, whole: true, files: allFiles(next), count, lines });
    } else open.push(...[...next.files, ...next.folders].toReversed());
  }
  return pieces;
}

function allFiles(root: Folder): readonly SizedFile[] {
  const folders = [root];
  for (const folder of folders) folders.push(...folder.folders);
  return folders.flatMap(({ files }) => files);
}

interface Size {
  readonly count: number;
  readonly lines: number;
}

function sum(one: Size, other: Size): Size {
  return { count: one.count + other.count, lines: one.lines + other.lines };
}

function fits({ count, lines }: Size, { maxFiles, maxLines }: BatchLimits): boolean {
  return count <= maxFiles && lines <= maxLines;
}

function batchOf({ lines }: Size, pieces: readonly Piece[]): Batch {
  const sized = pieces.flatMap((piece) => piece.files);
  const files = sized.map(({ path }) => path).toSorted();
  const renamedFrom = sized.flatMap(({ pathBefore }) => pathBefore ?? []).toSorted();
  return { name: nameOf(pieces), lines, files, renamedFrom };
}

/** So many folders are named. */
const maxNames = 3;

function nameOf(pieces: readonly Piece[]): string {
  const loose = new Map<string, number>();
  for (const { name, whole } of pieces) if (!whole) loose.set(name, (loose.get(name) ?? 0) + 1);
  const names = [
    ...[...loose].map(([folder, count]) => `${countOf(count, "file")} ${placeOf(folder)}`),
    ...pieces.filter(({ whole }) => whole).map(({ name }) => (name === "" ? "everything" : name)),
  ];
  const shown = names.slice(0, maxNames);
  const hidden = names.length - shown.length;
  return `${shown.join(", ")}${hidden > 0 ? ` and ${countOf(hidden, "more folder")}` : ""}`;
}

function placeOf(folder: string): string {
  return folder === "" ? "at the top" : `of ${folder}`;
}
