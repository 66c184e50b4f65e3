import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { trustRootOf } from "../../src/sigstore/roots/trust-root.ts";
import { embeddedAt, embeddedRoots, requestRoots } from "../../src/sigstore/stored-root.ts";

const roots = embeddedRoots();

describe("the roots that ship", () => {
  it("can be read, and want what each instance gives", () => {
    expect(trustRootOf("public-good", roots["public-good"].json).thresholds).toEqual({
      logEntries: 1,
      certificatePromises: 1,
      times: 1,
    });
    const github = trustRootOf("github", roots.github.json);
    expect(github.thresholds).toEqual({ logEntries: 0, certificatePromises: 0, times: 1 });
    expect(github.material.tlogs).toEqual([]);
    expect(github.material.certificateAuthorities.length).toBeGreaterThan(0);
  });

  it("are dated anew whenever the package that brings the public one changes", () => {
    const path = createRequire(import.meta.url).resolve("@sigstore/tuf/package.json");
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, "utf8")));
    expect({ version, at: new Date(embeddedAt.publicGood).toISOString() }).toEqual({
      version: "5.0.1",
      at: "2026-08-21T00:00:00.000Z",
    });
  });

  it("hold no certificate authority that begins after the date they are said to be of", () => {
    for (const [instance, at] of [
      ["public-good", embeddedAt.publicGood],
      ["github", embeddedAt.github],
    ] as const) {
      const { material } = trustRootOf(instance, roots[instance].json);
      const starts = material.certificateAuthorities.map(({ validFor }) => validFor.start.getTime());
      expect(Math.max(...starts)).toBeLessThanOrEqual(at);
    }
  });
});

describe("a root that lists no authority for certificates", () => {
  const written = (lists: object) =>
    Buffer.from(JSON.stringify({ mediaType: "application/vnd.dev.sigstore.trustedroot+json;version=0.1", ...lists }));
  const shipped: unknown = JSON.parse(Buffer.from(roots["public-good"].json).toString("utf8"));
  const { tlogs } = z.object({ tlogs: z.array(z.unknown()) }).parse(shipped);

  it("does for keys, where it is pinned and lists a log", () => {
    const { material, thresholds } = trustRootOf("pinned", written({ tlogs }));
    expect([material.certificateAuthorities, thresholds.logEntries]).toEqual([[], 1]);
  });

  it.each([
    ["pinned and lists nobody", "pinned", {}],
    ["that of the public instance", "public-good", { tlogs }],
    ["that of GitHub's", "github", { tlogs }],
  ] as const)("is refused where it is %s", (_name, domain, lists) => {
    expect(() => trustRootOf(domain, written(lists))).toThrow("certificateAuthorities: ");
  });
});

describe("the roots of a request", () => {
  it("are those that are stored, and the pinned one", () => {
    expect(requestRoots({}, roots, trustRootOf).rootOf("github").thresholds.times).toBe(1);
    const pinned = { pinnedRoot: roots.github.json };
    expect(requestRoots(pinned, {}, trustRootOf).rootOf("pinned").thresholds.times).toBe(1);
  });

  it("are unproven where there is none at all", () => {
    expect(() => requestRoots({}, {}, trustRootOf).rootOf("github")).toThrow("There is no trust root of github");
    expect(() => requestRoots({}, {}, trustRootOf).rootOf("pinned")).toThrow("there is none");
  });
});
