import { createHash } from "node:crypto";
import type { X509Certificate } from "@sigstore/core";
import { TrustedRoot } from "@sigstore/protobuf-specs";
import { type TrustMaterial, toTrustMaterial } from "@sigstore/verify";
import { z } from "zod";
import type { TrustDomain } from "../../core/attestation.ts";
import { parseStrictJson } from "../../formats/attestations/strict-json.ts";

/** How much of each kind a signature by a certificate must have. What a bundle lacks never lowers it. */
export interface Thresholds {
  /** Entries in transparency logs. */
  readonly logEntries: number;
  /** Promises of certificate transparency logs. */
  readonly certificatePromises: number;
  /** Moments that a log's promise or a timestamp authority vouches for. */
  readonly times: number;
}

/** The authorities of one Sigstore instance, and what it takes for enough. */
export interface TrustRoot {
  readonly material: TrustMaterial;
  readonly thresholds: Thresholds;
  /** Whether the certificate names one of these authorities as its issuer. That it was issued by it is not verified. */
  issues(leaf: X509Certificate): boolean;
}

const rootLimits = { maxBytes: 2_097_152, maxValues: 50_000 };

const ValidFor = z.looseObject({
  start: z.iso.datetime({ offset: true }),
  end: z.iso.datetime({ offset: true }).nullish(),
});
const Log = z.looseObject({
  baseUrl: z.string(),
  publicKey: z.looseObject({ rawBytes: z.base64(), validFor: ValidFor }),
});
const Authority = z.looseObject({
  certChain: z.looseObject({ certificates: z.array(z.looseObject({ rawBytes: z.base64() })).min(1) }),
  validFor: ValidFor,
});
/** Without a start, an authority would count since the beginning of time. */
const TrustedRootShape = z
  .looseObject({
    mediaType: z.string().regex(/^application\/vnd\.dev\.sigstore\.trustedroot(\+json;version=0\.1|\.v0\.[12]\+json)$/),
    tlogs: z.array(Log).default([]),
    certificateAuthorities: z.array(Authority).default([]),
    ctlogs: z.array(Log).default([]),
    timestampAuthorities: z.array(Authority).default([]),
  })
  .refine(
    (root) => root.certificateAuthorities.length + root.tlogs.length + root.timestampAuthorities.length > 0,
    // Where keys sign, a log or an authority that vouches for the time is all there has to be.
    { error: "it lists nobody", path: ["certificateAuthorities"] },
  );

/** Reads a `trusted_root.json`. Throws with what is wrong with it. */
export function trustRootOf(domain: TrustDomain, bytes: Uint8Array): TrustRoot {
  const shape = TrustedRootShape.safeParse(parseStrictJson(bytes, rootLimits));
  if (!shape.success) {
    const [{ path, message } = { path: [], message: "" }] = shape.error.issues;
    throw new Error(`${path.join(".")}: ${message}`);
  }
  if (domain !== "pinned" && shape.data.certificateAuthorities.length === 0) {
    throw new Error("certificateAuthorities: an instance of Sigstore has at least one");
  }
  const material = toTrustMaterial(TrustedRoot.fromJSON(shape.data));
  const { certificateAuthorities, timestampAuthorities } = material;
  for (const { certChain } of [...certificateAuthorities, ...timestampAuthorities]) certChain.forEach(keepEncoding);
  return {
    material,
    thresholds: thresholdsOf(domain, material),
    issues: (leaf) =>
      material.certificateAuthorities.some(({ certChain }) => certChain.some((one) => names(leaf, one))),
  };
}

/**
 * The packages encode every certificate of a root again and again, for each signature that they verify: that was half of the
 * time. A root's certificates never change, so their encoding is kept.
 */
function keepEncoding({ root }: X509Certificate): void {
  for (const object of [root, ...root.subs]) {
    const der = object.toDER();
    object.toDER = () => der;
  }
}

/** By key too: several instances of Sigstore call themselves by one name. */
function names(leaf: X509Certificate, authority: X509Certificate): boolean {
  const [wanted, own] = [leaf.extAuthorityKeyID?.keyIdentifier, authority.extSubjectKeyID?.keyIdentifier];
  return authority.subject.equals(leaf.issuer) && (wanted === undefined || own?.equals(wanted) === true);
}

/**
 * As `gh attestation verify` has them: Sigstore's public instance logs everything, GitHub's own nothing but vouches for the
 * time. A root of one's own is held to what it lists.
 * Source: https://github.com/cli/cli/blob/trunk/pkg/cmd/attestation/verification/sigstore.go
 */
function thresholdsOf(domain: TrustDomain, { tlogs, ctlogs }: TrustMaterial): Thresholds {
  switch (domain) {
    case "public-good":
      return { logEntries: 1, certificatePromises: 1, times: 1 };
    case "github":
      return { logEntries: 0, certificatePromises: 0, times: 1 };
    case "pinned":
      return { logEntries: Math.min(1, tlogs.length), certificatePromises: Math.min(1, ctlogs.length), times: 1 };
  }
}

const maxKept = 16;

/** Reads each root once. */
export function trustRootMemory(): (domain: TrustDomain, bytes: Uint8Array) => TrustRoot {
  const kept = new Map<string, TrustRoot>();
  return (domain, bytes) => {
    const key = `${domain} ${createHash("sha256").update(bytes).digest("hex")}`;
    const known = kept.get(key);
    if (known !== undefined) return known;
    const root = trustRootOf(domain, bytes);
    const [oldest] = kept.keys();
    if (kept.size >= maxKept && oldest !== undefined) kept.delete(oldest);
    kept.set(key, root);
    return root;
  };
}
