import { Minimatch, type MinimatchOptions, minimatch } from "minimatch";
import { type Refusal, refused } from "../archives/refusal.ts";

const maxPatterns = 100;
const maxPatternLength = 200;
/** How many patterns the braces of one pattern may stand for. */
const maxAlternatives = 64;

/** As for `exclude` of batch-size: what is left of globs is matched without backtracking. */
const options = {
  dot: true,
  nocomment: true,
  nonegate: true,
  noext: true,
  platform: "linux",
  braceExpandMax: maxAlternatives + 1,
} as const satisfies MinimatchOptions;

export interface WantedPaths {
  readonly kind: "wanted";
  readonly matches: (path: string) => boolean;
}

/** Tells which paths are wanted. Patterns beyond the limits are refused, since part of them would silently be left out. */
export function wantedPaths(patterns: readonly string[]): WantedPaths | Refusal {
  if (patterns.length > maxPatterns) return refused(`More than ${maxPatterns} patterns ask for reports. Merge some.`);
  const unbounded = patterns.find((pattern) => !isBounded(pattern));
  if (unbounded !== undefined) {
    return refused(
      `A pattern for reports is longer than ${maxPatternLength} characters, or stands for more than ${maxAlternatives} alternatives in braces. Use several patterns.`,
      unbounded,
    );
  }
  const matchers = patterns.map((pattern) => new Minimatch(pattern, options));
  return { kind: "wanted", matches: (path) => matchers.some((matcher) => matcher.match(path)) };
}

function isBounded(pattern: string): boolean {
  return pattern.length <= maxPatternLength && minimatch.braceExpand(pattern, options).length <= maxAlternatives;
}
