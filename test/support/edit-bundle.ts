import { z } from "zod";

export const JsonValue = z.json();
export type Json = z.infer<typeof JsonValue>;

/**
 * The bundle with the value at a path (`verificationMaterial.tlogEntries.0.logIndex`) changed; undefined removes it.
 * Throws for a path that is not there, so that no test changes nothing.
 */
export function edited(bundle: Uint8Array, path: string, change: (value: Json) => Json | undefined): Uint8Array {
  const json = JsonValue.parse(JSON.parse(Buffer.from(bundle).toString("utf8")));
  return Buffer.from(JSON.stringify(changed(json, path.split("."), change)));
}

function changed(
  value: Json,
  [key, ...rest]: readonly string[],
  change: (value: Json) => Json | undefined,
): Json | undefined {
  if (key === undefined) return change(value);
  if (Array.isArray(value)) {
    if (value[Number(key)] === undefined) throw new Error(`There is no item ${key}.`);
    return value.flatMap((item, index) => {
      const next = index === Number(key) ? changed(item, rest, change) : item;
      return next === undefined ? [] : [next];
    });
  }
  if (typeof value !== "object" || value === null) throw new Error(`There is nothing below ${key}.`);
  const { [key]: present, ...others } = value;
  if (present === undefined && rest.length > 0) throw new Error(`There is no ${key}.`);
  const next = changed(present ?? null, rest, change);
  return next === undefined ? others : { ...others, [key]: next };
}

/** Base64 with one bit of the byte at this place flipped; the place counts around. */
export function flipped(value: Json, place: number): Json {
  if (typeof value !== "string") throw new Error("It is no text.");
  const bytes = Buffer.from(value, "base64");
  const index = place % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (place % 8));
  return bytes.toString("base64");
}
