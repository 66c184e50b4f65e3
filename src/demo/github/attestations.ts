import { z } from "zod";
import { validationFailed } from "./refusal.ts";
import type { Repository, World } from "./world.ts";

/** One attestation as GitHub keeps it: stored, never checked. */
export interface Attestation {
  readonly id: number;
  /** `sha256:…` of every subject. */
  readonly digests: readonly string[];
  /** In the answer itself, as GitHub did at first, or at an address. */
  readonly shape: "inline" | "address";
  /** The bytes behind the address; `block` is sent as it is, whatever it is. */
  readonly stored: Uint8Array | { readonly block: Uint8Array };
  readonly predicateType: string;
  readonly initiator: "user" | "github";
}

export interface StoreAttestation {
  readonly digests: readonly string[];
  readonly stored: Attestation["stored"];
  readonly shape?: Attestation["shape"];
  readonly predicateType?: string;
}

/** The newest comes first in lists. */
export function storeAttestation(world: World, repository: Repository, given: StoreAttestation): Attestation {
  const attestation: Attestation = {
    id: world.nextId(),
    digests: given.digests,
    shape: given.shape ?? "address",
    stored: given.stored,
    predicateType: given.predicateType ?? "",
    initiator: "user",
  };
  repository.attestations.set(attestation.id, attestation);
  return attestation;
}

const Bundle = z.object({ dsseEnvelope: z.object({ payload: z.base64() }) });
const Statement = z.object({
  subject: z.array(z.object({ digest: z.object({ sha256: z.string() }) })).min(1),
  predicateType: z.string(),
});

/** What a bundle that somebody uploads is about, by its own statement. Throws GitHub's 422 when it has none. */
export function readUpload(bundle: unknown): StoreAttestation {
  const envelope = Bundle.safeParse(bundle).data?.dsseEnvelope;
  const statement = Statement.safeParse(jsonIn(Buffer.from(envelope?.payload ?? "", "base64").toString("utf8"))).data;
  if (statement === undefined) throw validationFailed({ resource: "Attestation", code: "invalid", field: "bundle" });
  return {
    digests: statement.subject.map(({ digest }) => `sha256:${digest.sha256}`),
    stored: Buffer.from(JSON.stringify(bundle)),
    predicateType: statement.predicateType,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
