import { distance } from "fastest-levenshtein";
import { badUsage } from "../../core/bad-usage.ts";
import type { ModuleMap } from "../../formats/imports/graph/picture/module-map.ts";
import { knownNames, type Separator } from "../../formats/imports/graph/picture/module-name.ts";

/** Throws BAD_USAGE, with the nearest names, when no module or package has this one. */
export function requireModules(map: ModuleMap, asked: readonly string[]): void {
  const known = knownNames(map.modules, map.separator);
  for (const name of asked) {
    if (known.has(name)) continue;
    const message = `No module or package of this graph is named ${JSON.stringify(name.slice(0, 200))}.`;
    throw badUsage(message + nearestTo(name.slice(0, 200), known, map.separator));
  }
}

/** Somebody who writes `model` may well mean `core.cache.model`. */
function nearestTo(name: string, known: ReadonlySet<string>, separator: Separator): string {
  const lastPart = (text: string) => text.slice(text.lastIndexOf(separator) + 1);
  const limit = Math.max(2, Math.floor(name.length / 3));
  const near = [...known]
    .filter((candidate) => Math.abs(candidate.length - name.length) <= limit || lastPart(candidate) === lastPart(name))
    .map((candidate) => ({ candidate, far: lastPart(candidate) === name ? 0 : distance(candidate, name) }))
    .filter(({ far }) => far <= limit)
    .sort((left, right) => left.far - right.far || (left.candidate < right.candidate ? -1 : 1))
    .slice(0, 3);
  return near.length === 0 ? "" : ` Did you mean ${near.map(({ candidate }) => candidate).join(" or ")}?`;
}
