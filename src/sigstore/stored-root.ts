import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { z } from "zod";
import type { SignatureRequest, TrustDomain } from "../core/attestation.ts";
import type { TrustRoot } from "./roots/trust-root.ts";
import { unproven, wordsOf } from "./step-ended.ts";
import type { RequestRoots } from "./verification.ts";

/** The `trusted_root.json` of a Sigstore instance, and since when it is known to be the newest, in epoch milliseconds. */
export interface StoredRoot {
  readonly json: Uint8Array;
  readonly fetchedAt: number;
}

export type Instance = Exclude<TrustDomain, "pinned">;
export type StoredRoots = Readonly<Partial<Record<Instance, StoredRoot>>>;

/** What ships with Lanekeeper. How old it is shows in `fetchedAt`; `roots/README.md` says where each is from. */
export function embeddedRoots(): Readonly<Record<Instance, StoredRoot>> {
  return {
    "public-good": { json: publicGoodSeed(), fetchedAt: embeddedAt.publicGood },
    github: { json: readFileSync(new URL("./roots/github.json", import.meta.url)), fetchedAt: embeddedAt.github },
  };
}

/** A test holds the first against the version of the package that brings it. */
export const embeddedAt = { publicGood: Date.UTC(2026, 7, 21), github: Date.UTC(2026, 5, 29) } as const;

export const publicGoodMirror = "https://tuf-repo-cdn.sigstore.dev";
const Seeds = z.object({ [publicGoodMirror]: z.object({ targets: z.object({ "trusted_root.json": z.base64() }) }) });

function publicGoodSeed(): Uint8Array {
  const path = createRequire(import.meta.url).resolve("@sigstore/tuf/seeds.json");
  const seeds = Seeds.parse(JSON.parse(readFileSync(path, "utf8")));
  return Buffer.from(seeds[publicGoodMirror].targets["trusted_root.json"], "base64");
}

/** The roots as one request may use them. `read` reads a root, or throws with what is wrong with it. */
export function requestRoots(
  { pinnedRoot }: Pick<SignatureRequest, "pinnedRoot">,
  stored: StoredRoots,
  read: (domain: TrustDomain, json: Uint8Array) => TrustRoot,
): RequestRoots {
  const readOrEnd = (domain: TrustDomain, json: Uint8Array): TrustRoot => {
    try {
      return read(domain, json);
    } catch (error) {
      const which = domain === "pinned" ? "pinned trust root" : `trust root of ${domain}`;
      throw unproven("trust-root", `The ${which} cannot be used (${wordsOf(error)}).`);
    }
  };
  return {
    rootOf(domain) {
      if (domain === "pinned") {
        if (pinnedRoot !== undefined) return readOrEnd(domain, pinnedRoot);
        throw unproven("trust-root", "A pinned trust root is to count, and there is none.");
      }
      const root = stored[domain];
      if (root === undefined) throw unproven("trust-root", `There is no trust root of ${domain}.`);
      return readOrEnd(domain, root.json);
    },
  };
}
