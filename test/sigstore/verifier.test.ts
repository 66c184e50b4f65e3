import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, it } from "@jest/globals";
import type { SignatureRequest } from "../../src/core/attestation.ts";
import { embeddedAt, embeddedRoots } from "../../src/sigstore/stored-root.ts";
import { type ClosableVerifier, sigstoreVerifier, type VerifierOptions } from "../../src/sigstore/verifier.ts";
import { end } from "./judge.ts";

const provenance = readFileSync(new URL("./fixtures/npm-provenance.sigstore.json", import.meta.url));
const testThread = new URL("./thread-for-tests.ts", import.meta.url);

let verifier: ClosableVerifier | undefined;
afterEach(() => verifier?.close());

function start(options: VerifierOptions = {}): ClosableVerifier {
  verifier = sigstoreVerifier(options);
  return verifier;
}

function request(bundle: Uint8Array | string, changes: Partial<SignatureRequest> = {}): SignatureRequest {
  const bytes = typeof bundle === "string" ? Buffer.from(bundle) : bundle;
  return { bundle: bytes, domains: ["public-good", "github"], keys: [], now: Date.UTC(2026, 10, 1), ...changes };
}

describe("the verifier", () => {
  it("verifies in a thread, and names the bundle by its hash", async () => {
    const verdict = await start().verify(request(provenance));
    expect(verdict.outcome).toBe("passed");
    expect(verdict.bundleSha256).toBe(createHash("sha256").update(provenance).digest("hex"));
  });

  it("does not take the bytes around a bundle with it, nor change them", async () => {
    const around = Buffer.concat([Buffer.alloc(1_000), provenance, Buffer.alloc(1_000)]);
    const bundle = around.subarray(1_000, 1_000 + provenance.length);
    expect((await start().verify(request(bundle))).outcome).toBe("passed");
    expect(bundle.equals(provenance)).toBe(true);
  });

  it("refuses a bundle unread that is too large", async () => {
    expect(end(await start({ module: testThread }).verify(request(new Uint8Array(3_000_000))))).toMatch(
      /^bundle failed: The bundle is refused unread: it has 3000000 bytes/,
    );
  });

  it("says how old its roots are, and asks for them anew each time", async () => {
    let roots = {};
    const changing = start({ roots: () => roots });
    expect(changing.rootFetchedAt("github")).toBeUndefined();
    expect(end(await changing.verify(request(provenance)))).toMatch(
      /^trust-root unproven: There is no trust root of public-good/,
    );
    roots = embeddedRoots();
    expect(changing.rootFetchedAt("github")).toBe(embeddedAt.github);
    expect(changing.rootFetchedAt("pinned")).toBeUndefined();
    expect((await changing.verify(request(provenance))).outcome).toBe("passed");
  });

  it("leaves the event loop free while it verifies", async () => {
    const busy = start();
    await busy.verify(request(provenance));
    const blockedFor = { most: 0 };
    let done = false;
    const all = Promise.all(Array.from({ length: 30 }, () => busy.verify(request(provenance)))).then((verdicts) => {
      done = true;
      return verdicts;
    });
    let turns = 0;
    while (!done) {
      // Only this thread's own work counts: another process on this machine must not decide.
      const before = process.threadCpuUsage();
      await setImmediate();
      const { user } = process.threadCpuUsage(before);
      blockedFor.most = Math.max(blockedFor.most, user / 1_000);
      turns += 1;
    }
    expect((await all).every(({ outcome }) => outcome === "passed")).toBe(true);
    expect(turns).toBeGreaterThan(30);
    // Thirty verifications take ten times as long.
    expect(blockedFor.most).toBeLessThan(50);
  });
});

describe("a thread that goes wrong", () => {
  it.each([
    ["hang", /^bundle unproven: The verification did not end within 300 ms/],
    ["die", /^bundle unproven: The verification broke down/],
    ["throw", /^bundle unproven: The verification broke down/],
  ])("(%s) makes its own verdict unproven, and no other", async (order, words) => {
    const broken = start({ module: testThread, timeLimitMs: order === "hang" ? 300 : 60_000 });
    const verdicts = await Promise.all(["fine", order, "fine"].map((bundle) => broken.verify(request(bundle))));
    expect(verdicts.map(({ outcome }) => outcome)).toEqual(["failed", "unproven", "failed"]);
    const [first, second, third] = verdicts;
    expect(second === undefined ? "" : end(second)).toMatch(words);
    expect(first?.bundleSha256).not.toBe(third?.bundleSha256);
  });

  it("is one thread as long as nothing goes wrong", async () => {
    const steady = start({ module: testThread });
    const verdicts = await Promise.all(Array.from({ length: 5 }, () => steady.verify(request("fine"))));
    expect(new Set(verdicts.map(({ bundleSha256 }) => bundleSha256)).size).toBe(1);
  });

  it("is unproven when the verifier is closed", async () => {
    const closed = start({ module: testThread });
    const running = closed.verify(request("hang"));
    const waiting = closed.verify(request("fine"));
    await closed.close();
    expect((await running).outcome).toBe("unproven");
    expect((await waiting).outcome).toBe("unproven");
    expect((await closed.verify(request("fine"))).outcome).toBe("unproven");
  });
});
