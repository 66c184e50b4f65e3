import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { type Artifact, listArtifacts, newestOfEachName } from "../../src/github/artifacts.ts";
import { openPull, openWorld, startRun } from "../demo/github/world.ts";
import { octokitOf } from "../support/octokit.ts";

// It would stand in the way of the stand-in.
nock.restore();

const zip = Buffer.from("PK: the bytes of an archive");

describe("the artifacts of a run", () => {
  it("are those of every attempt, bound to the run's head, and the newest of a name counts", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const { sha } = await openPull(world);
    const run = await startRun(world, sha);
    const old = await run.uploadArtifact("coverage", zip);
    const kept = await run.uploadArtifact("bench", zip);
    await run.complete("failure");
    await run.rerun();
    const fresh = await run.uploadArtifact("coverage", Buffer.concat([zip, zip]));
    await github.expireArtifact(repository, kept.id);
    const { items, complete } = await listArtifacts(await octokitOf(world), repository, run.id);
    expect([complete, ...items.map(({ id }) => id)]).toEqual([true, fresh.id, kept.id, old.id]);
    expect(items[0]).toMatchObject({
      name: "coverage",
      sizeInBytes: 2 * zip.length,
      expired: false,
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      headSha: sha,
      headRepositoryId: repository.id,
    });
    expect(items[1]?.expired).toBe(true);
    expect(Number(items[0]?.expiresAt) - Number(items[0]?.createdAt)).toBe(90 * 24 * 3_600_000);
    expect(newestOfEachName(items).map(({ id }) => id)).toEqual([fresh.id, kept.id]);
    expect(github.violations).toEqual([]);
  });
});

describe("odd answers of GitHub", () => {
  const octokit = new ProbotOctokit({ auth: { token: "t" }, throttle: { enabled: false }, retry: { enabled: false } });
  const listed = (artifacts: readonly object[], total = artifacts.length) => {
    nock("https://api.github.com")
      .get("/repos/acme/platform/actions/runs/5/artifacts")
      .query(true)
      .reply(200, { total_count: total, artifacts });
    return listArtifacts(octokit, { id: 7, owner: "acme", name: "platform" }, 5);
  };
  const artifact = { id: 1, name: "coverage", size_in_bytes: 3, expired: false };
  beforeAll(() => nock.activate());
  afterEach(() => nock.cleanAll());
  afterAll(() => nock.restore());

  it("without times, digest or run are read", async () => {
    const nothing = { created_at: null, expires_at: null, digest: null, workflow_run: null };
    const { items } = await listed([{ ...artifact, ...nothing }]);
    const unknown = { createdAt: undefined, expiresAt: undefined, digest: undefined, headSha: undefined };
    expect(items).toEqual([
      { id: 1, name: "coverage", sizeInBytes: 3, expired: false, ...unknown, headRepositoryId: undefined },
    ]);
  });

  it("that hold fewer artifacts than they count are cut short", async () => {
    expect(await listed([artifact], 2)).toMatchObject({ complete: false });
  });

  it("that are not what GitHub documents are refused", async () => {
    await expect(listed([{ ...artifact, size_in_bytes: "many" }])).rejects.toThrow();
  });
});

describe("of several artifacts of one name", () => {
  const artifact = (id: number, createdAt: number | undefined, name = "a"): Artifact => ({
    ...{ id, name, createdAt, sizeInBytes: 1, expired: false },
    ...{ expiresAt: undefined, digest: undefined, headSha: undefined, headRepositoryId: undefined },
  });

  it.each([
    ["the latest counts", [artifact(1, 10), artifact(2, 20)], [2]],
    ["in whatever order they come", [artifact(2, 20), artifact(1, 10)], [2]],
    ["even with a smaller id", [artifact(2, 10), artifact(1, 20)], [1]],
    ["the greater id counts within one second", [artifact(1, 10), artifact(2, 10)], [2]],
    ["and where a time is missing", [artifact(1, 10), artifact(2, undefined)], [2]],
    ["other names stay", [artifact(1, 10), artifact(2, 20), artifact(3, 5, "b")], [2, 3]],
    ["none is none", [], []],
  ])("%s", (_name, artifacts, expected) => {
    expect(newestOfEachName(artifacts).map(({ id }) => id)).toEqual(expected);
  });
});
