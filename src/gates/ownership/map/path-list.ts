import type { Blob } from "../../../core/repository.ts";

/** A file that lists the paths of a pack, one a line, or why it cannot be read. */
export type PathListFile =
  | { readonly kind: "paths"; readonly paths: readonly ListedPath[] }
  | { readonly kind: "unreadable"; readonly because: string };

interface ListedPath {
  readonly path: string;
  readonly line: number;
}

/** A longer list is no task for one agent. */
const maxListed = 20_000;

/** Blank lines and those that begin with `#` do not count. Each other line is one whole path, as git has it. */
export function readPathList(file: Blob): PathListFile {
  if (file.kind === "missing") return { kind: "unreadable", because: "is not there" };
  if (file.kind === "too-large") return { kind: "unreadable", because: "is too large" };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(file.bytes);
  } catch {
    return { kind: "unreadable", because: "is not UTF-8 text" };
  }
  const paths = text
    .split(/\r\n?|\n/)
    .map((content, index): ListedPath => ({ path: content.trim(), line: index + 1 }))
    .filter(({ path }) => path !== "" && !path.startsWith("#"));
  if (paths.length > maxListed) return { kind: "unreadable", because: `lists more than ${maxListed} paths` };
  return { kind: "paths", paths };
}
