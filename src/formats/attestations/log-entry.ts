import { below, bytesAt, countAt, filledBytesAt, listAt, objectAt, type Place, textAt } from "./fields.ts";
import {
  MAX_BUNDLE_BYTES,
  MAX_CHECKPOINT_CHARACTERS,
  MAX_CHECKPOINT_SIGNATURES,
  MAX_PROOF_HASHES,
  MAX_SIGNATURE_BYTES,
} from "./limits.ts";
import type { InclusionProof, LogEntry } from "./model.ts";
import { Refused } from "./refusal.ts";

const hashBytes = 32;
const maxWordCharacters = 64;

/** Reads one entry of a transparency log, of Rekor v1 or v2. Throws `Refused`. */
export function logEntryOf(place: Place): LogEntry {
  const { path } = place;
  const entry = objectAt(place);
  const logId = objectAt(below(entry, "logId", path));
  const kind = objectAt(below(entry, "kindVersion", path));
  const promise = below(entry, "inclusionPromise", path);
  const proof = below(entry, "inclusionProof", path);
  return {
    index: countAt(below(entry, "logIndex", path)),
    logId: hashAt(below(logId, "keyId", `${path}.logId`)),
    kind: textAt(below(kind, "kind", `${path}.kindVersion`), maxWordCharacters),
    version: textAt(below(kind, "version", `${path}.kindVersion`), maxWordCharacters),
    integratedTime: countAt(below(entry, "integratedTime", path)),
    promise: promise.value === undefined ? undefined : promiseOf(promise),
    proof: proof.value === undefined ? undefined : proofOf(proof),
    body: filledBytesAt(below(entry, "canonicalizedBody", path), MAX_BUNDLE_BYTES),
  };
}

function promiseOf(place: Place): Uint8Array {
  return filledBytesAt(below(objectAt(place), "signedEntryTimestamp", place.path), MAX_SIGNATURE_BYTES);
}

function proofOf(place: Place): InclusionProof {
  const { path } = place;
  const proof = objectAt(place);
  return {
    index: countAt(below(proof, "logIndex", path)),
    treeSize: countAt(below(proof, "treeSize", path)),
    rootHash: hashAt(below(proof, "rootHash", path)),
    hashes: listAt(below(proof, "hashes", path), MAX_PROOF_HASHES).map(hashAt),
    checkpoint: checkpointOf(below(proof, "checkpoint", path)),
  };
}

function checkpointOf(place: Place): string {
  const text = textAt(below(objectAt(place), "envelope", place.path), MAX_CHECKPOINT_CHARACTERS);
  if (text === "") throw new Refused(`${place.path}.envelope is missing or empty.`);
  // Behind the empty line, each line is a signature. Source: https://github.com/C2SP/C2SP/blob/main/signed-note.md
  const signatures = text.slice(text.indexOf("\n\n")).split("\n— ").length - 1;
  if (signatures > MAX_CHECKPOINT_SIGNATURES) {
    throw new Refused(
      `${place.path} has ${signatures} signatures, and at most ${MAX_CHECKPOINT_SIGNATURES} are taken.`,
    );
  }
  return text;
}

function hashAt(place: Place): Uint8Array {
  const bytes = bytesAt(place, hashBytes);
  if (bytes.length !== hashBytes) throw new Refused(`${place.path} is not a hash of ${hashBytes} bytes.`);
  return bytes;
}
