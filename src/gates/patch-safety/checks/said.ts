import type { Finding } from "../../../core/finding.ts";
import { matcherOf } from "../../../formats/globs/path-globs.ts";
import type { FileFact, KindCount } from "../facts.ts";
import type { KindName, PatchRule } from "../rule-settings.ts";

/** What one rule says of the files that it is about. */
export type Check<R extends PatchRule> = (rule: R, files: readonly FileFact[]) => readonly Finding[];

/** Files of the rule's languages whose path, or the one that they were renamed from, is one of its paths. */
export function filesOf(rule: PatchRule, files: readonly FileFact[]): readonly FileFact[] {
  const isMeant = rule.paths === undefined ? () => true : matcherOf(rule.paths);
  const isExcluded = matcherOf(rule.exclude ?? []);
  return files.filter((file) => {
    const paths = [file.path, ...(file.pathBefore === undefined ? [] : [file.pathBefore])];
    const isOfLanguage = file.language !== undefined && rule.languages?.includes(file.language) === true;
    return paths.some(isMeant) && !paths.every(isExcluded) && (rule.languages === undefined || isOfLanguage);
  });
}

/** Those of them that the rule checks: some rules are about files of known languages alone, or about what is still there. */
export function checkedFiles(rule: PatchRule, files: readonly FileFact[]): readonly FileFact[] {
  const meant = filesOf(rule, files);
  switch (rule.type) {
    case "max-files":
    case "deleted-lines":
    case "only-kinds":
      return meant;
    case "deleted-definitions":
      return meant.filter(({ language }) => language !== undefined);
    case "require":
    case "forbid":
    case "parse-after":
      return meant.filter(({ language, status }) => language !== undefined && status !== "deleted");
  }
}

/** Place of a finding: a deleted file has none in the head. */
export function placeOf({ path, status }: FileFact, line?: number): Pick<Finding, "at"> {
  if (status === "deleted") return {};
  return { at: { path, ...(line === undefined ? {} : { firstLine: line, lastLine: line }) } };
}

export function countOthers(counts: readonly KindCount[], kinds: readonly KindName[]): readonly KindCount[] {
  return counts.filter(({ kind }) => !kinds.includes(kind));
}

export function totalOf(counts: readonly KindCount[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}

/** "line 3, 5 and 12 more" of one kind. */
export function lineList({ kind, count, lines }: KindCount, verb: "added" | "deleted"): string {
  const hidden = count - lines.length;
  const shown = `${lines.join(", ")}${hidden > 0 ? ` and ${hidden} more` : ""}`;
  return `${kind}, ${verb}: line${count === 1 ? "" : "s"} ${shown}${verb === "deleted" ? " of the base" : ""}`;
}
