import { Minimatch, type MinimatchOptions, minimatch } from "minimatch";

/** How many patterns the braces of one pattern may stand for. */
export const maxAlternatives = 64;

/** No negation, no comments, no extended globs: what is left is matched without backtracking, in bounded time. */
const options = {
  dot: true,
  nocomment: true,
  nonegate: true,
  noext: true,
  platform: "linux",
  braceExpandMax: maxAlternatives + 1,
} as const satisfies MinimatchOptions;

/** Whether all alternatives of the pattern can be looked at. Of a larger one, some would silently be left out. */
export function isBoundedPattern(pattern: string): boolean {
  return minimatch.braceExpand(pattern, options).length <= maxAlternatives;
}

/** Tells whether a path matches one of these patterns. */
export function matcherOf(patterns: readonly string[]): (path: string) => boolean {
  const matchers = patterns.map((pattern) => new Minimatch(pattern, options));
  return (path) => matchers.some((matcher) => matcher.match(path));
}
