import type { SignatureVerifier } from "../../core/attestation.ts";
import { type AttestationVerdict, verifyAttestation } from "../../gates/attestations/verify/verify-attestation.ts";
import type { AttestVerifyOptions } from "../commands/attest/verify.ts";
import { renderPretty } from "../coverage/render-page.ts";
import { exitCodes } from "../exit-code.ts";
import { withProgress } from "../progress.ts";
import type { Terminal } from "../terminal.ts";
import { describeVerification } from "./describe-verification.ts";
import { type Given, givenExpectations } from "./given-expectations.ts";
import { builtInRoots, givenTrust, type Trust } from "./given-trust.ts";
import { type GivenArtifact, readArtifact } from "./read-artifact.ts";
import { readBundles } from "./read-bundles.ts";
import { AttestVerifyOutput, type VerifiedBundle } from "./verify-output.ts";
import { withVerifier } from "./with-verifier.ts";

/** Verifies one artifact, prints what was found step by step, and answers the exit code. Throws BAD_USAGE for wrong options. */
export async function runVerify(name: string, options: AttestVerifyOptions, terminal: Terminal): Promise<number> {
  const given = await givenExpectations(options, terminal.cwd);
  const trust = await givenTrust(options.trustedRoot, terminal.cwd);
  const { bundles, refused } = await bundlesOf(options, terminal.cwd);
  const output = await withProgress(terminal, "Verifying …", async () => {
    const artifact = await readArtifact(name, terminal.cwd);
    return withVerifier(async (verifier) => {
      const verdicts = await verifyAll(bundles, artifact, given, trust, verifier);
      return outputOf(artifact, refused, verdicts, builtInRoots(trust, verifier));
    });
  });
  const json = () => `${JSON.stringify(output, null, 2)}\n`;
  terminal.out(options.format === "json" ? json() : renderPretty(describeVerification(output), terminal.color));
  return output.exitCode;
}

interface GivenBundles {
  readonly bundles: readonly Uint8Array[];
  /** Of files that cannot be read as bundles, a whole sentence each. */
  readonly refused: readonly string[];
}

async function bundlesOf({ bundle: files }: AttestVerifyOptions, directory: string): Promise<GivenBundles> {
  const bundles: Uint8Array[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const read = await readBundles("--bundle", file, directory);
    if (read.kind === "read") bundles.push(...read.value);
    else refused.push(`${file} cannot be read as bundles: ${read.because}`);
  }
  return { bundles, refused };
}

async function verifyAll(
  bundles: readonly Uint8Array[],
  artifact: GivenArtifact,
  { expected, keys }: Given,
  trust: Trust,
  verifier: SignatureVerifier,
): Promise<readonly AttestationVerdict[]> {
  const signed = artifact.signed === undefined ? {} : { artifact: artifact.signed };
  const verdicts: AttestationVerdict[] = [];
  for (const bundle of bundles) {
    const verdict = await verifier.verify({ bundle, ...trust, keys, ...signed, now: Date.now() });
    verdicts.push(verifyAttestation(verdict, artifact, expected));
  }
  return verdicts;
}

function outputOf(
  artifact: GivenArtifact,
  refused: readonly string[],
  verdicts: readonly AttestationVerdict[],
  roots: AttestVerifyOutput["roots"],
): AttestVerifyOutput {
  const passes = verdicts.some(({ outcome }) => outcome === "passed");
  const isOpen = verdicts.length > 0 && verdicts.every(({ outcome }) => outcome === "unproven");
  return AttestVerifyOutput.parse({
    schemaVersion: 1,
    exitCode: passes ? exitCodes.clear : exitCodes.blocked,
    outcome: passes ? "passed" : isOpen ? "unproven" : "failed",
    artifact: { name: artifact.name, digests: Object.fromEntries(artifact.digests) },
    roots,
    refused: refused.length === 0 ? null : refused.join(" "),
    bundles: verdicts.map(verifiedBundle),
  });
}

function verifiedBundle({ outcome, steps, stopped, attested, bundleSha256 }: AttestationVerdict): VerifiedBundle {
  const signer = attested?.signer;
  const { repository = null, ref = null, commit = null } = attested?.source ?? {};
  return {
    sha256: bundleSha256,
    outcome,
    stopped: stopped === undefined ? null : { step: stopped.step, code: stopped.code },
    steps: steps.map(({ step, outcome: how, detail }) => ({ step, outcome: how, detail })),
    signer:
      signer === undefined
        ? null
        : signer.kind === "certificate"
          ? { kind: "certificate", identity: signer.identity, issuer: signer.claims.issuer ?? null }
          : { kind: "key", identity: signer.fingerprint, issuer: null },
    predicateType: attested?.predicateType ?? null,
    source: attested === undefined ? null : { repository, ref, commit },
    builder: attested?.builder ?? null,
    level: outcome === "passed" && attested !== undefined ? attested.level : null,
    signedAt: (attested?.times ?? []).map(({ at, by }) => ({ at: new Date(at).toISOString(), by })),
  };
}
