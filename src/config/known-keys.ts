import { closest, distance } from "fastest-levenshtein";
import { alternativesOf, partOf, type SchemaPart } from "./schema-part.ts";
import type { Path } from "./yaml-node.ts";

/** The keys that the schema knows at this path: of every alternative, where there are several. */
export function knownKeys(schema: unknown, path: Path): readonly string[] {
  let places = alternativesOf(schema);
  for (const step of path) places = places.flatMap((place) => stepInto(place, step).flatMap(alternativesOf));
  const keys = places.flatMap((place) => Object.keys(partOf(place["properties"])));
  return [...new Set(keys)];
}

/** The known key that the author probably meant. */
export function nearestKey(key: string, known: readonly string[]): string | undefined {
  // A key this long is no spelling mistake, and comparing it would take long.
  if (known.length === 0 || key.length > 100) return undefined;
  const nearest = closest(key, known);
  const tolerated = Math.max(2, Math.floor(nearest.length / 2));
  return distance(key, nearest) <= tolerated ? nearest : undefined;
}

function stepInto(schema: SchemaPart, step: PropertyKey): readonly unknown[] {
  if (typeof step === "number") return [schema["items"]];
  const properties = partOf(schema["properties"]);
  const name = String(step);
  return Object.hasOwn(properties, name) ? [properties[name]] : [schema["additionalProperties"]];
}
