import type { Random } from "../formats/reports/mutations.ts";
import { type Json, JsonValue } from "../support/edit-bundle.ts";

/**
 * Changes one value of a bundle and leaves it whole JSON, so that damage comes as far as the signatures: bytes inside of
 * Base64, a number, a text, one value in the place of another, or one that is gone or doubled.
 */
export function mutateJson(bundle: Uint8Array, next: Random, others: readonly Uint8Array[]): Uint8Array {
  const json = read(bundle);
  const places = placesIn(json);
  const place = pick(places, next);
  const donor = pick(placesIn(read(pick(others, next))), next);
  place.set(
    pick([flipBytes, flipBytes, flipBytes, change, () => donor.value, () => null, doubled], next)(place.value, next),
  );
  return Buffer.from(JSON.stringify(json));
}

function read(bundle: Uint8Array): Json {
  return JsonValue.parse(JSON.parse(Buffer.from(bundle).toString("utf8")));
}

interface Place {
  readonly value: Json;
  set(value: Json): void;
}

function placesIn(json: Json): Place[] {
  if (Array.isArray(json)) {
    return json.flatMap((value, index) => [{ value, set: (next: Json) => (json[index] = next) }, ...placesIn(value)]);
  }
  if (typeof json !== "object" || json === null) return [];
  return Object.entries(json).flatMap(([key, value]) => [
    { value, set: (next: Json) => (json[key] = next) },
    ...placesIn(value),
  ]);
}

function flipBytes(value: Json, next: Random): Json {
  if (typeof value !== "string") return change(value, next);
  const bytes = Buffer.from(value, "base64");
  if (bytes.length === 0 || bytes.toString("base64") !== value) return change(value, next);
  const place = Math.floor(next() * bytes.length);
  bytes[place] = (bytes[place] ?? 0) ^ (1 << Math.floor(next() * 8));
  return bytes.toString("base64");
}

function change(value: Json, next: Random): Json {
  if (typeof value === "number") return value + Math.floor(next() * 3) - 1;
  if (typeof value !== "string") return value;
  if (/^\d+$/.test(value)) return String(Number(value) + Math.floor(next() * 3) - 1);
  const place = Math.floor(next() * (value.length + 1));
  return `${value.slice(0, place)}${pick(["A", "b", "/", " ", "0", "\n"], next)}${value.slice(place + Math.floor(next() * 2))}`;
}

function doubled(value: Json): Json {
  return Array.isArray(value) ? [...value, ...value] : value;
}

function pick<T>(items: readonly T[], next: Random): T {
  const item = items[Math.floor(next() * items.length)];
  if (item === undefined) throw new RangeError("There is nothing to choose from.");
  return item;
}
