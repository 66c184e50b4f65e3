import { isArray, isObject } from "../reports/json/shapes.ts";
import { MAX_BUNDLE_BYTES, MAX_BUNDLE_FILE_BYTES, MAX_BUNDLE_VALUES, MAX_BUNDLES } from "./limits.ts";
import { type Read, Refused, reading } from "./refusal.ts";
import { parseStrictJson } from "./strict-json.ts";

/**
 * The bundles of one file, each as JSON of its own: one bundle or envelope, one a line (`.jsonl`), a list of them, or an
 * answer of GitHub's attestations API (`{"attestations": [{"bundle": …}]}`). What is in them is not looked at. No file
 * gives none: an empty one is refused.
 */
export function splitBundles(bytes: Uint8Array): Read<readonly Uint8Array[]> {
  return reading(() => {
    if (bytes.length > MAX_BUNDLE_FILE_BYTES) {
      throw new Refused(`it has ${bytes.length} bytes, and at most ${MAX_BUNDLE_FILE_BYTES} are read.`);
    }
    const lines = linesOf(bytes);
    if (lines.length === 0) throw new Refused("it is empty.");
    // One document may be written on many lines; then its first line alone is not JSON.
    if (lines.length === 1 || !isWhole(lines[0] ?? bytes)) return documentsIn(bytes);
    if (lines.length > MAX_BUNDLES) throw tooMany(lines.length);
    return lines;
  });
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(0x0a, start);
    const line = bytes.subarray(start, end === -1 ? bytes.length : end);
    if (line.some((byte) => byte > 0x20)) lines.push(line);
    start += line.length + 1;
  }
  return lines;
}

function isWhole(line: Uint8Array): boolean {
  return reading(() => parseStrictJson(line, lineLimits)).kind === "read";
}

const lineLimits = { maxBytes: MAX_BUNDLE_BYTES, maxValues: MAX_BUNDLE_VALUES };
const fileLimits = { maxBytes: MAX_BUNDLE_FILE_BYTES, maxValues: MAX_BUNDLES * MAX_BUNDLE_VALUES };

function documentsIn(bytes: Uint8Array): Uint8Array[] {
  const value = parseStrictJson(bytes, fileLimits);
  const list = isArray(value)
    ? value
    : isObject(value) && "attestations" in value
      ? attestationsOf(value["attestations"])
      : undefined;
  if (list === undefined) return [bytes];
  if (list.length === 0) throw new Refused("its list of attestations is empty.");
  if (list.length > MAX_BUNDLES) throw tooMany(list.length);
  const encoder = new TextEncoder();
  return list.map((item) => encoder.encode(JSON.stringify(item)));
}

function attestationsOf(value: unknown): readonly unknown[] {
  if (!isArray(value)) throw new Refused("attestations is not a list.");
  return value.map((item, index) => {
    const bundle = isObject(item) ? item["bundle"] : undefined;
    if (!isObject(bundle)) throw new Refused(`attestations[${index}] has no bundle in it.`);
    return bundle;
  });
}

function tooMany(count: number): Refused {
  return new Refused(`it has ${count} bundles, and at most ${MAX_BUNDLES} are taken.`);
}
