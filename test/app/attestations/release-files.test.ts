import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { releaseLimits } from "../../../src/app/attestations/release-files.ts";
import { artifactReports } from "../../../src/formats/attestations/artifact-reports.ts";
import { bundleReports } from "../../../src/formats/attestations/bundle-reports.ts";
import { type AttestedWorld, openAttestedPull, openAttestedWorld } from "./attested-change.ts";

const wheel = Buffer.from("PK\u0003\u0004 a wheel is a zip archive");
const bundle = '{"mediaType":"a bundle"}';

async function tagged(world: AttestedWorld, tag: string): Promise<string> {
  const { github, repository, work } = world;
  const sha = work.commit("release", { tag }, { from: "main" });
  work.git("tag", "-a", tag, "-m", tag, sha);
  await github.push({ repository, from: work.directory, refspec: `refs/tags/${tag}`, as: "ada" });
  return sha;
}

describe("the files of a release", () => {
  it("are hashed by us, and bundles beside them are read, with the commit that the tag names", async () => {
    await using world = await openAttestedWorld();
    const { github, repository } = world;
    const { source } = await openAttestedPull(world);
    const commit = await tagged(world, "v1");
    const assets = [
      { name: "core-1.0.whl", bytes: wheel },
      { name: "core-1.0.whl.sigstore.json", bytes: Buffer.from(bundle) },
      { name: "notes.txt", bytes: Buffer.from("notes") },
    ];
    await github.createRelease(repository, { tag: "v1", assets });
    const hex = (algorithm: string) => createHash(algorithm).update(wheel).digest("hex");
    const digests = { path: "core-1.0.whl", size: wheel.length, sha256: hex("sha256"), sha512: hex("sha512") };
    const expected = (name: string, value: object) => ({
      kind: "answer",
      value: { tag: "v1", commit, files: { items: [{ name, content: { kind: "value", value } }], complete: true } },
    });
    expect(await source.release(artifactReports, "v1", ["*.whl"])).toEqual(expected("core-1.0.whl", digests));
    const name = "core-1.0.whl.sigstore.json";
    const bundles = [Buffer.from(bundle).toString("base64")];
    expect(await source.release(bundleReports, undefined, ["*.sigstore.json"])).toEqual(
      expected(name, { path: name, bundles }),
    );
    expect(github.requests.filter(({ path }) => /assets\/\d+/.test(path))).toHaveLength(2);
    expect(github.violations).toEqual([]);
  });

  it("are none without a release, a published one, or its tag", async () => {
    await using world = await openAttestedWorld();
    const { github, repository, work } = world;
    const { source } = await openAttestedPull(world);
    const nothing = { kind: "answer", value: undefined };
    expect(await source.release(artifactReports, undefined, ["*"])).toEqual(nothing);
    await tagged(world, "v1");
    await github.createRelease(repository, { tag: "v1", assets: [], draft: true });
    expect(await source.release(artifactReports, "v1", ["*"])).toEqual(nothing);
    await github.createRelease(repository, { tag: "v1", assets: [] });
    expect(await source.release(artifactReports, "v1", ["*"])).toMatchObject({ value: { files: { items: [] } } });
    work.git("--git-dir", repository.directory, "update-ref", "-d", "refs/tags/v1");
    expect(await source.release(artifactReports, "v1", ["*"])).toEqual(nothing);
  });

  it("are refused one by one when they are half there, empty, or no bundles", async () => {
    await using world = await openAttestedWorld();
    const { github, repository } = world;
    const { source } = await openAttestedPull(world);
    await tagged(world, "v1");
    const assets = [
      { name: "a.sigstore.json", bytes: wheel, state: "open" },
      { name: "b.sigstore.json", bytes: Buffer.alloc(0) },
      { name: "c.sigstore.json", bytes: Buffer.alloc(17_000_000, "{") },
      { name: "d.sigstore.json", bytes: Buffer.from(bundle) },
    ] as const;
    await github.createRelease(repository, { tag: "v1", assets });
    const found = await source.release(bundleReports, "v1", ["*.json"]);
    const items = found.kind === "answer" ? (found.value?.files.items ?? []) : [];
    expect(items.map(({ content }) => (content.kind === "refused" ? content.because : content.kind))).toEqual([
      expect.stringContaining("not uploaded to its end"),
      expect.stringContaining("is empty"),
      expect.stringContaining("more than 16777216 bytes"),
      "value",
    ]);
  });

  it("are so many at most, and none is downloaded that is announced to be too large", async () => {
    await using world = await openAttestedWorld();
    const { github, repository } = world;
    const { source } = await openAttestedPull(world);
    await tagged(world, "v1");
    const many = Array.from({ length: releaseLimits.maxFiles + 1 }, (_, at) => ({
      name: `part-${at}`,
      bytes: wheel,
      state: "open" as const,
    }));
    await github.createRelease(repository, { tag: "v1", assets: many });
    const found = await source.release(artifactReports, "v1", ["part-*"]);
    expect(found).toMatchObject({ value: { files: { items: { length: releaseLimits.maxFiles }, complete: false } } });
    const listed = { id: 1, name: "huge.tar", size: releaseLimits.maxFileBytes + 1, state: "uploaded" };
    github.faults.respondWith(({ path }) => /releases\/\d+\/assets/.test(path), { status: 200, body: [listed] });
    expect(await source.release(artifactReports, "v1", ["*"])).toMatchObject({
      value: {
        files: {
          items: [
            {
              name: "huge.tar",
              content: { because: expect.stringMatching(/^It has 200,000,001 bytes, and at most 200,000,000/) },
            },
          ],
        },
      },
    });
    expect(github.requests.filter(({ path }) => /assets\/\d+/.test(path))).toEqual([]);
  });
});
