import { grouped } from "../core/count-of.ts";
import type { PathPattern } from "../core/territory.ts";
import type { Text } from "../core/text.ts";
import { say } from "./reply.ts";
import type { Situation } from "./situation.ts";

/** What patterns lay hold of. */
export interface Reach {
  readonly patterns: readonly string[];
  /** Files of the base branch, and files that there are not yet. */
  readonly paths: readonly string[];
  matches(path: string): boolean;
}

/** The files of these patterns, or what is wrong with one of them. */
export function reachOf(
  { territory, files }: Pick<Situation, "territory" | "files">,
  patterns: readonly string[],
): { readonly kind: "reach"; readonly reach: Reach } | { readonly kind: "problem"; readonly because: Text } {
  if (!files.complete) {
    return problem(say`The base branch has too many files to tell which of them these are.`);
  }
  const paths = new Set<string>();
  const compiled: PathPattern[] = [];
  for (const text of patterns) {
    const pattern = territory.pattern(text);
    if (pattern.kind === "problem") return problem(say`${text} is no path: ${[pattern.because]}`);
    const found = files.items.filter((path) => pattern.matches(path));
    const fresh = newFile(text);
    if (found.length === 0 && (fresh === undefined || !pattern.matches(fresh))) {
      return problem(say`${text} matches no file of the base branch.`);
    }
    for (const path of found) paths.add(path);
    if (found.length === 0 && fresh !== undefined) paths.add(fresh);
    compiled.push(pattern);
  }
  const { maxFiles } = territory.limits;
  if (paths.size > maxFiles) {
    const limit = `${grouped(paths.size)} files are more than the ${grouped(maxFiles)} that one lease may have.`;
    return problem([limit]);
  }
  const matches = (path: string) => compiled.some((pattern) => pattern.kind === "pattern" && pattern.matches(path));
  return { kind: "reach", reach: { patterns, paths: [...paths], matches } };
}

function problem(because: Text) {
  return { kind: "problem", because } as const;
}

/** The one file that this names, wherever it is to be; undefined for a folder or a pattern of several. */
export function newFile(pattern: string): string | undefined {
  const path = pattern.replace(/^\//, "");
  const names = path.split("/");
  const isFile = names.every((name) => name !== "" && name !== "." && name !== "..") && !/[*?]/.test(path);
  return isFile ? path : undefined;
}
