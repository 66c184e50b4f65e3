/** A Sigstore bundle whose shape holds. Nothing in it has been verified. */
export interface Bundle {
  readonly kind: "bundle";
  readonly version: "0.1" | "0.2" | "0.3";
  /** Who says to have signed: a leaf certificate in DER, or a hint at a key, which may be empty. */
  readonly signer:
    | { readonly kind: "certificate"; readonly leaf: Uint8Array }
    | { readonly kind: "key"; readonly hint: string };
  readonly entries: readonly LogEntry[];
  /** RFC 3161 responses, in DER. */
  readonly timestamps: readonly Uint8Array[];
  readonly content: Envelope | MessageSignature;
}

/** A DSSE envelope with its one signature. Source: https://github.com/secure-systems-lab/dsse/blob/master/envelope.md */
export interface Envelope {
  readonly kind: "envelope";
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  /** Empty when there is none. No signature covers it. */
  readonly keyId: string;
}

/** A signature over an artifact itself. */
export interface MessageSignature {
  readonly kind: "message";
  readonly digest: { readonly algorithm: DigestAlgorithm; readonly bytes: Uint8Array };
  readonly signature: Uint8Array;
}

export type DigestAlgorithm = "sha256" | "sha384" | "sha512";

/** What a transparency log says. Times are epoch seconds. */
export interface LogEntry {
  readonly index: number;
  readonly logId: Uint8Array;
  readonly kind: string;
  readonly version: string;
  /** 0 when the log states none. */
  readonly integratedTime: number;
  /** The log's signature over body, time, index and log. */
  readonly promise: Uint8Array | undefined;
  readonly proof: InclusionProof | undefined;
  readonly body: Uint8Array;
}

export interface InclusionProof {
  readonly index: number;
  readonly treeSize: number;
  readonly rootHash: Uint8Array;
  readonly hashes: readonly Uint8Array[];
  /** A signed note: without it, nothing would sign the proof. */
  readonly checkpoint: string;
}
