import type { LineReport } from "../model.ts";
import type { FoundPath, PathFinder, Prefix } from "./find-paths.ts";
import { isAbsolute, withSlashes } from "./spelling.ts";

/**
 * What every path of a report leads to. An end that a path has in common with a file is trusted only as far as the report as
 * a whole bears it out: where some paths were found for certain, a path that begins otherwise lies elsewhere; where none was,
 * more than half of those that only an end finds must begin as it does. So a dependency's file is not taken for one of ours.
 */
export function resolvePaths(
  report: LineReport,
  find: PathFinder,
  prefixes: readonly Prefix[],
): ReadonlyMap<string, FoundPath> {
  const around = { prefixes, roots: report.hints.roots };
  const paths = new Map([...report.files.keys()].map((path) => [path, find(path, around)]));
  const isTrusted = trusted(paths, report.hints.style === "go-import");
  const certain = new Set([...paths.values()].flatMap((found) => (isCertain(found) ? [found.path] : [])));
  for (const [reported, found] of paths) {
    if (found.kind !== "found" || found.by !== "suffix") continue;
    // Where another path is that file for certain, this one is of some other file with the same end.
    if (certain.has(found.path) || !isTrusted(reported, found.from)) {
      paths.set(reported, { kind: "elsewhere", path: found.path });
    }
  }
  return paths;
}

type Found = Extract<FoundPath, { kind: "found" }>;

function isCertain(found: FoundPath): found is Found {
  return found.kind === "found" && found.by !== "suffix";
}

/** Tells by what a path begins with whether its end may be trusted. */
function trusted(paths: ReadonlyMap<string, FoundPath>, isGo: boolean): (reported: string, from: string) => boolean {
  const certain = { absolute: new Set<string>(), relative: new Set<string>() };
  const counts = { absolute: new Map<string, number>(), relative: new Map<string, number>() };
  for (const [reported, found] of paths) {
    if (found.kind !== "found") continue;
    const style = styleOf(reported);
    // Whoever declares one folder need not know all of them; `go.mod` does.
    if (found.by !== "suffix" && (found.by !== "prefix" || isGo)) certain[style].add(found.from);
    if (found.by === "suffix" && found.from !== "") {
      counts[style].set(found.from, (counts[style].get(found.from) ?? 0) + 1);
    }
  }
  const anyCertain = certain.absolute.size + certain.relative.size > 0;
  const leading = { absolute: leader(counts.absolute), relative: leader(counts.relative) };
  return (reported, from) => {
    // The whole of a relative path is the end of one file.
    if (from === "") return !isGo || !anyCertain;
    const style = styleOf(reported);
    // Tools write relative paths of what lies below the folder where they run, and absolute ones of everything else.
    const isKnown = style === "absolute" ? anyCertain : certain.relative.size > 0;
    return isKnown ? certain[style].has(from) : leading[style] === from;
  };
}

function styleOf(reported: string): "absolute" | "relative" {
  return isAbsolute(withSlashes(reported)) ? "absolute" : "relative";
}

/** What more than half of the paths begin with. */
function leader(counts: ReadonlyMap<string, number>): string | undefined {
  let all = 0;
  for (const count of counts.values()) all += count;
  return [...counts].find(([, count]) => count * 2 > all)?.[0];
}
