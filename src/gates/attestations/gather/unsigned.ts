import { MAX_BUNDLE_BYTES, MAX_BUNDLE_VALUES } from "../../../formats/attestations/limits.ts";
import { reading } from "../../../formats/attestations/refusal.ts";
import { parseStrictJson } from "../../../formats/attestations/strict-json.ts";
import { isArray, isObject } from "../../../formats/reports/json/shapes.ts";

/** Whether this is JSON without any signature: a statement or a note that somebody wrote, or an envelope that nobody signed. */
export function isUnsigned(bundle: Uint8Array): boolean {
  const read = reading(() => parseStrictJson(bundle, { maxBytes: MAX_BUNDLE_BYTES, maxValues: MAX_BUNDLE_VALUES }));
  if (read.kind === "refused" || !isObject(read.value)) return false;
  const { value } = read;
  const envelope = isObject(value["dsseEnvelope"]) ? value["dsseEnvelope"] : value;
  if ("messageSignature" in value) return false;
  const signatures = envelope["signatures"];
  return !isArray(signatures) || signatures.length === 0;
}
