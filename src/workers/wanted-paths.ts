import { type Refusal, refused } from "../archives/refusal.ts";
import { isBoundedPattern, matcherOf, maxAlternatives } from "../formats/globs/path-globs.ts";

const maxPatterns = 100;
/** As long as the configuration takes them. */
const maxPatternLength = 200;

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
  return { kind: "wanted", matches: matcherOf(patterns) };
}

function isBounded(pattern: string): boolean {
  return pattern.length <= maxPatternLength && isBoundedPattern(pattern);
}
