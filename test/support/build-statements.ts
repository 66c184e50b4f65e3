import { createHash } from "node:crypto";
import { workflowClaims, workflowCommit, workflowIdentity } from "./signing-world.ts";

export function digestsOf(bytes: Uint8Array | string): { sha256: string; sha512: string } {
  const hash = (algorithm: string) => createHash(algorithm).update(bytes).digest("hex");
  return { sha256: hash("sha256"), sha512: hash("sha512") };
}

export interface StatementParts {
  readonly type?: string;
  readonly subject?: unknown;
  readonly predicateType?: string;
  readonly predicate?: unknown;
}

/** An in-toto statement of a file's provenance, as GitHub writes it, with parts replaced. */
export function statementOf(file: Uint8Array | string, parts: StatementParts = {}): Record<string, unknown> {
  return {
    _type: parts.type ?? "https://in-toto.io/Statement/v1",
    subject: parts.subject ?? [{ name: "core.whl", digest: { sha256: digestsOf(file).sha256 } }],
    predicateType: parts.predicateType ?? "https://slsa.dev/provenance/v1",
    predicate: parts.predicate ?? provenanceV1(),
  };
}

export interface BuildParts {
  readonly builder?: string;
  readonly repository?: string;
  readonly ref?: string;
  readonly commit?: string;
  readonly path?: string;
  readonly invocation?: string;
  /** Beside the workflow. */
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** What actions/attest-build-provenance writes. */
export function provenanceV1(parts: BuildParts = {}) {
  const { repository = workflowClaims.sourceRepositoryUri, ref = "refs/heads/main", commit = workflowCommit } = parts;
  return {
    buildDefinition: {
      buildType: "https://actions.github.io/buildtypes/workflow/v1",
      externalParameters: {
        workflow: { ref, repository, path: parts.path ?? ".github/workflows/release.yml" },
        ...parts.parameters,
      },
      resolvedDependencies: [{ uri: `git+${repository}@${ref}`, digest: { gitCommit: commit } }],
    },
    runDetails: {
      builder: { id: parts.builder ?? workflowIdentity },
      metadata: { invocationId: parts.invocation ?? workflowClaims.runInvocationUri },
    },
  };
}

/** What slsa-github-generator writes. */
export function provenanceV02(parts: BuildParts = {}) {
  const { repository = workflowClaims.sourceRepositoryUri, ref = "refs/heads/main", commit = workflowCommit } = parts;
  const source = { uri: `git+${repository}@${ref}`, digest: { sha1: commit } };
  return {
    builder: { id: parts.builder ?? workflowIdentity },
    buildType: "https://github.com/slsa-framework/slsa-github-generator/generic@v1",
    invocation: {
      configSource: { ...source, entryPoint: parts.path ?? ".github/workflows/release.yml" },
      ...(parts.parameters === undefined ? {} : { parameters: parts.parameters }),
    },
    metadata: { buildInvocationID: "42-1" },
    materials: [source],
  };
}
