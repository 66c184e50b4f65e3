import { bytesOf, textOf } from "../reports/base64.ts";
import { isArray, isObject, type JsonObject } from "../reports/json/shapes.ts";
import { Refused } from "./refusal.ts";

/** A value of JSON and the way to it, for messages. */
export interface Place {
  readonly value: unknown;
  readonly path: string;
}

/** The value below a key. Null is how some writers say that there is none. */
export function below(object: JsonObject, key: string, path: string): Place {
  return { value: object[key] ?? undefined, path: path === "" ? key : `${path}.${key}` };
}

export function objectAt({ value, path }: Place): JsonObject {
  if (value === undefined) throw new Refused(`${path} is missing.`);
  if (!isObject(value)) throw new Refused(`${path} is not an object.`);
  return value;
}

/** Missing and empty are the same, as the protocol buffers that these formats come from have it. */
export function listAt({ value, path }: Place, max: number): readonly Place[] {
  if (value === undefined) return [];
  if (!isArray(value)) throw new Refused(`${path} is not a list.`);
  if (value.length > max) throw new Refused(`${path} has ${value.length} items, and at most ${max} are taken.`);
  return value.map((item, index) => ({ value: item, path: `${path}[${index}]` }));
}

export function textAt({ value, path }: Place, maxCharacters: number): string {
  if (value === undefined) return "";
  if (typeof value !== "string") throw new Refused(`${path} is not a text.`);
  if (value.length > maxCharacters) {
    throw new Refused(`${path} has ${value.length} characters, and at most ${maxCharacters} are taken.`);
  }
  return value;
}

const canonical = /^[A-Za-z0-9+/]*={0,2}$/;

/** Base64 in its one canonical form: what decodes to the same bytes in two ways could be changed without a trace. */
export function bytesAt(place: Place, maxBytes: number): Uint8Array {
  const text = textAt(place, Math.ceil(maxBytes / 3) * 4);
  if (text.length % 4 !== 0 || !canonical.test(text)) throw new Refused(`${place.path} is not Base64.`);
  const bytes = bytesOf(text);
  const tail = bytes.length % 3;
  if (tail > 0 && textOf(bytes.subarray(-tail)) !== text.slice(-4)) {
    throw new Refused(`${place.path} is not the canonical Base64 of its bytes.`);
  }
  if (bytes.length > maxBytes) throw new Refused(`${place.path} has more than ${maxBytes} bytes.`);
  return bytes;
}

export function filledBytesAt(place: Place, maxBytes: number): Uint8Array {
  const bytes = bytesAt(place, maxBytes);
  if (bytes.length === 0) throw new Refused(`${place.path} is missing or empty.`);
  return bytes;
}

/** A number of 64 bits is written as text. Missing is 0. Negative ones, fractions and inexact ones are refused. */
export function countAt({ value, path }: Place): number {
  if (value === undefined) return 0;
  const count = typeof value === "string" && /^(0|[1-9]\d{0,15})$/.test(value) ? Number(value) : value;
  if (typeof count !== "number" || !Number.isSafeInteger(count) || count < 0 || Object.is(count, -0)) {
    throw new Refused(`${path} is not a whole number from 0 to 2^53 - 1.`);
  }
  return count;
}

/** The one of these keys that is there. */
export function oneOf<Key extends string>(object: JsonObject, keys: readonly Key[], path: string): Key {
  const present = keys.filter((key) => (object[key] ?? undefined) !== undefined);
  const [first] = present;
  const where = path === "" ? "the bundle" : path;
  if (first === undefined) throw new Refused(`${where} has none of ${keys.join(", ")}.`);
  if (present.length > 1) throw new Refused(`${where} has ${present.join(" and ")}, and must have one of them alone.`);
  return first;
}
