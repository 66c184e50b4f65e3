import type { Definition } from "./definitions.ts";

/** Lines from `first`, 1-based; with a count of 0 the place is behind line `first`. */
interface LineRange {
  readonly first: number;
  readonly count: number;
}

/** Qualified names of the innermost definitions that these lines are in. An insertion behind the last line of one is not in it. */
export function touchedDefinitions(
  definitions: readonly Definition[],
  ranges: readonly LineRange[],
): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const { first, count } of ranges) {
    const met = definitions.filter(({ firstLine, lastLine }) =>
      count === 0 ? firstLine <= first && first < lastLine : firstLine < first + count && first <= lastLine,
    );
    for (const { qualifiedName } of met) {
      const isOuter = met.some((other) => other.qualifiedName.startsWith(`${qualifiedName}.`));
      if (!isOuter) touched.add(qualifiedName);
    }
  }
  return touched;
}
