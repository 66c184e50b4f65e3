import { hasWildcard, moduleExpression, overlap } from "./expression.ts";

/** Says which two names overlap, where each must stand for itself. Wildcards are looked at when modules are known. */
export function overlapping(names: readonly string[]): string | undefined {
  const sorted = names.filter((name) => !hasWildcard(moduleExpression(name))).toSorted(byParts);
  for (const [index, name] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined || !overlap(name, next)) continue;
    return name === next ? `${name} is named twice` : `${next} is a part of ${name}, which is named too`;
  }
  return undefined;
}

/** A package stands right before what is below it. */
function byParts(left: string, right: string): number {
  const [first, second] = [left, right].map((name) => name.replaceAll(/[./]/g, "\u0000"));
  if (first === second) return 0;
  return (first ?? "") < (second ?? "") ? -1 : 1;
}
