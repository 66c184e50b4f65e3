/** A place in a JSON Schema. */
export type SchemaPart = Readonly<Record<string, unknown>>;

/** The place itself and every alternative that it offers, however deeply they are nested. */
export function alternativesOf(schema: unknown): readonly SchemaPart[] {
  if (typeof schema !== "object" || schema === null) return [];
  const part = partOf(schema);
  const nested = ["anyOf", "oneOf", "allOf"].flatMap((name) => {
    const alternatives = part[name];
    return Array.isArray(alternatives) ? alternatives.flatMap(alternativesOf) : [];
  });
  return [part, ...nested];
}

/** The value as a place; an empty one when it is no object. */
export function partOf(value: unknown): SchemaPart {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
