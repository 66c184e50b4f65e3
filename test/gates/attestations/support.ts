import type {
  AttestationSource,
  CommitSignature,
  FoundBundles,
  SignatureVerifier,
  SourceCommit,
} from "../../../src/core/attestation.ts";
import type { Finding } from "../../../src/core/finding.ts";
import type { Judged } from "../../../src/core/gate.ts";
import type { Subject } from "../../../src/core/subject.ts";
import type { Ruling } from "../../../src/core/verdict.ts";
import { matcherOf } from "../../../src/formats/globs/path-globs.ts";
import { attestations } from "../../../src/gates/attestations/gate.ts";
import { type MemoryEvidence, memoryEvidence } from "../../../src/memory/evidence.ts";
import { type MemoryFile, memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { digestsOf } from "../../support/build-statements.ts";
import { type SigningWorld, workflowClaims, workflowCommit } from "../../support/signing-world.ts";

export interface Change {
  /** What workflows have uploaded: text by path, all in the artifact `dist`. */
  readonly built?: Readonly<Record<string, string>>;
  /** Bundles that GitHub keeps, by the text of what they are about. */
  readonly kept?: Readonly<Record<string, readonly Uint8Array[] | "cut-short">>;
  readonly evidence?: MemoryEvidence;
  readonly base?: Readonly<Record<string, MemoryFile>>;
  readonly head?: Readonly<Record<string, MemoryFile>>;
  readonly subject?: Subject;
  readonly sources?: readonly SourceCommit[];
  readonly earlierMerges?: readonly SourceCommit[];
  /** In place of them. */
  readonly earlierMerge?: AttestationSource["earlierMerge"];
  readonly commits?: readonly CommitSignature[];
  /** Files of the release v1, as text. */
  readonly released?: Readonly<Record<string, string>>;
  /** In place of them. */
  readonly release?: AttestationSource["release"];
  /** Who vouches for workflows; as the server of the repository has it if left out. */
  readonly issuer?: string;
  /** Undefined where nobody knows; the repository of the signing world if left out. */
  readonly repository?: string | undefined;
}

export const pullRequest: Subject = {
  kind: "pull-request",
  number: 7,
  title: "A change",
  author: "mallory",
  labels: [],
  baseRef: "main",
  headRef: "main",
  fromFork: false,
};

export const headSource: SourceCommit = { commit: workflowCommit, ref: "refs/heads/main", what: "head" };

/** Judges changes with a verifier and the authorities of a world, whose root the base names. */
export function gateOf(world: SigningWorld, verifier: SignatureVerifier) {
  async function judge(change: Change, settings: object): Promise<Judged> {
    const head = Object.entries(change.built ?? {}).map(([path, text]) => ({ artifact: "dist", path, text }));
    const kept = Object.entries(change.kept ?? {}).map(([text, found]) => [keyOf(text), foundOf(found)] as const);
    const root = Buffer.from(world.trustedRoot);
    return attestations.run(
      { trust: { domains: [], root: "trusted_root.json" }, ...settings },
      {
        subject: change.subject ?? pullRequest,
        repository: memoryRepository({ base: { "trusted_root.json": root, ...change.base }, head: change.head ?? {} }),
        evidence: memoryEvidence({ ...change.evidence, head: [...head, ...(change.evidence?.head ?? [])] }),
        attestations: attestationSource({
          verifier,
          bundles: new Map(kept),
          sources: change.sources ?? [headSource],
          earlierMerges: change.earlierMerges ?? [],
          ...(change.earlierMerge === undefined ? {} : { earlierMerge: change.earlierMerge }),
          commits: change.commits ?? [],
          ...(change.issuer === undefined ? {} : { issuer: change.issuer }),
          ...(change.released === undefined ? {} : { release: releaseOf(change.released) }),
          ...(change.release === undefined ? {} : { release: change.release }),
          ...("repository" in change && change.repository === undefined
            ? {}
            : { repository: change.repository ?? workflowClaims.sourceRepositoryUri }),
        }),
        today: new Date(world.at).toISOString().slice(0, 10),
        now: world.at,
      },
    );
  }
  return {
    judge,
    async ruling(change: Change, settings: object): Promise<Ruling> {
      const judged = await judge(change, settings);
      if (judged.kind !== "ruling") throw new Error(`${judged.kind}: ${judged.because}`);
      return judged.ruling;
    },
  };
}

export function releaseOf(released: Readonly<Record<string, string>>): AttestationSource["release"] {
  return async (reader, tag, names) => {
    if (tag !== undefined && tag !== "v1") return { kind: "answer", value: undefined };
    const wanted = Object.entries(released).filter(([name]) => matcherOf(names)(name));
    const items = wanted.map(([name, text]) => {
      const reading = reader.open(name);
      reading.push(new TextEncoder().encode(text));
      return { name, content: { kind: "value", value: reading.end() } } as const;
    });
    return { kind: "answer", value: { tag: "v1", commit: workflowCommit, files: { items, complete: true } } };
  };
}

function keyOf(text: string): string {
  return `sha256:${digestsOf(text).sha256}`;
}

function foundOf(found: readonly Uint8Array[] | "cut-short"): FoundBundles {
  if (found === "cut-short") return { items: [], complete: false, refused: [] };
  return { items: found.map((bundle) => ({ bundle, from: "GitHub's attestations" })), complete: true, refused: [] };
}

export function rulesOf(ruling: Ruling): readonly string[] {
  return ruling.outcome === "failed" ? ruling.findings.map(({ rule }: Finding) => rule) : [];
}
