import { mergeFiles } from "./merge-files.ts";
import type { FileCoverage } from "./model.ts";

/** Pieces of files, put together by path. A report may come back to a file as often as it likes. */
export interface FileStore {
  has(path: string): boolean;
  size(): number;
  add(path: string, piece: FileCoverage): void;
  /** Every file in one piece, in the order of the report. The store is empty afterwards. */
  take(): Map<string, FileCoverage>;
}

interface Stored {
  pieces: FileCoverage[];
  bytes: number;
  /** Bytes after the pieces were merged last. */
  merged: number;
}

/** Pieces are merged when they have doubled, so that a file which comes back a million times is merged a few times. */
const slackBytes = 4_096;

/** Tables that are read side by side. */
const mergedAtOnce = 16;

export function fileStore(): FileStore {
  const files = new Map<string, Stored>();
  return {
    has: (path) => files.has(path),
    size: () => files.size,
    add(path, piece) {
      const known = files.get(path);
      if (known === undefined) {
        files.set(path, { pieces: [piece], bytes: bytesOf(piece), merged: bytesOf(piece) });
        return;
      }
      known.pieces.push(piece);
      known.bytes += bytesOf(piece) + 1;
      if (known.bytes <= known.merged * 2 + slackBytes) return;
      const whole = mergeAll(known.pieces);
      known.pieces = whole === undefined ? [] : [whole];
      known.bytes = whole === undefined ? 0 : bytesOf(whole);
      known.merged = known.bytes;
    },
    take() {
      const taken = new Map<string, FileCoverage>();
      for (const [path, { pieces }] of files) {
        const whole = mergeAll(pieces);
        if (whole !== undefined) taken.set(path, whole);
      }
      files.clear();
      return taken;
    },
  };
}

function mergeAll(pieces: readonly FileCoverage[]): FileCoverage | undefined {
  let level = pieces;
  while (level.length > 1) {
    const next: FileCoverage[] = [];
    for (let start = 0; start < level.length; start += mergedAtOnce) {
      const [first, ...others] = level.slice(start, start + mergedAtOnce);
      if (first !== undefined) next.push(mergeFiles([first, ...others]));
    }
    level = next;
  }
  return level[0];
}

function bytesOf({ lines, branches, statements }: FileCoverage): number {
  return lines.length + (branches?.length ?? 0) + (statements?.length ?? 0);
}
