import type { ChangedFile } from "./model.ts";

/** Part of a change: what lies under one folder. An empty name is the files beside the folders. */
export interface Part {
  readonly folder: string;
  readonly files: number;
  readonly lines: number;
}

/** The change by its top folders, largest first; below the folder that all files share, if they share one. */
export function partsOf(files: readonly ChangedFile[]): readonly Part[] {
  const shared = sharedFolder(files.map((file) => file.path));
  const parts = new Map<string, Part>();
  for (const file of files) {
    const end = file.path.indexOf("/", shared.length);
    const folder = end < 0 ? shared : file.path.slice(0, end + 1);
    const part = parts.get(folder) ?? { folder, files: 0, lines: 0 };
    parts.set(folder, { folder, files: part.files + 1, lines: part.lines + linesOf(file) });
  }
  return [...parts.values()].toSorted((a, b) => b.lines - a.lines || b.files - a.files || compare(a.folder, b.folder));
}

export function linesOf(file: ChangedFile): number {
  return file.added + file.deleted;
}

/** The longest folder that contains all paths, with its last slash; empty when there is none. */
function sharedFolder(paths: readonly string[]): string {
  const [first = "", ...others] = paths;
  let shared = folderOf(first);
  for (const path of others) while (!path.startsWith(shared)) shared = folderOf(shared.slice(0, -1));
  return shared;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
