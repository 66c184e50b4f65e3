import type { Listing } from "./listing.ts";
import type { ReportReader } from "./report-reader.ts";

/** Which Sigstore instance's roots are meant; `pinned` is a `trusted_root.json` that the policy names. */
export type TrustDomain = "public-good" | "github" | "pinned";

/** A public key that may have signed without a certificate. */
export interface VerificationKey {
  /** What the registry calls it. */
  readonly id: string;
  /** SPKI, PEM. */
  readonly publicKey: string;
}

/** One bundle, and what it is checked against. What a bundle says about itself decides nothing. */
export interface SignatureRequest {
  /** The JSON of one Sigstore bundle or one DSSE envelope. Hostile. */
  readonly bundle: Uint8Array;
  /** Which instances' certificates count. Each has its own thresholds, which a bundle never lowers. */
  readonly domains: readonly TrustDomain[];
  /** The `trusted_root.json` of the domain `pinned`. */
  readonly pinnedRoot?: Uint8Array;
  /** Keys that count; with none, only certificates do. */
  readonly keys: readonly VerificationKey[];
  /** What a message signature is about: the artifact's bytes, or its digest alone. Of no use to a statement. */
  readonly artifact?: { readonly bytes?: Uint8Array; readonly sha256: string; readonly sha512?: string };
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What is checked of a signature, in this order. */
export const signatureSteps = ["bundle", "trust-root", "certificate", "log", "timestamp", "signature"] as const;
export type SignatureStep = (typeof signatureSteps)[number];

/** `unproven`: it could not be checked, which is never a pass. */
export interface StepOutcome<Name extends string = string> {
  readonly step: Name;
  readonly outcome: "passed" | "failed" | "unproven" | "not-reached";
  /** Plain text for people: what was found or what is wrong, with the values compared, and what to do. */
  readonly detail: string;
}

/** Fulcio's extensions, decoded strictly. Absent is undefined, and never equals anything. */
export interface CertificateClaims {
  readonly issuer: string | undefined;
  readonly buildSignerUri: string | undefined;
  readonly buildSignerDigest: string | undefined;
  readonly runnerEnvironment: string | undefined;
  readonly sourceRepositoryUri: string | undefined;
  readonly sourceRepositoryDigest: string | undefined;
  readonly sourceRepositoryRef: string | undefined;
  readonly sourceRepositoryId: string | undefined;
  readonly sourceRepositoryOwnerUri: string | undefined;
  readonly sourceRepositoryOwnerId: string | undefined;
  readonly buildConfigUri: string | undefined;
  readonly buildConfigDigest: string | undefined;
  readonly buildTrigger: string | undefined;
  readonly runInvocationUri: string | undefined;
}

export type Signer =
  | {
      readonly kind: "certificate";
      readonly domain: TrustDomain;
      /** The one subject alternative name: a workflow's URI with its ref, or an e-mail address. */
      readonly identity: string;
      readonly claims: CertificateClaims;
    }
  | {
      readonly kind: "key";
      /** As in the request. */
      readonly id: string;
      /** `sha256:` and the hex SHA-256 of the SPKI's DER. */
      readonly fingerprint: string;
    };

/** A moment that a log or a timestamp authority vouches for. Epoch milliseconds. */
export interface TrustedTime {
  readonly at: number;
  readonly by: "log" | "timestamp-authority";
  /** Whose roots that log or authority was judged by. */
  readonly domain: TrustDomain;
}

/** What was signed. */
export type Signed =
  | { readonly kind: "payload"; readonly payloadType: string; readonly payload: Uint8Array }
  /** The artifact itself; it was given, and it is this one. */
  | { readonly kind: "artifact" };

/** What a signature proves, before anybody asks whether it is the right one. */
export type SignatureVerdict =
  | {
      readonly outcome: "passed";
      readonly steps: readonly StepOutcome<SignatureStep>[];
      readonly signer: Signer;
      readonly signed: Signed;
      readonly times: readonly TrustedTime[];
      /** Hex SHA-256 of the bundle's bytes, for the record. */
      readonly bundleSha256: string;
    }
  | {
      readonly outcome: "failed" | "unproven";
      readonly steps: readonly StepOutcome<SignatureStep>[];
      /** The same; empty for one that is too large to be read. */
      readonly bundleSha256: string;
    };

/** Checks signatures with no network, off the event loop. Never throws for what a bundle holds. */
export interface SignatureVerifier {
  verify(request: SignatureRequest): Promise<SignatureVerdict>;
  /** How old the roots of a domain are, for people; undefined when there are none. Epoch milliseconds. */
  rootFetchedAt(domain: TrustDomain): number | undefined;
}

/** A bundle that was found somewhere, not checked at all. */
export interface CandidateBundle {
  readonly bundle: Uint8Array;
  /** Where it was found, in words: `GitHub's attestations`, `dist.sigstore.json in artifact dist`. */
  readonly from: string;
}

/** What was found about a subject. Not complete: there are more than are read. */
export interface FoundBundles extends Listing<CandidateBundle> {
  /** Bundles that are there and could not be read, with what is wrong. Each counts as one that proves nothing. */
  readonly refused: readonly { readonly from: string; readonly because: string }[];
}

/** What GitHub says about the signature of one commit. */
export interface CommitSignature {
  readonly commit: string;
  readonly verified: boolean;
  /** GitHub's word, such as `valid`, `unsigned` or `gpgverify_unavailable`: only `valid` is signed, and with the two `gpgverify_…` it could not tell. */
  readonly reason: string;
  /** How it was signed, by the signature's own heading. */
  readonly kind: "gpg" | "ssh" | "x509" | "none" | "unknown";
  /** Of whom the signature is held against, undefined where GitHub knows nobody: the committer, and not the author, whom anybody can make up. */
  readonly login: string | undefined;
}

/** A commit that counts as the change that is judged, with the full ref that it is built on. */
export interface SourceCommit {
  readonly commit: string;
  readonly ref: string;
  readonly what: "head" | "merge" | "merge-group";
}

/** A file that is attached to a release. Its name is foreign text. */
export interface ReleaseFile<T> {
  readonly name: string;
  readonly content:
    | { readonly kind: "value"; readonly value: T }
    | { readonly kind: "refused"; readonly because: string };
}

export interface Release<T> {
  readonly tag: string;
  /** What the tag names now. */
  readonly commit: string;
  readonly files: Listing<ReleaseFile<T>>;
}

/** `unavailable`: it cannot be known, for a reason that stays. Trouble that may pass is thrown as a Fault. */
export type Asked<T> =
  | { readonly kind: "answer"; readonly value: T }
  | { readonly kind: "unavailable"; readonly because: string };

/** Where a gate asks for attestations that are kept outside of reports and repository. */
export interface AttestationSource {
  /** The repository under judgement as certificates name it, such as `https://github.com/acme/widgets`; undefined where nobody knows. */
  readonly repository: string | undefined;
  /** Who vouches for workflows of the server that the repository is on; undefined where nobody knows which that is. */
  readonly issuer: string | undefined;
  /** Bundles that the platform keeps about a subject, `sha256:` and 64 hex digits. An empty list is an answer. */
  ofSubject(digest: string): Promise<Asked<FoundBundles>>;
  /** Every commit of the change, oldest first. */
  commits(): Promise<Asked<Listing<CommitSignature>>>;
  /** The commits that count as this change: head, and the test merge commit where there is one, with the refs they are built on. */
  sources(): Promise<readonly SourceCommit[]>;
  /**
   * Whether another commit is a test merge of this very head, made while the base's branch was younger: GitHub replaces
   * its test merge whenever the base moves, and what was built stays signed for the one before. Counts only together
   * with the ref, which nobody but GitHub can move; anybody can make such a commit.
   */
  earlierMerge(commit: string): Promise<Asked<SourceCommit | undefined>>;
  /**
   * Files of the release of this tag whose names one of these globs matches; of the newest release without a tag.
   * Undefined when there is no such release.
   */
  release<T>(
    reader: ReportReader<T>,
    tag: string | undefined,
    names: readonly string[],
  ): Promise<Asked<Release<T> | undefined>>;
  readonly verifier: SignatureVerifier;
}
