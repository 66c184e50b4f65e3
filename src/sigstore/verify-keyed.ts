import type { Bundle, Envelope, MessageSignature } from "../formats/attestations/model.ts";
import { quoted } from "../formats/attestations/refusal.ts";
import { fits, type UsableKey, usableKeyOf } from "./keys.ts";
import type { TrustRoot } from "./roots/trust-root.ts";
import { runPackages } from "./run-packages.ts";
import { contentOf, type SignedContent } from "./signed-content.ts";
import { failed, StepEnded, unproven, wordsOf } from "./step-ended.ts";
import type { Proven, Verification } from "./verification.ts";
import { noteAll, signedOf } from "./verify-certified.ts";

interface Keyed extends Pick<Bundle, "entries" | "timestamps"> {
  readonly hint: string;
  /** A bundle's hint must mean a key. That of a bare envelope is a remark in no agreed spelling. */
  readonly mustFit: boolean;
  readonly content: Envelope | MessageSignature;
}

/** Of a key nothing is wanted but its signature; what witnesses there are must hold. */
const noThresholds = { logEntries: 0, certificatePromises: 0, times: 0 };

/** Verifies what a key has signed. When it did so is told, and is for the caller to judge. Throws `StepEnded`. */
export function verifyKeyed(keyed: Keyed, verification: Verification): Proven {
  const { request, findings } = verification;
  const content = contentOf(keyed.content, request.artifact);
  const signer = signerAmong(candidatesOf(keyed, verification), content);
  const times = witnessesOf(keyed, signer, content, verification);
  if (!findings.has("trust-root")) {
    findings.set("trust-root", {
      outcome: "passed",
      detail: "No trust root is needed: it has neither log entries nor timestamps.",
    });
  }
  noteAll(verification, keyed, times, `No certificate: the key ${quoted(signer.id)} (${signer.fingerprint}) signs.`);
  return {
    signer: { kind: "key", id: signer.id, fingerprint: signer.fingerprint },
    signed: signedOf(keyed.content),
    times,
  };
}

function candidatesOf({ hint, mustFit }: Keyed, { request }: Verification): readonly UsableKey[] {
  if (request.keys.length === 0) {
    throw failed(
      "certificate",
      "It is signed by a bare key, and no key counts here: only certificates do. Sign keylessly, or name the key that may sign.",
    );
  }
  const troubles: string[] = [];
  const usable = request.keys.flatMap((key) => {
    try {
      return [usableKeyOf(key)];
    } catch (error) {
      troubles.push(`the key ${quoted(key.id)} cannot be used: ${wordsOf(error)}`);
      return [];
    }
  });
  const fitting = usable.filter((key) => fits(hint, key));
  if (fitting.length > 0) return fitting;
  if (usable.length > 0 && !mustFit) return usable;
  const known = usable.map(({ id, hint: own }) => `${quoted(id)} (${own})`).join(", ");
  const reasons = [...troubles, ...(known === "" ? [] : [`known are ${known}`])].join("; ");
  throw failed("certificate", `No key that counts here is the one that signed, ${quoted(hint)}: ${reasons}.`);
}

function signerAmong(candidates: readonly UsableKey[], content: SignedContent): UsableKey {
  let unclear: StepEnded | undefined;
  for (const candidate of candidates) {
    try {
      if (content.verifySignature(candidate.key)) return candidate;
    } catch (error) {
      if (!(error instanceof StepEnded)) throw error;
      unclear = error;
    }
  }
  if (unclear !== undefined) throw unclear;
  const ids = candidates.map(({ id }) => quoted(id)).join(", ");
  throw failed(
    "signature",
    `The signature does not fit what it is said to sign under ${ids}: one of them was changed, or another key signed.`,
  );
}

/** Log entries and timestamps hold under one of the domains alone, or the bundle fails. */
function witnessesOf(
  keyed: Keyed,
  signer: UsableKey,
  content: SignedContent,
  verification: Verification,
): Proven["times"] {
  const { entries, timestamps } = keyed;
  if (entries.length + timestamps.length === 0) return [];
  const { request, roots, findings } = verification;
  const key = { $case: "public-key", hint: keyed.hint } as const;
  let trouble = unproven(
    "trust-root",
    "It has log entries or timestamps, and no trust root counts here to check them with.",
  );
  for (const domain of request.domains) {
    try {
      const root = withKey(roots.rootOf(domain), signer);
      const shared = { domain, root, thresholds: noThresholds, entries, timestamps, content, now: request.now };
      const times = runPackages({ ...shared, signer: key, key: signer.key });
      findings.set("trust-root", { outcome: "passed", detail: `Log entries and timestamps are judged by ${domain}.` });
      return times;
    } catch (error) {
      if (!(error instanceof StepEnded)) throw error;
      // Of several domains, a failure tells more than a root that is not there.
      if (trouble.outcome === "unproven" || error.outcome === "failed") trouble = error;
    }
  }
  throw trouble;
}

/** Whether the key was valid at the time is not the packages' to say. */
function withKey(root: TrustRoot, { key }: UsableKey): TrustRoot {
  return { ...root, material: { ...root.material, publicKey: () => ({ publicKey: key, validFor: () => true }) } };
}
