/** Bounds on what is read of attestations. All are checked before any signature is, and what exceeds one is refused. */

/** One bundle or envelope. The largest of some ninety real ones had 25 kB. */
export const MAX_BUNDLE_BYTES = 2_097_152;

/** A file of several bundles, and how many it may hold. */
export const MAX_BUNDLE_FILE_BYTES = 16_777_216;
export const MAX_BUNDLES = 100;

/** Objects, arrays, texts and numbers of one bundle. */
export const MAX_BUNDLE_VALUES = 10_000;

export const MAX_LOG_ENTRIES = 4;
/** Each one takes ten milliseconds to check. */
export const MAX_TIMESTAMPS = 4;
/** Bundles of old clients carry the intermediate ones and the root. */
export const MAX_CERTIFICATES = 5;

/** A proof's hashes: a log of 2^63 entries needs no more. */
export const MAX_PROOF_HASHES = 64;
export const MAX_CHECKPOINT_CHARACTERS = 16_384;
export const MAX_CHECKPOINT_SIGNATURES = 32;

/** One certificate, or one timestamp with the certificates in it. */
export const MAX_DER_BYTES = 16_384;
/** RSA with 16,384 bits. */
export const MAX_SIGNATURE_BYTES = 2_048;
export const MAX_HINT_CHARACTERS = 1_024;
