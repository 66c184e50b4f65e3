import { describe, expect, it } from "@jest/globals";
import { serverAttestations } from "../../../src/app/attestations/server-attestations.ts";
import { fetchRefs } from "../../../src/app/fetch-refs.ts";
import { signTip } from "../../support/signed-commit.ts";
import { openAttestedPull, openAttestedWorld, sourceOfPull } from "./attested-change.ts";

const digest = `sha256:${"a".repeat(64)}`;

describe("bundles about a subject", () => {
  it("are those that GitHub keeps", async () => {
    await using world = await openAttestedWorld();
    const { source } = await openAttestedPull(world);
    expect(await source.ofSubject(digest)).toEqual({
      kind: "answer",
      value: { items: [], refused: [], complete: true },
    });
    world.github.storeAttestation(world.repository, { digests: [digest], stored: Buffer.from('{"a":1}') });
    expect(await source.ofSubject(digest)).toMatchObject({
      value: { items: [{ from: "attestation 1 that GitHub keeps", bundle: Buffer.from('{"a":1}') }] },
    });
    expect(world.github.violations).toEqual([]);
  });

  it("are not asked for by anything but a SHA-256 digest", async () => {
    await using world = await openAttestedWorld();
    const { source } = await openAttestedPull(world);
    for (const wrong of ["sha512:00", "sha256:00", `sha256:${"A".repeat(64)}`, "../../secrets"]) {
      expect(await source.ofSubject(wrong)).toMatchObject({ kind: "unavailable" });
    }
    expect(world.github.requests.filter(({ path }) => path.includes("attestations"))).toEqual([]);
  });

  it("cannot be known without the permission, and it is said what to do", async () => {
    const permissions = { contents: "read", metadata: "read", pull_requests: "read" } as const;
    await using world = await openAttestedWorld({ appManifest: { permissions, events: ["pull_request"] } });
    const { source } = await openAttestedPull(world);
    expect(await source.ofSubject(digest)).toEqual({
      kind: "unavailable",
      because:
        "The installation lacks the permission attestations: read, which is needed at GET /repos/{owner}/{repo}/attestations/{subject_digest} (HTTP 403). Grant it in the settings of the App, accept it for the installation, and run the check again.",
    });
  });

  it("are trouble that the queue tries again when GitHub has some", async () => {
    await using world = await openAttestedWorld();
    const { source } = await openAttestedPull(world);
    world.github.faults.respondWith(({ path }) => path.includes("attestations"), { status: 503, body: {} });
    await expect(source.ofSubject(digest)).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
  });
});

describe("the commits of a change", () => {
  const headings = [
    ["-----BEGIN PGP SIGNATURE-----", "gpg"],
    ["-----BEGIN SSH SIGNATURE-----", "ssh"],
    ["-----BEGIN SIGNED MESSAGE-----", "x509"],
    ["-----BEGIN SOMETHING-----", "unknown"],
  ] as const;

  it("have what GitHub says of each, oldest first, and how each is signed", async () => {
    await using world = await openAttestedWorld();
    const { github, repository, work } = world;
    const { number, sha } = await openAttestedPull(world);
    const expected: object[] = [{ commit: sha, verified: false, reason: "unsigned", kind: "none", login: undefined }];
    for (const [at, [heading, kind]] of headings.entries()) {
      work.commit("topic", { [`file-${at}`]: "" });
      const commit = signTip(work, "topic", `${heading}\nAAAA\n-----END-----`);
      expected.push({ commit, verified: kind === "ssh", reason: kind === "ssh" ? "valid" : "unknown_key", kind });
    }
    await github.push({ repository, from: work.directory, refspec: "refs/heads/topic", as: "ada" });
    const [, , signed = ""] = work.git("rev-list", "--reverse", "main..topic").split("\n");
    await github.judgeCommit(repository, signed, { verified: true, reason: "valid", author: "ada" });
    const source = await sourceOfPull(world, number, work.git("rev-parse", "topic"));
    expect(await source.commits()).toMatchObject({ kind: "answer", value: { items: expected, complete: true } });
    const answer = await source.commits();
    expect(answer.kind === "answer" && answer.value.items[2]?.login).toBe("ada");
    expect(github.violations).toEqual([]);
  });

  it("are not signed unless GitHub has verified it and says valid", async () => {
    await using world = await openAttestedWorld();
    const { github, repository } = world;
    const { sha, source } = await openAttestedPull(world);
    for (const reason of ["gpgverify_error", "gpgverify_unavailable", "bad_email", "valid"]) {
      await github.judgeCommit(repository, sha, { verified: reason !== "valid", reason });
      expect(await source.commits()).toMatchObject({ value: { items: [{ verified: false, reason }] } });
    }
  });

  it("are those of a merge group, its merge included", async () => {
    await using world = await openAttestedWorld();
    const { github, repository } = world;
    const { number, sha } = await openAttestedPull(world);
    const group = await github.mergeGroup(repository, number);
    const subject = { kind: "merge-group", baseRef: group.baseRef, headRef: group.headRef } as const;
    const source = await world.attestationsOf(subject, { ref: group.headRef, sha: group.headSha });
    expect(await source.commits()).toMatchObject({
      value: { items: [{ commit: sha }, { commit: group.headSha }], complete: true },
    });
    expect(await source.sources()).toEqual([{ commit: group.headSha, ref: group.headRef, what: "merge-group" }]);
    expect(github.violations).toEqual([]);
  });

  it("are cut short, and say so, when there are more than GitHub lists", async () => {
    await using world = await openAttestedWorld();
    const { github, repository, work } = world;
    const { number } = await openAttestedPull(world);
    work.commitMany(
      "topic",
      Array.from({ length: 250 }, (_, count) => ({ count: String(count) })),
    );
    // Past the stand-in, which would tell of each commit what it changes.
    work.git("push", "-q", repository.directory, "refs/heads/topic:refs/heads/long");
    work.git("--git-dir", repository.directory, "update-ref", `refs/pull/${number}/head`, "refs/heads/long");
    github.faults.respondWith(({ path }) => path.includes("/commits"), { status: 200, body: [] });
    const cut = await (await sourceOfPull(world, number, work.git("rev-parse", "topic"))).commits();
    expect(cut).toEqual({ kind: "answer", value: { items: [], complete: false } });
  });

  it("cannot be known when GitHub's list lacks one that git has", async () => {
    await using world = await openAttestedWorld();
    const { github } = world;
    const { source, sha } = await openAttestedPull(world);
    github.faults.respondWith(({ path }) => path.includes("/commits"), { status: 200, body: [] });
    expect(await source.commits()).toEqual({
      kind: "unavailable",
      because: expect.stringContaining(`does not have ${sha}, which git has. Run the check again`),
    });
  });
});

describe("the commits that count as the change", () => {
  const topic = "refs/heads/topic";

  it("are head and GitHub's test merge of it with the base", async () => {
    await using world = await openAttestedWorld();
    const { number, sha, source } = await openAttestedPull(world);
    const ref = `refs/pull/${number}/merge`;
    const merge = world.work.git("ls-remote", world.repository.directory, ref).slice(0, 40);
    expect(await source.sources()).toEqual([
      { commit: sha, ref: topic, what: "head" },
      { commit: merge, ref, what: "merge" },
    ]);
  });

  it("are head alone when there is no test merge, or one of another head or base", async () => {
    await using world = await openAttestedWorld();
    const { repository, work } = world;
    const { number, sha, source } = await openAttestedPull(world);
    const ref = `refs/pull/${number}/merge`;
    const head = [{ commit: sha, ref: topic, what: "head" }];
    const main = work.git("rev-parse", "main");
    const stranger = work.commit("stranger", { x: "1" }, { from: "main" });
    const forged = [
      work.commit("one", {}, { from: "main", merge: [stranger] }),
      work.commit("two", {}, { from: stranger, merge: [sha] }),
      work.commit("three", {}, { from: "main", merge: [sha, stranger] }),
      work.commit("four", {}, { from: sha, merge: [main] }),
      main,
    ];
    for (const commit of forged) {
      work.git("push", "-q", "--force", repository.directory, `${commit}:refs/heads/forged`);
      work.git("--git-dir", repository.directory, "update-ref", ref, commit);
      expect(await source.sources()).toEqual(head);
      expect(await source.earlierMerge(commit)).toEqual({ kind: "answer", value: undefined });
    }
    work.git("--git-dir", repository.directory, "update-ref", "-d", ref);
    expect(await source.sources()).toEqual(head);
  });

  it("know an earlier test merge again, after the base has moved", async () => {
    await using world = await openAttestedWorld();
    const { github, repository, work } = world;
    const { number, sha } = await openAttestedPull(world);
    const ref = `refs/pull/${number}/merge`;
    const before = work.git("ls-remote", repository.directory, ref).slice(0, 40);
    work.commit("main", { "README.md": "another\n" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: "ada" });
    const source = await sourceOfPull(world, number, sha);
    expect((await source.sources()).map(({ commit }) => commit)).not.toContain(before);
    expect(await source.earlierMerge(before)).toEqual({
      kind: "answer",
      value: { commit: before, ref, what: "merge" },
    });
    expect(await source.earlierMerge("0".repeat(40))).toEqual({ kind: "answer", value: undefined });
    expect(await source.earlierMerge("../main")).toEqual({ kind: "answer", value: undefined });
    expect(github.violations).toEqual([]);
  });
});

describe("the name of the repository in certificates", () => {
  it.each([
    ["https://github.com", "https://token.actions.githubusercontent.com"],
    ["https://acme.ghe.com", "https://token.actions.acme.ghe.com"],
    ["https://git.acme.example", "https://git.acme.example/_services/token"],
  ])("is that of %s, whose issuer vouches for it", async (webUrl, issuer) => {
    await using world = await openAttestedWorld();
    const { services, repository } = world;
    const { installationId } = world;
    const git = await fetchRefs(services, installationId, repository, ["refs/heads/main"]);
    const [base = ""] = git.commits;
    const names = { number: 1, title: "", author: "ada", labels: [], baseRef: "main", headRef: "topic" };
    const subject = { kind: "pull-request", ...names, fromFork: false } as const;
    const settings = { ...services.settings, certificates: { webUrl, issuer } };
    const change = { installationId, repository, git, subject, headSha: base, base };
    const source = serverAttestations({ ...services, settings }, change);
    expect([source.repository, source.issuer]).toEqual([`${webUrl}/${repository.owner}/${repository.name}`, issuer]);
  });
});

it("the verifier is the server's own", async () => {
  await using world = await openAttestedWorld();
  const { source } = await openAttestedPull(world);
  expect(source.verifier).toBe(world.services.verifier);
});
