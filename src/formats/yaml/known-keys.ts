import { alternativesOf, partOf, type SchemaPart } from "./schema-part.ts";
import type { Path } from "./yaml-node.ts";

/**
 * The keys that the schema knows at this path: of every alternative, where there are several, or of those alone whose
 * fixed values, such as a `type`, are the ones that are written there.
 */
export function knownKeys(
  schema: unknown,
  path: Path,
  writtenAt: (key: string) => unknown = () => undefined,
): readonly string[] {
  let places = alternativesOf(schema);
  for (const step of path) places = places.flatMap((place) => stepInto(place, step).flatMap(alternativesOf));
  const meant = places.filter((place) => isMeant(place, writtenAt));
  const keys = (meant.length > 0 ? meant : places).flatMap((place) => Object.keys(partOf(place["properties"])));
  return [...new Set(keys)];
}

/** Whether at least one fixed value is there, and none is another. */
function isMeant(place: SchemaPart, writtenAt: (key: string) => unknown): boolean {
  const fixed = Object.entries(partOf(place["properties"])).filter(([, property]) => "const" in partOf(property));
  return fixed.length > 0 && fixed.every(([key, property]) => partOf(property)["const"] === writtenAt(key));
}

function stepInto(schema: SchemaPart, step: PropertyKey): readonly unknown[] {
  if (typeof step === "number") return [schema["items"]];
  const properties = partOf(schema["properties"]);
  const name = String(step);
  return Object.hasOwn(properties, name) ? [properties[name]] : [schema["additionalProperties"]];
}
