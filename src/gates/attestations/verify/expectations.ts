import type { Signer, TrustedTime } from "../../../core/attestation.ts";

/** Which certificates' subjects count. Everything is compared exactly, upper and lower case too. */
export type IdentityRule =
  | { readonly kind: "exact"; readonly identity: string }
  /** `*` stands for any characters, and the whole identity has to fit. */
  | { readonly kind: "pattern"; readonly pattern: string }
  | {
      readonly kind: "workflow";
      /** Without a ref, such as `https://github.com/acme/widgets/.github/workflows/release.yml`. */
      readonly workflow: string;
      /** Such as `refs/tags/v3`; any when left out. */
      readonly ref: string | undefined;
      /** The workflow's own commit. */
      readonly digest: string | undefined;
    };

export type SignerRule =
  | { readonly kind: "certificate"; readonly identity: IdentityRule; readonly issuer: string }
  /** Keys by what they are called in the request for verification. */
  | { readonly kind: "keys"; readonly ids: readonly string[] };

/** A commit that may have been built, with the ref on which it counts; any ref when left out. */
export interface AcceptedCommit {
  readonly commit: string;
  readonly ref: string | undefined;
  /** In words, such as `this pull request's head`. */
  readonly what: string;
}

/** Undefined is not asked for; what is asked for and absent never matches. */
export interface SourceRule {
  /** Such as `https://github.com/acme/widgets`. */
  readonly repository: string | undefined;
  readonly repositoryId: string | undefined;
  readonly ownerId: string | undefined;
  readonly ref: string | undefined;
  readonly commits: readonly AcceptedCommit[] | undefined;
  /** Of these it could not be told whether they are among `commits`, with the reason as whole sentences. */
  readonly unknownCommits: readonly { readonly commit: string; readonly because: string }[];
  /** Such as `push`. */
  readonly triggers: readonly string[] | undefined;
  /** Such as `github-hosted`. */
  readonly runner: string | undefined;
}

/** A reusable workflow that somebody has looked at and vouches for. */
export interface TrustedBuilder {
  /** Without a ref, such as `https://github.com/acme/builders/.github/workflows/build.yml`. */
  readonly workflow: string;
  readonly refs: readonly string[];
  readonly digest: string | undefined;
  readonly level: 2 | 3;
  /** It signs provenance of builders that it calls, so that another one may be named in there. */
  readonly delegates: boolean;
}

/** What an administrator says of a key: who holds it. */
export interface KeyBinding {
  readonly id: string;
  readonly builderId: string | undefined;
  readonly level: number | undefined;
}

interface KeyVerdict {
  readonly outcome: "passed" | "failed" | "unproven";
  readonly code: "key-not-valid" | "key-without-time" | undefined;
  readonly detail: string;
}

/** What is asked of one attestation. */
export interface Expectations {
  readonly signer: SignerRule;
  /** By equality; any predicate, or a signature of the artifact itself, when left out. */
  readonly predicateTypes: readonly string[] | undefined;
  readonly source: SourceRule;
  /** A builder's id. */
  readonly builder: string | undefined;
  readonly minimumLevel: number;
  readonly trustedBuilders: readonly TrustedBuilder[];
  /** Who vouches for workflows of the server under judgement: with GitHub's own, whose word counts for how something was built. */
  readonly platformIssuer: string;
  readonly keyBindings: readonly KeyBinding[];
  /** Whether a key was to be used when it was; left out where nobody keeps a registry. */
  readonly keyRule:
    | ((signer: Extract<Signer, { kind: "key" }>, times: readonly TrustedTime[]) => KeyVerdict)
    | undefined;
}
