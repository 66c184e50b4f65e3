import { beginningOf, type SuffixFinder, suffixFinder } from "./find-suffix.ts";
import { isAbsolute, nameOf, normalized, withSlashes } from "./spelling.ts";

/** What a path of a report leads to in a tree. */
export type FoundPath =
  | {
      readonly kind: "found";
      readonly path: string;
      readonly by: "exact" | "prefix" | "root" | "workspace" | "suffix";
      /** What the reported path has before the end that it shares with the file's; it ends with `/` or is empty. */
      readonly from: string;
    }
  | { readonly kind: "ambiguous"; readonly paths: readonly string[] }
  /** A file has the same end, but the path is of some other place. */
  | { readonly kind: "elsewhere"; readonly path: string }
  | { readonly kind: "unknown" };

export type PathFinder = (reported: string, around: PathSurroundings) => FoundPath;

/** Where the report's files lie, as somebody declared or as the report itself says. */
export interface PathSurroundings {
  readonly prefixes: readonly Prefix[];
  readonly roots: readonly string[];
}

/**
 * What paths begin with on the machine that tested, and the folder of the repository that it stands for. An empty prefix is
 * that of every relative path.
 */
export interface Prefix {
  readonly prefix: string;
  readonly folder: string;
}

/** Where continuous integration checks out, so that what follows is a path of the repository. */
const workspace =
  /^(?:\/github\/workspace|(?:\/home\/runner\/work|\/__w|\/builds|[A-Za-z]:\/a|\/Users\/runner\/work)\/[^/]+\/[^/]+)\//;

/** So many roots of a report are looked below, for each of its paths. */
const maxRoots = 50;

type By = Extract<FoundPath, { kind: "found" }>["by"];

/**
 * Finds files of a tree by the paths that reports give them. In this order: below declared prefixes; as the path is, below
 * the report's own roots and in the workspaces of well-known machines; and by an end that only one file has. Two different
 * files that fit equally well are never chosen from.
 */
export function pathFinder(paths: readonly string[]): PathFinder {
  const tree = new Set(paths);
  const names = new Set(paths.map(nameOf));
  const bySuffix = suffixFinder(paths);
  return (reported, { prefixes, roots }) => {
    const plain = withSlashes(reported);
    // Most of what a tree does not have is told by its name alone, however many roots and prefixes there are.
    if (!names.has(nameOf(plain))) return { kind: "unknown" };
    const folders = roots.slice(0, maxRoots).map((root) => withSlashes(root).replace(/\/+$/, ""));
    const full = [plain, ...folders.map((root) => `${root}/${plain}`)];
    const foundBy = (candidates: readonly (readonly [path: string, by: By])[]) => {
      return oneOf(plain, new Map(candidates.filter(([path]) => tree.has(path))));
    };

    const rests = full.flatMap((path) => prefixes.flatMap((prefix) => replaced(path, prefix)));
    const declared = foundBy(rests.map((path) => [normalized(path), "prefix"])) ?? declaredEnd(rests, plain, bySuffix);
    if (declared !== undefined) return declared;
    const inWorkspace = full.flatMap((path) => (workspace.test(path) ? [path.replace(workspace, "")] : []));
    // The later of two ways to the same file gives its name to it.
    const placed = foundBy([
      ...inWorkspace.map((path) => [normalized(path), "workspace"] as const),
      ...full.slice(1).map((path) => [normalized(path), "root"] as const),
      ...(isAbsolute(plain) ? [] : [[normalized(plain), "exact"] as const]),
    ]);
    if (placed !== undefined) return placed;
    const end = bySuffix(plain, folders);
    if (end.kind === "installed") return { kind: "elsewhere", path: end.path };
    return end.kind === "found" ? { ...end, by: "suffix" } : end;
  };
}

function oneOf(reported: string, files: ReadonlyMap<string, By>): FoundPath | undefined {
  const [first, ...others] = files;
  if (first === undefined) return undefined;
  if (others.length > 0) return { kind: "ambiguous", paths: [...files.keys()] };
  const [path, by] = first;
  return { kind: "found", path, by, from: beginningOf(reported, path) };
}

/** Below a declared prefix the whole rest of a path may be the end of one file's, as where `src/` is tested as installed. */
function declaredEnd(rests: readonly string[], reported: string, bySuffix: SuffixFinder): FoundPath | undefined {
  const ends = rests.map((rest) => bySuffix(rest, [])).filter((end) => end.kind === "found" && end.from === "");
  return oneOf(reported, new Map(ends.flatMap((end) => (end.kind === "found" ? [[end.path, "prefix"]] : []))));
}

function replaced(path: string, { prefix, folder }: Prefix): readonly string[] {
  if (prefix === "") return isAbsolute(path) ? [] : [`${folder}/${path}`];
  const start = `${withSlashes(prefix).replace(/\/+$/, "")}/`;
  return path.startsWith(start) ? [`${folder === "" ? "" : `${folder}/`}${path.slice(start.length)}`] : [];
}
