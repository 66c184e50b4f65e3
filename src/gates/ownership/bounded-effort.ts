import { type Effort, TooMuchEffort } from "../../formats/ownership/segment.ts";

/** Some seconds at most. A hundred patterns that may be at any depth, over 50,000 files, take 30 million. */
export const mostSteps = 40_000_000;

/** Why nobody says whose the changed paths are. */
export const tooMuch =
  "Comparing the patterns of the map with the changed paths takes too long. Use fewer patterns that may be at any depth, and fewer wildcards in each.";

/** What comes of comparing patterns with paths, or undefined when that takes too long, whoever wrote either. */
export function boundedEffort<T>(work: (effort: Effort) => T, most: number = mostSteps): T | undefined {
  try {
    return work({ steps: 0, most });
  } catch (error) {
    if (error instanceof TooMuchEffort) return undefined;
    throw error;
  }
}
