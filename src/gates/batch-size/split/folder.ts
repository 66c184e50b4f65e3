import type { SizedFile } from "./batch.ts";
import { type Size, sizeOf } from "./batch-limits.ts";

/**
 * Changed files that lie in one folder, at whatever depth, by path. Of folders that hold the same files, only the deepest is one:
 * a path of a hostile repository may be thousands of folders deep, and thousands of paths may share none of them.
 */
export interface Folder extends Size {
  /** Ends with a slash, and is empty at the top. */
  readonly path: string;
  readonly files: readonly SizedFile[];
}

/** Everything, whether or not a deeper folder holds it all. */
export function topFolder(files: readonly SizedFile[]): Folder {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
  return { path: "", files: sorted, ...sizeOf(sorted) };
}

/** What stands in the folder itself, and the folders in it, each by path. */
export function insideOf({ path, files }: Folder): {
  readonly files: readonly SizedFile[];
  readonly folders: readonly Folder[];
} {
  const own: SizedFile[] = [];
  const groups: { readonly name: string; readonly files: SizedFile[] }[] = [];
  for (const file of files) {
    const end = file.path.indexOf("/", path.length);
    const last = groups.at(-1);
    if (end === -1) own.push(file);
    else if (last !== undefined && file.path.startsWith(last.name, path.length)) last.files.push(file);
    else groups.push({ name: file.path.slice(path.length, end + 1), files: [file] });
  }
  return { files: own, folders: groups.map((group) => deepest(group.files)) };
}

/** Files that are sorted share what the first and the last of them do. */
function deepest(files: readonly SizedFile[]): Folder {
  const [first = "", last = ""] = [files[0]?.path, files.at(-1)?.path];
  let same = 0;
  while (same < first.length && first[same] === last[same]) same += 1;
  return { path: first.slice(0, first.lastIndexOf("/", same - 1) + 1), files, ...sizeOf(files) };
}
