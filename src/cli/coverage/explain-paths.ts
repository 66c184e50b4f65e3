import type { FoundPath } from "../../formats/coverage/paths/find-paths.ts";
import { candidatesOf, linesIn } from "../../formats/coverage/paths/locate.ts";
import { resolvePaths } from "../../formats/coverage/paths/resolve-paths.ts";
import { type LostPath, suggestPrefixes } from "../../formats/coverage/paths/suggest-prefixes.ts";
import type { ExplainedPath, PathsExplained } from "./coverage-output.ts";
import type { GivenReport } from "./given-reports.ts";
import type { CommitTree } from "./read-tree.ts";

/** How every path of the reports leads to a file of the tree, and what to declare for those that do not. */
export function explainPaths(reports: readonly GivenReport[], tree: CommitTree): PathsExplained {
  const explained = reports.map((given) => explainReport(given, tree));
  const lost = explained.flatMap((one) => one.lost);
  const prefixes = suggestPrefixes(lost, tree.find);
  return { paths: explained.flatMap(({ paths }) => paths), prefixes: prefixes.map((one) => ({ ...one })) };
}

interface ExplainedReport {
  readonly paths: readonly ExplainedPath[];
  readonly lost: readonly LostPath[];
}

function explainReport({ flag, path: name, report }: GivenReport, tree: CommitTree): ExplainedReport {
  if (report.kind !== "lines") return { paths: [], lost: [] };
  const around = { prefixes: tree.prefixesOf(flag), roots: report.hints.roots };
  const found = resolvePaths(report, tree.find, around.prefixes);
  const paths = [...report.files].map(([reported, file]) => ({
    report: name,
    reported,
    lines: linesIn(file),
    ...outcomeOf(found.get(reported) ?? { kind: "unknown" }),
  }));
  const lost = paths.filter(({ path }) => path === null);
  return { paths, lost: lost.map(({ reported }) => ({ path: reported, around })) };
}

function outcomeOf(found: FoundPath): Pick<ExplainedPath, "path" | "by" | "candidates"> {
  if (found.kind === "found") return { path: found.path, by: found.by, candidates: [] };
  return { path: null, by: found.kind, candidates: [...candidatesOf(found)] };
}

/** Paths that were found, or not, in the same way. */
export interface PathGroup {
  readonly by: ExplainedPath["by"];
  /** What the paths begin with in the report, and in the repository instead. */
  readonly from: string;
  readonly to: string;
  readonly paths: readonly [ExplainedPath, ...ExplainedPath[]];
}

/** Groups paths by what becomes of their beginning; the largest group first, those that were not found before all. */
export function groupPaths(paths: readonly ExplainedPath[]): readonly PathGroup[] {
  const groups = new Map<string, Omit<PathGroup, "paths"> & { readonly paths: [ExplainedPath, ...ExplainedPath[]] }>();
  for (const path of paths) {
    const [from, to] = beginnings(path);
    const key = JSON.stringify([path.by, from, to]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { by: path.by, from, to, paths: [path] });
    else known.paths.push(path);
  }
  const lostFirst = (group: PathGroup) => (group.paths[0].path === null ? 0 : 1);
  return [...groups.values()].toSorted(
    (one, other) => lostFirst(one) - lostFirst(other) || other.paths.length - one.paths.length,
  );
}

/** What is left of both paths before the end that they have in common; of one that was not found, its folder. */
function beginnings({ reported, path }: ExplainedPath): readonly [from: string, to: string] {
  const plain = reported.replaceAll("\\", "/");
  if (path === null) return [plain.slice(0, plain.lastIndexOf("/") + 1), ""];
  let shared = 0;
  let cut = 0;
  while (shared < Math.min(plain.length, path.length) && plain.at(-1 - shared) === path.at(-1 - shared)) {
    shared += 1;
    if (path.at(-shared) === "/") cut = shared - 1;
  }
  const isWhole = shared === plain.length || shared === path.length;
  const common =
    isWhole && (plain.at(-1 - shared) ?? "/") === "/" && (path.at(-1 - shared) ?? "/") === "/" ? shared : cut;
  return [plain.slice(0, plain.length - common), path.slice(0, path.length - common)];
}
