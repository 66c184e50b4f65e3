import { countOf } from "../../core/count-of.ts";
import type { LineReport } from "../../formats/coverage/model.ts";
import type { PathFinder, Prefix } from "../../formats/coverage/paths/find-paths.ts";
import { type Lost, linesIn } from "../../formats/coverage/paths/locate.ts";
import { isAbsolute } from "../../formats/coverage/paths/spelling.ts";
import { suggestPrefixes } from "../../formats/coverage/paths/suggest-prefixes.ts";

/** So many files are named, and so many that one of them could be. */
const maxNamed = 5;
const maxCandidates = 3;

/** Why nothing is proven where more of a report's lines than the percent allow are in files that were not found. */
export function objectionToLost(
  report: LineReport,
  lost: readonly Lost[],
  { find, prefixes, maxUnresolved }: LostOptions,
): string | undefined {
  const all = [...report.files.values()].reduce((sum, file) => sum + linesIn(file), 0);
  const missing = lost.reduce((sum, { lines }) => sum + lines, 0);
  if (missing * 100 <= maxUnresolved * all) return undefined;
  const hidden = lost.length - maxNamed;
  const more = hidden > 0 ? `, and ${hidden} more` : "";
  const around = { prefixes, roots: report.hints.roots };
  const [best] = suggestPrefixes(
    lost.map(({ path }) => ({ path, around })),
    find,
  );
  return `${missing} of ${countOf(all, "line is", "lines are")} in files that were not found in the repository: ${lost.slice(0, maxNamed).map(lostText).join(", ")}${more}. ${remedyFor(lost, best)}, or raise \`max-unresolved\`.`;
}

function remedyFor(lost: readonly Lost[], best: ReturnType<typeof suggestPrefixes>[number] | undefined): string {
  if (best !== undefined) {
    const found = foundText(best.paths, lost.length);
    return `Say where the tested files lie with \`prefixes: [${JSON.stringify(best.prefix)}]\`, which finds ${found}`;
  }
  return lost.every(({ why, path }) => why === "ambiguous" && !isAbsolute(path))
    ? "Say with `folder` in which of them the tested files lie"
    : "No `prefixes` would find them: leave what is installed or generated out of the measurement";
}

function foundText(found: number, all: number): string {
  if (found < all) return `${found} of these ${all}`;
  return all === 1 ? "it" : "them all";
}

export interface LostOptions {
  readonly find: PathFinder;
  readonly prefixes: readonly Prefix[];
  /** Percent. */
  readonly maxUnresolved: number;
}

/** What is worth knowing of files that were not found, where there are few enough of them. */
export function lostRemarks(lost: readonly Lost[]): readonly string[] {
  const several = lost.filter(({ why }) => why === "ambiguous");
  const others = lost.filter(({ why }) => why !== "ambiguous");
  return [
    ...remark(several, "fits several files and counts for none", "fit several files and count for none"),
    ...remark(others, "is not in the repository", "are not in the repository"),
  ];
}

function remark(lost: readonly Lost[], one: string, several: string): readonly string[] {
  const [first] = lost;
  if (first === undefined) return [];
  return [
    lost.length === 1
      ? `1 file ${one}: ${lostText(first)}`
      : `${countOf(lost.length, "file")} ${several}, first ${lostText(first)}`,
  ];
}

function lostText({ path, why, candidates }: Lost): string {
  switch (why) {
    case "ambiguous": {
      const more = candidates.length > maxCandidates ? ", …" : "";
      return `${path} (fits several files: ${candidates.slice(0, maxCandidates).join(", ")}${more})`;
    }
    case "elsewhere":
      return `${path} (only its end is that of ${candidates.join(", ")})`;
    case "unknown":
      return path;
  }
}
