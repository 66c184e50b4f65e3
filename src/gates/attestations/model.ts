import { z } from "zod";
import type { CommitSignature, SignatureVerdict, SourceCommit, TrustDomain } from "../../core/attestation.ts";
import type { Listing } from "../../core/listing.ts";
import type { RegisteredKey } from "../../formats/attestations/key-registry.ts";
import { trustKeys } from "../../formats/reports/report-settings.ts";
import { KeySettings } from "./keys/settings.ts";
import { ModulesSetting } from "./settings/module.ts";
import { BuiltFrom, SourceSetting } from "./settings/source.ts";
import { Commit, Exact, LevelSetting, Ref, Workflow } from "./settings/values.ts";

const Builder = z.strictObject({
  workflow: Workflow.describe(
    "A reusable workflow of another repository, such as `acme/builders/.github/workflows/build.yml`.",
  ),
  refs: z.array(Ref).min(1).max(50).describe("At which refs it counts, such as `refs/tags/v3`."),
  digest: Commit.optional().describe("The workflow's commit; any of these refs if left out."),
  level: z
    .union([z.literal(2), z.literal(3)])
    .default(3)
    .describe("Which SLSA Build level it reaches. Whoever writes this vouches for it."),
  delegates: z.boolean().default(false).describe("Whether its provenance may name another builder that it calls."),
});

const TrustKeys = z.strictObject({
  domains: z
    .array(z.enum(["public-good", "github"]))
    .max(2)
    .default(["public-good", "github"])
    .describe(
      "Whose certificates and logs count: Sigstore's public ones, and GitHub's own for private repositories. Empty only beside `root`, which then counts alone.",
    ),
  root: z
    .string()
    .min(1)
    .max(500)
    .optional()
    .describe("A `trusted_root.json` on the base branch, for authorities of your own; it counts beside `domains`."),
  "maximum-age": z
    .string()
    .regex(/^[1-9][0-9]{0,3}d$/, "Write an age in whole days, such as `30d`")
    .optional()
    .describe("So old the roots may be, such as `30d`; any age if left out."),
});

const Trust = TrustKeys.refine(({ domains, root }) => domains.length > 0 || root !== undefined, {
  error: "Name a domain, or a `root` of your own that counts alone: without any nobody's word would count",
  path: ["domains"],
});

const Commits = z.strictObject({
  kinds: z
    .array(z.enum(["gpg", "ssh", "x509"]))
    .min(1)
    .default(["gpg", "ssh", "x509"])
    .describe("How commits may be signed."),
  logins: z
    .array(Exact)
    .min(1)
    .max(500)
    .optional()
    .describe("Whose commits count, by the login of the committer, who signs; anybody's if left out."),
});

export const AttestationSettings = z.strictObject({
  modules: ModulesSetting.describe("What has to be attested: folders as a start, or entries with more keys."),
  "minimum-attested": z
    .string()
    .regex(/^(?:100|[1-9]?[0-9])%$/, "Write a share in whole percent, such as `80%`")
    .refine((text) => text !== "0%", "With `0%` nothing would have to be attested: take `advise` as the mode instead")
    .default("100%")
    .describe(
      "How many of the modules have to be attested. One with a wrong attestation blocks whatever the share is.",
    ),
  "minimum-level": LevelSetting.default(1).describe(
    "The SLSA Build level that the evidence has to support: 0 any signature, 1 provenance, 2 of a hosted platform, 3 of a listed builder.",
  ),
  source: SourceSetting.default({}).describe("What everything has to be built from."),
  "built-from": z
    .array(BuiltFrom)
    .min(1)
    .max(3)
    .default(["head", "merge", "merge-group"])
    .describe("Which commits count as the change: its head, GitHub's test merge of it, or the merge queue's."),
  builders: z
    .array(Builder)
    .min(1, "Name a builder, or leave `builders` out")
    .max(100)
    .default([])
    .describe("Reusable workflows that reach a level by being listed here."),
  trust: Trust.prefault({}).describe("Whose word counts."),
  forks: z
    .enum(["fail", "defer"])
    .default("fail")
    .describe(
      "What happens to pull requests from forks, whose workflows cannot sign keylessly: `fail` judges them all the same, `defer` leaves them to the merge queue.",
    ),
  commits: Commits.optional().describe(
    "Every commit has to be signed, as GitHub verifies it; not asked for if left out.",
  ),
  keys: KeySettings.prefault({}).describe("The registry of keys, and how old they may become."),
  "timeout-minutes": trustKeys["timeout-minutes"].describe("So long artifacts and attestations are waited for."),
});
export type AttestationSettings = z.output<typeof AttestationSettings>;

/** A bundle, where it was found, and what its signature proves. */
export interface CheckedBundle {
  readonly from: string;
  readonly verdict: SignatureVerdict;
  /** There is no signature at all: somebody wrote a file. */
  readonly unsigned: boolean;
  /** A file of the repository, by its path in head. */
  readonly path: string | undefined;
}

/** Something that was built, with the digests of its bytes. */
export interface FoundArtifact {
  /** Its path, such as `core-1.0.whl`. */
  readonly path: string;
  /** The artifact of the workflow that holds it, or where else it is. */
  readonly from: string;
  readonly size: number;
  readonly digests: ReadonlyMap<string, string>;
  readonly bundles: readonly CheckedBundle[];
  /** Why there may be more bundles than these; none of them was read. */
  readonly unread: readonly string[];
}

export interface ModuleFacts {
  readonly name: string;
  readonly artifacts: readonly FoundArtifact[];
  /** Patterns of subjects that no file fits. */
  readonly missing: readonly string[];
  /** What could not be looked at. */
  readonly unread: readonly string[];
  /** The release that the subjects are attached to; undefined where they are of the change itself. */
  readonly release: { readonly tag: string; readonly commit: string } | undefined;
}

/** What a finding can be about in the configuration. */
export type PolicyKey = "signer" | "predicate-types" | "source" | "builder" | "minimum-level" | "minimum-attested";

/** Where a module stands in the configuration, and its keys. 1-based lines. */
export interface ModulePlaces {
  readonly line: number;
  readonly keys: ReadonlyMap<PolicyKey, number>;
}

/** Where head's configuration has this gate's keys and its modules, by their names. Empty where it has them not. */
export interface PolicyPlaces {
  readonly keys: ReadonlyMap<PolicyKey, number>;
  readonly modules: ReadonlyMap<string, ModulePlaces>;
}

/** A commit of which it cannot be told whether it counts as the change. */
export interface UnknownCommit {
  readonly commit: string;
  /** A whole sentence, or some. */
  readonly because: string;
}

export interface AttestationFacts {
  readonly modules: readonly ModuleFacts[];
  /** The repository under judgement, such as `https://github.com/acme/widgets`. */
  readonly repository: string;
  /** Who vouches for workflows of the server that it is on. */
  readonly issuer: string;
  readonly sources: readonly SourceCommit[];
  /** Commits that attestations are of, and that may be older test merges of the head, and may not. */
  readonly unknownMerges: readonly UnknownCommit[];
  readonly keys: readonly RegisteredKey[];
  readonly commits: Listing<CommitSignature> | undefined;
  readonly fromFork: boolean;
  /** Epoch milliseconds. */
  readonly now: number;
  /** How old the roots are that a certificate of this domain rests on, in whole days; undefined when it is not known. */
  readonly rootAges: ReadonlyMap<TrustDomain, number | undefined>;
  /** The registry's path, and whether head has it as the base has. */
  readonly registry: { readonly path: string; readonly unchanged: boolean };
  readonly policy: PolicyPlaces;
}
