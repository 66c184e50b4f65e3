import { describe, expect, it } from "@jest/globals";
import { uncompress } from "snappyjs";
import { signTip } from "../../support/signed-commit.ts";
import { openPull, openWorld } from "./world.ts";

const api = "/repos/acme/platform";
const digest = `sha256:${"a".repeat(64)}`;

/** What somebody uploads: an envelope about files with these digests. */
function bundleAbout(...digests: readonly string[]) {
  const statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: digests.map((sha256) => ({ name: "dist/core.whl", digest: { sha256 } })),
    predicateType: "https://slsa.dev/provenance/v1",
  };
  const payload = Buffer.from(JSON.stringify(statement)).toString("base64");
  return { mediaType: "application/vnd.dev.sigstore.bundle.v0.3+json", dsseEnvelope: { payload, signatures: [] } };
}

describe("attestations of the stand-in", () => {
  it("are listed by digest in pages with cursors, newest first, inline or at an address", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const stored = (text: string) => Buffer.from(JSON.stringify({ text }));
    for (let at = 0; at < 5; at += 1) {
      const shape = at % 2 === 0 ? "inline" : "address";
      github.storeAttestation(repository, { digests: [digest], stored: stored(`bundle ${at}`), shape });
    }
    const token = await world.token();
    const seen: string[] = [];
    let query = "per_page=2";
    for (let page = 0; page < 3; page += 1) {
      const { body, headers } = await world.call("GET", `${api}/attestations/${digest}?${query}`, { token });
      for (const { bundle, bundle_url } of body.attestations) {
        if (bundle !== undefined) seen.push(bundle.text);
        else seen.push(JSON.parse(await expanded(bundle_url)).text);
      }
      const next = /after=(\d+)[^>]*>; rel="next"/.exec(headers.get("link") ?? "")?.[1];
      expect(next === undefined).toBe(page === 2);
      query = `per_page=2&after=${next ?? ""}`;
    }
    expect(seen).toEqual(["bundle 4", "bundle 3", "bundle 2", "bundle 1", "bundle 0"]);
    expect((await world.call("GET", `${api}/attestations/sha256:${"b".repeat(64)}`, { token })).status).toBe(404);
    expect(github.violations).toEqual([]);
  });

  it("are stored by whoever may write them, for every subject of the statement", async () => {
    const permissions = { attestations: "write", contents: "read", metadata: "read" } as const;
    await using world = await openWorld({ appManifest: { permissions, events: [] } });
    const token = await world.token();
    const bundle = bundleAbout("a".repeat(64), "c".repeat(64));
    const made = await world.call("POST", `${api}/attestations`, { token, body: { bundle } });
    expect([made.status, typeof made.body.id]).toEqual([201, "number"]);
    for (const sha256 of ["a".repeat(64), "c".repeat(64)]) {
      const filter = "predicate_type=provenance";
      const { body } = await world.call("GET", `${api}/attestations/sha256:${sha256}?${filter}`, { token });
      expect(JSON.parse(await expanded(body.attestations[0].bundle_url))).toEqual(bundle);
    }
    const path = `${api}/attestations/${digest}?predicate_type=sbom`;
    expect((await world.call("GET", path, { token })).status).toBe(404);
    const broken = await world.call("POST", `${api}/attestations`, { token, body: { bundle: { dsseEnvelope: {} } } });
    expect(broken.status).toBe(422);
    expect(world.github.violations).toEqual([]);
  });

  it("cannot be read without attestations: read", async () => {
    const permissions = { contents: "read", metadata: "read" } as const;
    await using world = await openWorld({ appManifest: { permissions, events: [] } });
    const { status } = await world.call("GET", `${api}/attestations/${digest}`, { token: await world.token() });
    expect(status).toBe(403);
  });
});

/** What is at the address, to whoever has it. */
async function expanded(url: string): Promise<string> {
  const response = await fetch(url);
  expect(response.headers.get("content-type")).toBe("application/x-snappy");
  return Buffer.from(uncompress(new Uint8Array(await response.arrayBuffer()))).toString("utf8");
}

const signature = "-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----";

describe("commits of the stand-in", () => {
  it("carry what GitHub makes of their signatures, in a pull request, between two, and alone", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    const { number, sha } = await openPull(world);
    work.commit("topic", { "core/more.py": "" });
    const signed = signTip(work, "topic", signature);
    await github.push({ repository, from: work.directory, refspec: "refs/heads/topic", as: "ada" });
    await github.judgeCommit(repository, signed, { verified: true, reason: "valid", author: "ada" });
    const token = await world.token();
    const listed = await world.call("GET", `${api}/pulls/${number}/commits`, { token });
    const said = ({ sha: id, author, commit }: { sha: string; author: { login: string } | null; commit: object }) => {
      const { verification } = commit as { verification: object };
      return [id, author?.login, verification];
    };
    const unsigned = { verified: false, reason: "unsigned", signature: null, payload: null, verified_at: null };
    const valid = {
      verified: true,
      reason: "valid",
      signature,
      payload: `${work.git("cat-file", "commit", "topic").replace(/gpgsig (.|\n)*SIGNATURE-----\n/, "")}\n`,
      verified_at: null,
    };
    expect(listed.body.map(said)).toEqual([
      [sha, undefined, unsigned],
      [signed, "ada", valid],
    ]);
    const base = work.git("rev-parse", "main");
    const compared = await world.call("GET", `${api}/compare/${base}...${signed}`, { token });
    expect(compared.body).toMatchObject({ status: "ahead", ahead_by: 2, behind_by: 0, total_commits: 2 });
    expect(compared.body.commits.map(said)).toEqual(listed.body.map(said));
    const alone = await world.call("GET", `${api}/git/commits/${signed}`, { token });
    expect([alone.body.verification, alone.body.parents.map((parent: { sha: string }) => parent.sha)]).toEqual([
      valid,
      [sha],
    ]);
    expect((await world.call("GET", `${api}/git/commits/${"0".repeat(40)}`, { token })).status).toBe(404);
    expect(github.violations).toEqual([]);
  });

  it("have a test merge of each pull request, which follows both branches", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    const { number, sha } = await openPull(world);
    const token = await world.token();
    const merge = async () => {
      const { body } = await world.call("GET", `${api}/pulls/${number}`, { token });
      const { body: commit } = await world.call("GET", `${api}/git/commits/${body.merge_commit_sha}`, { token });
      return { id: commit.sha, parents: commit.parents.map((parent: { sha: string }) => parent.sha) };
    };
    const first = await merge();
    expect(first.parents).toEqual([work.git("rev-parse", "main"), sha]);
    const tip = work.commit("main", { "README.md": "# Platform 2\n" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: "ada" });
    const second = await merge();
    expect([second.parents, second.id === first.id]).toEqual([[tip, sha], false]);
    work.commit("main", { "core/clock.py": "another\n" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: "ada" });
    expect((await world.call("GET", `${api}/pulls/${number}`, { token })).body.merge_commit_sha).toBeNull();
    expect(github.violations).toEqual([]);
  });
});

describe("releases of the stand-in", () => {
  it("have files behind links that take no token, and are found by tag or as the latest", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    for (const tag of ["v1", "v2", "v3-rc"]) {
      work.git("tag", tag, "main");
      await github.push({ repository, from: work.directory, refspec: `refs/tags/${tag}`, as: "ada" });
    }
    const bytes = Buffer.from("a wheel");
    await github.createRelease(repository, { tag: "v1", assets: [{ name: "core.whl", bytes }] });
    await github.createRelease(repository, { tag: "v2", assets: [] });
    await github.createRelease(repository, { tag: "v3-rc", assets: [], prerelease: true });
    await expect(github.createRelease(repository, { tag: "v4", assets: [] })).rejects.toThrow("no tag v4");
    const token = await world.token();
    const { body: latest } = await world.call("GET", `${api}/releases/latest`, { token });
    expect(latest.tag_name).toBe("v2");
    const { body: first } = await world.call("GET", `${api}/releases/tags/v1`, { token });
    const { body: assets } = await world.call("GET", `${api}/releases/${first.id}/assets`, { token });
    expect(assets).toMatchObject([{ name: "core.whl", size: bytes.length, state: "uploaded" }]);
    const path = `${github.apiUrl}${api}/releases/assets/${assets[0].id}`;
    const authorization = `Bearer ${token}`;
    const accept = "application/octet-stream";
    const response = await fetch(path, { headers: { authorization, accept }, redirect: "manual" });
    const location = response.headers.get("location") ?? "";
    expect(response.status).toBe(302);
    expect(Buffer.from(await (await fetch(location)).arrayBuffer())).toEqual(bytes);
    expect((await fetch(location, { headers: { authorization } })).status).toBe(403);
    expect((await world.call("GET", `${api}/releases/tags/v9`, { token })).status).toBe(404);
    expect(github.violations).toEqual([]);
  });
});
