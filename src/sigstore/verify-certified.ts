import { createPublicKey } from "node:crypto";
import type { Signed, TrustDomain, TrustedTime } from "../core/attestation.ts";
import type { Bundle } from "../formats/attestations/model.ts";
import { quoted } from "../formats/attestations/refusal.ts";
import { type LeafCertificate, leafCertificateOf } from "./certificate.ts";
import { troubleWith } from "./keys.ts";
import type { TrustRoot } from "./roots/trust-root.ts";
import { runPackages, written } from "./run-packages.ts";
import { contentOf } from "./signed-content.ts";
import { failed, unproven, within } from "./step-ended.ts";
import type { Proven, Verification } from "./verification.ts";

/** Verifies what a certificate has signed, under one domain alone. Throws `StepEnded`. */
export function verifyCertified(bundle: Bundle, der: Uint8Array, verification: Verification): Proven {
  const { request, findings } = verification;
  const leaf = within("certificate", "The certificate is refused.", () => leafCertificateOf(der));
  const { domain, root } = domainOf(leaf, verification);
  findings.set("trust-root", { outcome: "passed", detail: `The certificate belongs to ${domainWords[domain]}.` });
  const key = within("certificate", "The certificate's key is refused.", () => usableKeyIn(leaf));
  if (root.thresholds.certificatePromises > 0 && !leaf.hasPromise) {
    throw failed(
      "certificate",
      "The certificate has no promise of a certificate transparency log, which this trust root wants.",
    );
  }
  const content = contentOf(bundle.content, request.artifact);
  const signer = { $case: "certificate", certificate: leaf.certificate } as const;
  const { thresholds } = root;
  const { entries, timestamps } = bundle;
  const times = runPackages({ domain, root, thresholds, entries, timestamps, signer, key, content, now: request.now });
  noteAll(verification, bundle, times, `Issued to ${quoted(leaf.identity)}, and valid at each trusted time.`);
  return {
    signer: { kind: "certificate", domain, identity: leaf.identity, claims: leaf.claims },
    signed: signedOf(bundle.content),
    times,
  };
}

const domainWords: Readonly<Record<TrustDomain, string>> = {
  "public-good": "Sigstore's public instance",
  github: "GitHub's own Sigstore instance",
  pinned: "the pinned trust root",
};

const organisations: ReadonlyMap<string | undefined, TrustDomain> = new Map([
  ["sigstore.dev", "public-good"],
  ["GitHub, Inc.", "github"],
]);

/** One domain judges all of a bundle. A pinned root that lists the issuer is what somebody has decided on; then it judges. */
function domainOf(leaf: LeafCertificate, { request, roots }: Verification): { domain: TrustDomain; root: TrustRoot } {
  if (request.domains.includes("pinned")) {
    const root = roots.rootOf("pinned");
    if (root.issues(leaf.certificate)) return { domain: "pinned", root };
  }
  const organisation = leaf.issuerOrganisation === undefined ? "no organisation" : quoted(leaf.issuerOrganisation);
  const domain = organisations.get(leaf.issuerOrganisation);
  if (domain !== undefined && request.domains.includes(domain)) return { domain, root: roots.rootOf(domain) };
  const advice = domain === undefined ? "pin a trust root that lists it" : `add \`${domain}\` to the trusted domains`;
  throw unproven(
    "trust-root",
    `The certificate's issuer, ${organisation}, belongs to no trust root that counts here. If it should, ${advice}.`,
  );
}

function usableKeyIn({ certificate }: LeafCertificate): ReturnType<typeof createPublicKey> {
  const key = createPublicKey({ key: certificate.publicKey, format: "der", type: "spki" });
  const trouble = troubleWith(key);
  if (trouble !== undefined) throw new Error(trouble);
  return key;
}

export function signedOf(content: Bundle["content"]): Signed {
  if (content.kind === "message") return { kind: "artifact" };
  return { kind: "payload", payloadType: content.payloadType, payload: content.payload };
}

/** Says what each step has found, once all of them hold. */
export function noteAll(
  { findings }: Verification,
  { entries }: Pick<Bundle, "entries">,
  times: readonly TrustedTime[],
  certificate: string,
): void {
  const passed = (detail: string) => ({ outcome: "passed", detail }) as const;
  findings.set("certificate", passed(certificate));
  findings.set(
    "log",
    passed(
      entries.length === 0
        ? "No log entry; none is wanted here."
        : entries.length === 1
          ? "The log entry holds."
          : `All ${entries.length} log entries hold.`,
    ),
  );
  const moments = times.map(({ at, by }) => `${written(at)} (${by})`).join(", ");
  findings.set(
    "timestamp",
    passed(times.length === 0 ? "No trusted time; none is wanted of a key." : `Signed at ${moments}.`),
  );
  findings.set("signature", passed("The signature fits what it signs."));
}
