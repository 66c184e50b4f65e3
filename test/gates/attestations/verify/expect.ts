import type { VerificationKey } from "../../../../src/core/attestation.ts";
import type { Expectations, SourceRule } from "../../../../src/gates/attestations/verify/expectations.ts";
import { verifyAttestation } from "../../../../src/gates/attestations/verify/verify-attestation.ts";
import { sigstoreVerifier } from "../../../../src/sigstore/verifier.ts";
import { digestsOf } from "../../../support/build-statements.ts";
import { type SigningWorld, workflowClaims, workflowIdentity } from "../../../support/signing-world.ts";

export const noSource: SourceRule = {
  repository: undefined,
  repositoryId: undefined,
  ownerId: undefined,
  ref: undefined,
  commits: undefined,
  unknownCommits: [],
  triggers: undefined,
  runner: undefined,
};

/** The release workflow of acme/widgets has signed, and nothing more is asked. */
export const byWorkflow: Expectations = {
  signer: {
    kind: "certificate",
    identity: { kind: "exact", identity: workflowIdentity },
    issuer: workflowClaims.issuer,
  },
  predicateTypes: undefined,
  source: noSource,
  builder: undefined,
  minimumLevel: 0,
  trustedBuilders: [],
  platformIssuer: workflowClaims.issuer,
  keyBindings: [],
  keyRule: undefined,
};

export function byKey(...ids: readonly string[]): Expectations {
  return { ...byWorkflow, signer: { kind: "keys", ids } };
}

export interface Trial {
  readonly bundle: Uint8Array;
  readonly expected: Expectations;
  readonly keys?: readonly VerificationKey[];
  /** In place of the world's own. */
  readonly root?: Uint8Array;
  readonly now?: number;
}

/** Really checks signatures, with the authorities of a world, and then everything else. */
export function attestationTrials(world: SigningWorld, file: Uint8Array) {
  const verifier = sigstoreVerifier();
  const { sha256, sha512 } = digestsOf(file);
  const digests = new Map([
    ["sha256", sha256],
    ["sha512", sha512],
  ]);
  return {
    async verify({ bundle, expected, keys = [], root = world.trustedRoot, now = world.at + 60_000 }: Trial) {
      const artifact = { bytes: file, sha256, sha512 };
      const verdict = await verifier.verify({ bundle, domains: ["pinned"], pinnedRoot: root, keys, artifact, now });
      return verifyAttestation(verdict, { name: "core.whl", digests }, expected);
    },
    close: () => verifier.close(),
  };
}
