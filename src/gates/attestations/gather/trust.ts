import type { SignatureRequest, SignatureVerifier, TrustDomain } from "../../../core/attestation.ts";
import type { AttestationSettings } from "../model.ts";
import { type FileRead, unlistedText } from "./base-file.ts";

export type Trust =
  | {
      readonly kind: "trust";
      readonly domains: SignatureRequest["domains"];
      readonly pinnedRoot: Uint8Array | undefined;
    }
  | { readonly kind: "unavailable"; readonly because: string };

/** Whose roots count. `file` reads the base: no change brings its own authorities. */
export async function readTrust(
  { trust }: AttestationSettings,
  file: (path: string) => Promise<FileRead>,
): Promise<Trust> {
  const { domains, root } = trust;
  if (root === undefined) return { kind: "trust", domains, pinnedRoot: undefined };
  const blob = await file(root);
  if (blob.kind === "bytes") return { kind: "trust", domains: [...domains, "pinned"], pinnedRoot: blob.bytes };
  return {
    kind: "unavailable",
    because: `The trusted root ${root} ${lackOf(blob)}, so no certificate can be judged by it.`,
  };
}

function lackOf(read: Exclude<FileRead, { readonly kind: "bytes" }>): string {
  switch (read.kind) {
    case "missing":
      return "is not on the base";
    case "too-large":
      return `has ${read.size} bytes, which is too much`;
    case "unlisted":
      return `could not be found: ${unlistedText}`;
  }
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
