import type { SignatureRequest, SignatureVerifier, TrustDomain } from "../../../core/attestation.ts";
import type { Blob } from "../../../core/repository.ts";
import type { AttestationSettings } from "../model.ts";

export type Trust =
  | {
      readonly kind: "trust";
      readonly domains: SignatureRequest["domains"];
      readonly pinnedRoot: Uint8Array | undefined;
    }
  | { readonly kind: "unavailable"; readonly because: string };

/** Whose roots count. `file` reads the base: no change brings its own authorities. */
export async function readTrust({ trust }: AttestationSettings, file: (path: string) => Promise<Blob>): Promise<Trust> {
  const { domains, root } = trust;
  if (root === undefined) return { kind: "trust", domains, pinnedRoot: undefined };
  const blob = await file(root);
  if (blob.kind === "bytes") return { kind: "trust", domains: [...domains, "pinned"], pinnedRoot: blob.bytes };
  const is = blob.kind === "missing" ? "is not on the base" : `has ${blob.size} bytes, which is too much`;
  return { kind: "unavailable", because: `The trusted root ${root} ${is}, so no certificate can be judged by it.` };
}

const dayMs = 24 * 60 * 60_000;

/** In whole days; undefined where nobody knows. */
export function rootAges(
  domains: readonly TrustDomain[],
  verifier: SignatureVerifier,
  now: number,
): ReadonlyMap<TrustDomain, number | undefined> {
  return new Map(
    domains.map((domain) => {
      const at = verifier.rootFetchedAt(domain);
      return [domain, at === undefined ? undefined : Math.max(0, Math.floor((now - at) / dayMs))];
    }),
  );
}
