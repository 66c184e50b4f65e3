import type { JsonObject } from "../reports/json/shapes.ts";
import { below, filledBytesAt, listAt, objectAt, textAt } from "./fields.ts";
import { MAX_BUNDLE_BYTES, MAX_HINT_CHARACTERS, MAX_SIGNATURE_BYTES } from "./limits.ts";
import type { Envelope } from "./model.ts";
import { Refused } from "./refusal.ts";

const maxTypeCharacters = 256;

/** Reads a DSSE envelope. Several signatures are refused, for one could hide behind another. Throws `Refused`. */
export function envelopeOf(object: JsonObject, path: string): Envelope {
  const payloadType = textAt(below(object, "payloadType", path), maxTypeCharacters);
  if (payloadType === "") throw new Refused(`${below(object, "payloadType", path).path} is missing or empty.`);
  const payload = filledBytesAt(below(object, "payload", path), MAX_BUNDLE_BYTES);
  const signatures = below(object, "signatures", path);
  const [first, ...others] = listAt(signatures, 16);
  if (first === undefined || others.length > 0) {
    throw new Refused(`${signatures.path} has ${others.length + (first ? 1 : 0)} signatures, and must have one.`);
  }
  const signed = objectAt(first);
  return {
    kind: "envelope",
    payloadType,
    payload,
    signature: filledBytesAt(below(signed, "sig", first.path), MAX_SIGNATURE_BYTES),
    keyId: textAt(below(signed, "keyid", first.path), MAX_HINT_CHARACTERS),
  };
}
