import {
  type SignatureVerdict,
  type Signer,
  signatureSteps,
  type TrustDomain,
  type TrustedTime,
} from "../../../src/core/attestation.ts";
import type { RegisteredKey } from "../../../src/formats/attestations/key-registry.ts";
import { judgeAttestations } from "../../../src/gates/attestations/judge.ts";
import { type AttestationFacts, AttestationSettings, type ModuleFacts } from "../../../src/gates/attestations/model.ts";
import { objectionToFacts } from "../../../src/gates/attestations/objection.ts";
import { digestsOf, statementOf } from "../../support/build-statements.ts";
import { workflowClaims, workflowCommit, workflowIdentity } from "../../support/signing-world.ts";

const now = Date.UTC(2026, 10, 1);
const dayMs = 24 * 60 * 60_000;

/** A key of ten days, in a registry. */
const registered: RegisteredKey = {
  id: "release-1",
  purpose: "release",
  fingerprint: `sha256:${"a".repeat(64)}`,
  publicKey: "",
  line: 2,
  algorithm: "ecdsa-p256",
  from: now - 10 * dayMs,
  until: now + 80 * dayMs,
  builder: undefined,
  revoked: undefined,
};

export const byCertificate = (domain: TrustDomain): Signer => ({
  kind: "certificate",
  domain,
  identity: workflowIdentity,
  claims: workflowClaims,
});
export const byKey: Signer = { kind: "key", id: registered.id, fingerprint: registered.fingerprint };

export const timeOf = (domain: TrustDomain): TrustedTime => ({ at: now, by: "log", domain });

/** What a verifier answers whom the signature convinces. */
export function signatureOf(signer: Signer, times: readonly TrustedTime[]): SignatureVerdict {
  const payload = new TextEncoder().encode(JSON.stringify(statementOf("a")));
  return {
    outcome: "passed",
    steps: signatureSteps.map((step) => ({ step, outcome: "passed", detail: "" })),
    signer,
    signed: { kind: "payload", payloadType: "application/vnd.in-toto+json", payload },
    times,
    bundleSha256: "b".repeat(64),
  };
}

/** A module with one file, which this attests. */
export function attestedModule(name: string, verdict: SignatureVerdict): ModuleFacts {
  const { sha256, sha512 } = digestsOf("a");
  const digests = new Map([["sha256", sha256] as const, ["sha512", sha512] as const]);
  const bundles = [{ from: "GitHub", verdict, unsigned: false, path: undefined }];
  const artifact = { path: `${name}.whl`, from: "dist", size: 1, digests, bundles, unread: [] };
  return { name, artifacts: [artifact], missing: [], unread: [], release: undefined };
}

export function factsOf(modules: readonly ModuleFacts[], more: Partial<AttestationFacts> = {}): AttestationFacts {
  return {
    modules,
    repository: workflowClaims.sourceRepositoryUri,
    issuer: workflowClaims.issuer,
    sources: [{ commit: workflowCommit, ref: "refs/heads/main", what: "head" }],
    unknownMerges: [],
    keys: [registered],
    commits: undefined,
    fromFork: false,
    now,
    rootAges: new Map(),
    registry: { path: "keys.yml", unchanged: true },
    policy: { keys: new Map(), modules: new Map() },
    ...more,
  };
}

/** What the judge says alone, and why the gate would not ask it. */
export function judged(settings: object, facts: AttestationFacts) {
  const parsed = AttestationSettings.parse(settings);
  return { ruling: judgeAttestations(parsed, facts), objection: objectionToFacts(parsed, facts) };
}
