import { countOf } from "../../../core/count-of.ts";
import type { SizedFile } from "./batch.ts";
import { type BatchLimits, fits, type Size, together } from "./batch-limits.ts";
import { type Folder, insideOf, topFolder } from "./folder.ts";

/** Files that stay together, and what they are called. */
export interface Part {
  readonly name: string;
  readonly files: readonly SizedFile[];
  readonly lines: number;
}

/**
 * Splits files by their folders into parts that keep within the limits. A folder stays whole where it fits; one that does
 * not is split into what lies in it; neighbours that fit together share a part. A single file beyond the limit of lines is
 * a part of its own.
 */
export function partsByFolder(files: readonly SizedFile[], limits: BatchLimits): readonly Part[] {
  const parts: { size: Size; readonly pieces: Piece[] }[] = [];
  for (const piece of piecesOf(topFolder(files), limits)) {
    const last = parts.at(-1);
    const size = last === undefined ? piece : together(last.size, piece);
    if (last !== undefined && fits(size, limits)) {
      last.pieces.push(piece);
      last.size = size;
    } else parts.push({ size: piece, pieces: [piece] });
  }
  return parts.map(({ size: { lines }, pieces }) => {
    return { name: nameOf(pieces), files: pieces.flatMap((piece) => piece.files), lines };
  });
}

/** A folder that stays whole, or a file of one that does not. */
interface Piece {
  readonly name: string;
  readonly whole: boolean;
  readonly files: readonly SizedFile[];
  readonly count: number;
  readonly lines: number;
}

function piecesOf(top: Folder, limits: BatchLimits): readonly Piece[] {
  const pieces: Piece[] = [];
  // A stack and no recursion: paths can be thousands of folders deep. The top has no name, so it is never whole.
  const open: (Folder | SizedFile)[] = lastFirst(top);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!("files" in next)) {
      const name = next.path.slice(0, next.path.lastIndexOf("/") + 1);
      pieces.push({ name, whole: false, files: [next], count: 1, lines: next.lines });
    } else if (fits(next, limits)) {
      const { path: name, files, count, lines } = next;
      pieces.push({ name, whole: true, files, count, lines });
    } else {
      // One by one: as arguments of one call, a hundred thousand are too many.
      for (const one of lastFirst(next)) open.push(one);
    }
  }
  return pieces;
}

function lastFirst(folder: Folder): (Folder | SizedFile)[] {
  const { files, folders } = insideOf(folder);
  return [...files, ...folders].toReversed();
}

/** So many folders are named. */
const maxNames = 3;

function nameOf(pieces: readonly Piece[]): string {
  const loose = new Map<string, number>();
  for (const { name, whole } of pieces) if (!whole) loose.set(name, (loose.get(name) ?? 0) + 1);
  const names = [
    ...[...loose].map(([folder, count]) => `${countOf(count, "file")} ${placeOf(folder)}`),
    ...pieces.filter(({ whole }) => whole).map(({ name }) => shortened(name)),
  ];
  const shown = names.slice(0, maxNames);
  const hidden = names.length - shown.length;
  return `${shown.join(", ")}${hidden > 0 ? ` and ${countOf(hidden, "more folder")}` : ""}`;
}

function placeOf(folder: string): string {
  return folder === "" ? "at the top" : `of ${shortened(folder)}`;
}

/** In characters. A path may be thousands of folders deep. */
const longestName = 100;

function shortened(folder: string): string {
  return folder.length <= longestName ? folder : `${folder.slice(0, longestName).toWellFormed()}…`;
}
