import { namesOf, type OwnershipPattern, readPattern } from "../../../formats/ownership/pattern.ts";
import type { Effort } from "../../../formats/ownership/segment.ts";
import type { Path } from "../../../formats/yaml/yaml-node.ts";
import type { Mode } from "../settings/rule.ts";

/** What kind of entry says whose a path is, from the strongest to the weakest. */
export type ClaimKind = "built-in" | "frozen-rule" | "lease" | "pack" | "rule" | "default";

/** One entry of the map, or a lease: whose the paths are that it matches. */
export interface Claim {
  readonly kind: ClaimKind;
  readonly id: string;
  readonly owners: readonly string[];
  readonly mode: Mode;
  /** It counts from one moment up to another, in epoch milliseconds; the last one is outside. */
  readonly from: number | undefined;
  readonly until: number | undefined;
  /** Where it stands in the settings of the map; undefined for what stands nowhere. */
  readonly place: Path | undefined;
  readonly paths: PathSet;
}

/** A set of paths: what patterns match, without what others match, or a list. */
export interface PathSet {
  /** The pattern or path that the path is in it by; undefined when it is not. Throws TooMuchEffort. */
  reasonFor(path: string, names: readonly string[], effort?: Effort): string | undefined;
  /** The names with which all its paths begin; undefined when they may begin with any. */
  readonly firstNames: ReadonlySet<string> | undefined;
  /** Whether the path is named by itself, and not by a pattern. */
  isExact(path: string): boolean;
}

/** What these patterns match. Patterns are checked when settings are read; one that cannot be read matches nothing. */
export function patternSet(paths: readonly string[], exclude: readonly string[] = []): PathSet {
  const [wanted, unwanted] = [patternsOf(paths), patternsOf(exclude)];
  const firstNames = wanted.map(({ firstName }) => firstName);
  return {
    reasonFor(_path, names, effort) {
      const found = wanted.find((pattern) => pattern.matches(names, effort));
      if (found === undefined || unwanted.some((pattern) => pattern.matches(names, effort))) return undefined;
      return found.text;
    },
    firstNames: firstNames.some((name) => name === undefined)
      ? undefined
      : new Set(firstNames.flatMap((name) => name ?? [])),
    isExact: (path) => wanted.some(({ exactPath }) => exactPath === path),
  };
}

/** These files and no other. */
export function pathList(paths: readonly string[]): PathSet {
  const all = new Set(paths);
  return {
    reasonFor: (path) => (all.has(path) ? path : undefined),
    firstNames: new Set(paths.map((path) => namesOf(path)[0] ?? "")),
    isExact: (path) => all.has(path),
  };
}

function patternsOf(texts: readonly string[]): readonly OwnershipPattern[] {
  return texts.flatMap((text) => {
    const read = readPattern(text);
    return read.kind === "pattern" ? [read.pattern] : [];
  });
}

/** Whether the claim counts at this moment. */
export function isActive({ from, until }: Claim, now: number): boolean {
  return (from === undefined || from <= now) && (until === undefined || now < until);
}
