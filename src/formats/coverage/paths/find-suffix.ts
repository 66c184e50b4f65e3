import { type CommonEnd, commonEnds, sharedSegments } from "./common-ends.ts";
import { isInstalled } from "./installed.ts";
import { isAbsolute, normalized } from "./spelling.ts";

/** A file with the same end. `from` is what the reported path has before that end; it ends with `/` or is empty. */
type FoundEnd =
  | { readonly kind: "found"; readonly path: string; readonly from: string }
  | { readonly kind: "ambiguous"; readonly paths: readonly string[] }
  | { readonly kind: "installed"; readonly path: string }
  | { readonly kind: "unknown" };

/** Looks a path up that may lie below any of these folders. */
export type SuffixFinder = (reported: string, below: readonly string[]) => FoundEnd;

/** Segments that a path must have in common with a file's: a name alone could be anywhere. */
const fewestSegments = 2;

/**
 * Finds the file that has the longest end in common with a path, unless several have it. Where the path is relative, one of
 * the two has to be the end of the other: `x/core/a.py` is not `y/core/a.py`. A path in a folder for installed packages is
 * none of the tree, whatever its end.
 */
export function suffixFinder(paths: readonly string[]): SuffixFinder {
  const endOf = commonEnds(paths);
  return (reported, below) => {
    const own = segmentsOf(reported);
    const alone = endOf(own);
    // A folder before it can lengthen only an end that is the whole path.
    const folders = alone.segments === own.length ? below : [];
    const ends = [alone, ...folders.map((folder) => endOf(segmentsOf(`${folder}/${reported}`)))];
    const shared = Math.max(...ends.map(({ segments }) => segments));
    const fitting = fittingFiles(ends, shared, { own, absolute: isAbsolute(reported) });
    const [only] = fitting;
    if (only === undefined) return { kind: "unknown" };
    const from = beginning(own, shared, reported.startsWith("/"));
    if (isInstalled(from)) return { kind: "installed", path: only };
    return fitting.length === 1 ? { kind: "found", path: only, from } : { kind: "ambiguous", paths: fitting };
  };
}

function fittingFiles(
  ends: readonly CommonEnd[],
  shared: number,
  { own, absolute }: { readonly own: readonly string[]; readonly absolute: boolean },
): readonly string[] {
  // `/a.py` is the whole path of a file at the top.
  if (shared < fewestSegments && !(absolute && shared === own.length)) return [];
  const files = [...new Set(ends.flatMap(({ segments, paths }) => (segments === shared ? paths : [])))];
  if (absolute || shared >= own.length) return files;
  return files.filter((path) => path.split("/").length === shared);
}

/** What a path has before the end that it shares with a file. */
export function beginningOf(reported: string, path: string): string {
  const own = segmentsOf(reported);
  return beginning(own, sharedSegments(path.split("/"), own), reported.startsWith("/"));
}

function beginning(segments: readonly string[], shared: number, rooted: boolean): string {
  const folders = segments.slice(0, Math.max(0, segments.length - shared));
  return `${rooted ? "/" : ""}${folders.map((name) => `${name}/`).join("")}`;
}

function segmentsOf(path: string): readonly string[] {
  return normalized(path).split("/");
}
