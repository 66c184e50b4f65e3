import type { KeyObject } from "node:crypto";
import { RFC3161Timestamp } from "@sigstore/core";
import { type SignedEntity, Verifier } from "@sigstore/verify";
import type { SignatureStep, TrustDomain, TrustedTime } from "../core/attestation.ts";
import type { Bundle } from "../formats/attestations/model.ts";
import { parseDer } from "./der.ts";
import { holdEntry, packagedEntry } from "./log-entries.ts";
import type { Thresholds, TrustRoot } from "./roots/trust-root.ts";
import type { SignedContent } from "./signed-content.ts";
import { failed, StepEnded, within, wordsOf } from "./step-ended.ts";

/** What is handed to the packages. */
export interface Evidence {
  /** Whose root it is. */
  readonly domain: TrustDomain;
  readonly root: TrustRoot;
  readonly thresholds: Thresholds;
  readonly entries: Bundle["entries"];
  readonly timestamps: Bundle["timestamps"];
  readonly signer: SignedEntity["key"];
  readonly key: KeyObject;
  readonly content: SignedContent;
  readonly now: number;
}

/** A clock that runs ahead a little is no fraud. */
const maxAheadMs = 300_000;

/** Runs Sigstore's own verifier, and what it leaves out. Returns the trusted times; throws `StepEnded`. */
export function runPackages(evidence: Evidence): TrustedTime[] {
  const { entries, key, root, thresholds } = evidence;
  const spki = key.export({ type: "spki", format: "der" });
  for (const entry of entries) {
    within("log", "An entry of the transparency log does not belong to this signature.", () => holdEntry(entry, spki));
  }
  holdCounts(evidence);
  const stamps = evidence.timestamps.map((bytes) =>
    within("timestamp", "A timestamp cannot be read.", () => timestampOf(bytes)),
  );
  const times = timesOf(evidence, stamps);
  holdLogs(evidence, times);
  holdValidity(evidence, times);
  const stage: Stage = { step: "timestamp" };
  try {
    new Verifier(root.material, {
      tlogThreshold: thresholds.logEntries,
      ctlogThreshold: thresholds.certificatePromises,
      timestampThreshold: thresholds.times,
    }).verify(staged(evidence, stamps, stage));
  } catch (error) {
    if (error instanceof StepEnded) throw error;
    throw failed(stage.step, `${failures[stage.step]} (${wordsOf(error)})`);
  }
  return times;
}

/** `granted`, also with changes. Source: RFC 3161, section 2.4.2. */
const maxGrantedStatus = 1n;

function timestampOf(bytes: Uint8Array): RFC3161Timestamp {
  const timestamp = new RFC3161Timestamp(parseDer(bytes));
  if (timestamp.status > maxGrantedStatus) throw new Error("the authority has not granted it");
  return timestamp;
}

/** How far the packages have come: they go through timestamps, certificate, log and signature, in this order. */
interface Stage {
  step: Exclude<SignatureStep, "bundle" | "trust-root">;
}

const failures: Readonly<Record<Stage["step"], string>> = {
  timestamp: "A timestamp is not by an authority of this trust root, or not about this signature.",
  certificate:
    "The certificate was not issued by an authority that this trust root knows for that time, or its promise of a certificate transparency log does not hold. A root that is too old to know the authority has to be refreshed.",
  log: "An entry of the transparency log is not by a log of this trust root, or not about this signature.",
  signature: "The signature does not fit what it is said to sign: one of them was changed, or another key signed.",
};

function staged(evidence: Evidence, stamps: readonly RFC3161Timestamp[], stage: Stage): SignedEntity {
  const { content, signer } = evidence;
  const packaged = evidence.entries.map(packagedEntry);
  return {
    get timestamps() {
      stage.step = "timestamp";
      return [
        ...packaged.map((tlogEntry) => ({ $case: "transparency-log" as const, tlogEntry })),
        ...stamps.map((timestamp) => ({ $case: "timestamp-authority" as const, timestamp })),
      ];
    },
    get key() {
      stage.step = "certificate";
      return signer;
    },
    get tlogEntries() {
      stage.step = "log";
      return packaged;
    },
    signature: {
      ...content,
      verifySignature(key) {
        stage.step = "signature";
        return content.verifySignature(key);
      },
    },
  };
}

/** Says in plain words what would only be a number in the packages' own. */
function holdCounts({ entries, timestamps, thresholds }: Evidence): void {
  if (entries.length < thresholds.logEntries) {
    throw failed(
      "log",
      `It has ${entries.length} entries of a transparency log, and this trust root wants ${thresholds.logEntries}. Sign it with the log's entry in the bundle.`,
    );
  }
  const promises = entries.filter(({ promise }) => promise !== undefined).length;
  if (promises + timestamps.length < thresholds.times) {
    throw failed(
      "timestamp",
      "Nothing says when it was signed that can be trusted: it has neither a log's promise nor a timestamp of an authority.",
    );
  }
}

/** An entry without a promise has no time of its own: the log that keeps it must count at each time that there is. */
function holdLogs({ entries, root }: Evidence, times: readonly TrustedTime[]): void {
  for (const { promise, logId } of entries) {
    if (promise !== undefined) continue;
    const logs = root.material.tlogs.filter(({ logID }) => logID.equals(logId));
    const counts = ({ start, end }: { start: Date; end: Date }) =>
      times.every(({ at }) => start.getTime() <= at && at <= end.getTime());
    if (logs.length > 0 && !logs.some(({ validFor }) => counts(validFor))) {
      throw failed("log", "Its log did not count by this trust root when it was signed.");
    }
  }
}

/** What the packages check too, in words that say which time it is about. */
function holdValidity({ signer }: Evidence, times: readonly TrustedTime[]): void {
  if (signer.$case !== "certificate") return;
  const { notBefore, notAfter } = signer.certificate;
  for (const { at } of times) {
    if (notBefore.getTime() <= at && at <= notAfter.getTime()) continue;
    const span = `from ${notBefore.toISOString()} to ${notAfter.toISOString()}`;
    throw failed("certificate", `The certificate was valid ${span}, and it is said to have signed at ${written(at)}.`);
  }
}

/** The times that are stated. They count only when the packages find nothing wrong. */
function timesOf({ domain, entries, now }: Evidence, stamps: readonly RFC3161Timestamp[]): TrustedTime[] {
  const times: TrustedTime[] = [];
  for (const { promise, integratedTime } of entries) {
    if (promise !== undefined) times.push({ at: integratedTime * 1_000, by: "log", domain });
  }
  for (const stamp of stamps) {
    const at = within("timestamp", "A timestamp cannot be read.", () => stamp.signingTime.getTime());
    times.push({ at, by: "timestamp-authority", domain });
  }
  for (const { at } of times) {
    // A time that is no number is not smaller than anything.
    if (!(at <= now + maxAheadMs)) {
      throw failed("timestamp", `It says to be signed in the future: at ${written(at)}, and it is ${written(now)}.`);
    }
  }
  return times;
}

export function written(at: number): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? "an unknown time" : date.toISOString();
}
