import { isObject, type JsonObject } from "../reports/json/shapes.ts";
import { envelopeOf } from "./envelope.ts";
import { below, bytesAt, filledBytesAt, listAt, objectAt, oneOf, type Place, textAt } from "./fields.ts";
import {
  MAX_BUNDLE_BYTES,
  MAX_BUNDLE_VALUES,
  MAX_CERTIFICATES,
  MAX_DER_BYTES,
  MAX_HINT_CHARACTERS,
  MAX_LOG_ENTRIES,
  MAX_SIGNATURE_BYTES,
  MAX_TIMESTAMPS,
} from "./limits.ts";
import { logEntryOf } from "./log-entry.ts";
import type { Bundle, DigestAlgorithm, Envelope, MessageSignature } from "./model.ts";
import { quoted, type Read, Refused, reading } from "./refusal.ts";
import { parseStrictJson } from "./strict-json.ts";

/** By equality: a pattern would take versions that nobody has checked. */
const versions: ReadonlyMap<string, Bundle["version"]> = new Map([
  ["application/vnd.dev.sigstore.bundle+json;version=0.1", "0.1"],
  ["application/vnd.dev.sigstore.bundle+json;version=0.2", "0.2"],
  ["application/vnd.dev.sigstore.bundle+json;version=0.3", "0.3"],
  ["application/vnd.dev.sigstore.bundle.v0.3+json", "0.3"],
]);

/**
 * Reads the JSON of one Sigstore bundle, or of one bare DSSE envelope, and holds it to every bound of `limits.ts`.
 * Source: https://github.com/sigstore/protobuf-specs/blob/main/protos/sigstore_bundle.proto
 */
export function readBundle(bytes: Uint8Array, maxBytes: number = MAX_BUNDLE_BYTES): Read<Bundle | Envelope> {
  return reading(() => {
    const value = parseStrictJson(bytes, { maxBytes, maxValues: MAX_BUNDLE_VALUES });
    if (!isObject(value)) throw new Refused("it is not an object of JSON.");
    return "mediaType" in value ? bundleOf(value) : bareEnvelopeOf(value);
  });
}

function bareEnvelopeOf(value: JsonObject): Envelope {
  if ("predicateType" in value) throw new Refused("it is a statement that nobody has signed.");
  if (!("payloadType" in value)) {
    throw new Refused(
      "it is neither a Sigstore bundle, which has a mediaType, nor a DSSE envelope, which has a payloadType.",
    );
  }
  return envelopeOf(value, "");
}

function bundleOf(value: JsonObject): Bundle {
  const mediaType = textAt(below(value, "mediaType", ""), 256);
  const version = versions.get(mediaType);
  if (version === undefined) {
    throw new Refused(
      `its mediaType ${quoted(mediaType)} is unknown. Known are versions 0.1, 0.2 and 0.3 of Sigstore's bundle.`,
    );
  }
  const path = "verificationMaterial";
  const material = objectAt(below(value, path, ""));
  const times = below(material, "timestampVerificationData", path);
  const bundle: Bundle = {
    kind: "bundle",
    version,
    signer: signerOf(material, path, version),
    entries: listAt(below(material, "tlogEntries", path), MAX_LOG_ENTRIES).map(logEntryOf),
    timestamps: times.value === undefined ? [] : timestampsOf(times),
    content: contentOf(value),
  };
  if (version !== "0.1") holdProofs(bundle);
  return bundle;
}

function signerOf(material: JsonObject, path: string, version: Bundle["version"]): Bundle["signer"] {
  const key = oneOf(material, ["certificate", "x509CertificateChain", "publicKey"], path);
  const place = below(material, key, path);
  const object = objectAt(place);
  if (key === "publicKey") return { kind: "key", hint: textAt(below(object, "hint", place.path), MAX_HINT_CHARACTERS) };
  if (key === "certificate") return { kind: "certificate", leaf: derAt(place) };
  if (version === "0.3") throw new Refused(`${place.path} is not of version 0.3, which has one certificate.`);
  const list = below(object, "certificates", place.path);
  // Those above the leaf come from the trust root, whatever a bundle brings.
  const [leaf] = listAt(list, MAX_CERTIFICATES).map(derAt);
  if (leaf === undefined) throw new Refused(`${list.path} is empty.`);
  return { kind: "certificate", leaf };
}

function derAt(place: Place): Uint8Array {
  return filledBytesAt(below(objectAt(place), "rawBytes", place.path), MAX_DER_BYTES);
}

function timestampsOf(place: Place): Uint8Array[] {
  const list = below(objectAt(place), "rfc3161Timestamps", place.path);
  return listAt(list, MAX_TIMESTAMPS).map((item) =>
    filledBytesAt(below(objectAt(item), "signedTimestamp", item.path), MAX_DER_BYTES),
  );
}

function contentOf(value: JsonObject): Envelope | MessageSignature {
  const key = oneOf(value, ["dsseEnvelope", "messageSignature"], "");
  const object = objectAt(below(value, key, ""));
  return key === "dsseEnvelope" ? envelopeOf(object, key) : messageSignatureOf(object, key);
}

const digestAlgorithms: ReadonlyMap<string, { readonly algorithm: DigestAlgorithm; readonly bytes: number }> = new Map([
  ["SHA2_256", { algorithm: "sha256", bytes: 32 }],
  ["SHA2_384", { algorithm: "sha384", bytes: 48 }],
  ["SHA2_512", { algorithm: "sha512", bytes: 64 }],
]);

function messageSignatureOf(object: JsonObject, path: string): MessageSignature {
  const place = below(object, "messageDigest", path);
  const digest = objectAt(place);
  const name = textAt(below(digest, "algorithm", place.path), 64);
  const known = digestAlgorithms.get(name);
  if (known === undefined) throw new Refused(`${place.path}.algorithm is ${quoted(name)}, and not one of SHA-2.`);
  const bytes = bytesAt(below(digest, "digest", place.path), known.bytes);
  if (bytes.length !== known.bytes) throw new Refused(`${place.path}.digest is not one of ${known.bytes} bytes.`);
  const signature = filledBytesAt(below(object, "signature", path), MAX_SIGNATURE_BYTES);
  return { kind: "message", digest: { algorithm: known.algorithm, bytes }, signature };
}

/** Version 0.1 took a log's promise for enough; later ones must have the proof. */
function holdProofs({ entries, version }: Bundle): void {
  for (const [index, { proof }] of entries.entries()) {
    if (proof !== undefined) continue;
    const path = `verificationMaterial.tlogEntries[${index}].inclusionProof`;
    throw new Refused(`${path} is missing, which version ${version} must have.`);
  }
}
