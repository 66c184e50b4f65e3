/**
 * How fast signatures are verified, in how much memory, and how long hostile bundles hold it up: `node
 * bench/attestations.ts [verifications]`, by default 10,000. On one core, by the time that the processor was busy: on a
 * shared machine the clock says little. Exits 1 when a goal is missed.
 */
import { readFileSync } from "node:fs";
import type { SignatureRequest } from "../src/core/attestation.ts";
import { trustRootMemory } from "../src/sigstore/roots/trust-root.ts";
import { embeddedRoots, requestRoots } from "../src/sigstore/stored-root.ts";
import { verifySignature } from "../src/sigstore/verify-signature.ts";
import { edited } from "../test/support/edit-bundle.ts";
import { signedEnvelope } from "../test/support/signed-envelope.ts";
import { signingKey } from "../test/support/signing-keys.ts";

const total = Number(process.argv[2] ?? 10_000);
const goals = { perSecond: 50, hostileMs: 200, growthMb: 32 } as const;
const megabyte = 1_048_576;

const stored = embeddedRoots();
const read = trustRootMemory();
const fixture = (name: string) =>
  readFileSync(new URL(`../test/sigstore/fixtures/${name}.sigstore.json`, import.meta.url));
const [npm, github] = [fixture("npm-provenance"), fixture("github-release")];
const key = signingKey();

measureSpeed();
measureHostile();

function verify(bundle: Uint8Array): string {
  const request: SignatureRequest = {
    bundle,
    domains: ["public-good", "github"],
    keys: [{ id: "release", publicKey: key.publicKey }],
    now: Date.now(),
  };
  return verifySignature(request, requestRoots(request, stored, read)).outcome;
}

/** Milliseconds of the processor. */
function busyMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function measureSpeed(): void {
  const kinds = [
    ["keyless, with Rekor's entry", npm],
    ["keyless, GitHub's instance with a timestamp", github],
    ["bare envelope with a P-256 key", signedEnvelope(key, { _type: "https://in-toto.io/Statement/v1" })],
  ] as const;
  for (const [name, bundle] of kinds) {
    if (verify(bundle) !== "passed") throw new Error(`${name} does not pass.`);
    // Tenths, so that growth of time or memory shows.
    const tenths: { perSecond: number; heapMb: number }[] = [];
    const each = Math.max(1, Math.round(total / kinds.length / 10));
    for (let tenth = 0; tenth < 10; tenth += 1) {
      const ms = busyMs(() => {
        for (let index = 0; index < each; index += 1) verify(bundle);
      });
      globalThis.gc?.();
      tenths.push({ perSecond: (each / ms) * 1_000, heapMb: process.memoryUsage().heapUsed / megabyte });
    }
    reportSpeed(name, each * 10, tenths);
  }
}

function reportSpeed(name: string, count: number, tenths: readonly { perSecond: number; heapMb: number }[]): void {
  const speeds = tenths.map(({ perSecond }) => perSecond);
  const [first, last] = [tenths[1], tenths.at(-1)];
  const slowest = Math.min(...speeds);
  const growth = (last?.heapMb ?? 0) - (first?.heapMb ?? 0);
  const memory =
    globalThis.gc === undefined ? "" : `, heap ${last?.heapMb.toFixed(0)} MB, grown by ${growth.toFixed(1)} MB`;
  console.log(
    `${name}: ${count} verified, ${slowest.toFixed(0)} to ${Math.max(...speeds).toFixed(0)} a second${memory}`,
  );
  const grows = globalThis.gc !== undefined && growth > goals.growthMb;
  if (slowest < goals.perSecond || grows) process.exitCode = 1;
}

function measureHostile(): void {
  for (const [name, bundle] of hostileBundles()) {
    let outcome = "";
    const ms = busyMs(() => {
      outcome = verify(bundle);
    });
    console.log(`${name} (${(bundle.length / 1_000_000).toFixed(1)} MB): ${outcome} in ${ms.toFixed(0)} ms`);
    if (ms > goals.hostileMs || outcome === "passed") process.exitCode = 1;
  }
}

function hostileBundles(): readonly (readonly [string, Uint8Array])[] {
  const copies = (bundle: Uint8Array, path: string, count: number) =>
    edited(bundle, path, (list) =>
      Array.from({ length: count }, () => (Array.isArray(list) ? (list[0] ?? null) : null)),
    );
  const timestamps = "verificationMaterial.timestampVerificationData.rfc3161Timestamps";
  return [
    ["500 copies of a timestamp", copies(github, timestamps, 500)],
    ["2,000 copies of a log entry", copies(npm, "verificationMaterial.tlogEntries", 2_000)],
    ["arrays inside each other", Buffer.from("[".repeat(2_000_000))],
    ["objects inside each other", Buffer.from('{"a":'.repeat(400_000))],
    ["a million values", Buffer.from(`[${"1,".repeat(1_000_000)}1]`)],
    ["a text of escaped quotes", Buffer.from(`{"a":"${'\\"'.repeat(1_000_000)}"}`)],
    ["500 MB of nothing", new Uint8Array(500_000_000)],
  ];
}
