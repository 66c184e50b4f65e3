import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { keptRoots, refreshRoots } from "../../src/sigstore/refresh-roots.ts";
import { embeddedAt, embeddedRoots } from "../../src/sigstore/stored-root.ts";
import { edited } from "../support/edit-bundle.ts";
import { firstRootOf, startTufMirror, type TufRepository, tufRepository } from "../support/tuf-mirror.ts";

const now = Date.UTC(2030, 0, 2);
const shipped = Buffer.from(embeddedRoots()["public-good"].json);
/** Another root than the one that ships, and as good. */
const newest = Buffer.from(edited(shipped, "tlogs.0.baseUrl", () => "https://rekor.example")).toString();

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-roots-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** The plan of a refresh whose public instance is this repository; nobody listens for the other. */
function planFor(url: string, repository: TufRepository) {
  const rootPath = join(directory, "first-root.json");
  writeFileSync(rootPath, firstRootOf(repository));
  const nobody = { url: "http://127.0.0.1:9", rootPath };
  return {
    directory: join(directory, "roots"),
    mirrors: { "public-good": { url, rootPath }, github: nobody },
    now,
    timeoutMs: 2_000,
  };
}

describe("refreshed roots", () => {
  it("are kept with their time, and the instance that cannot be reached keeps what it had", async () => {
    const repository = tufRepository(newest);
    await using mirror = await startTufMirror(repository);
    const plan = planFor(mirror.url, repository);
    const outcomes = await refreshRoots(plan);
    expect(outcomes).toEqual([
      { instance: "public-good", kind: "refreshed" },
      { instance: "github", kind: "kept", because: expect.any(String) },
    ]);
    const roots = keptRoots(plan.directory);
    expect(Buffer.from(roots["public-good"]?.json ?? []).toString()).toBe(newest);
    expect(roots["public-good"]?.fetchedAt).toBe(now);
    expect(roots.github?.fetchedAt).toBe(embeddedAt.github);
    expect(readdirSync(plan.directory).filter((name) => name.endsWith(".draft"))).toEqual([]);
  });

  it("stay when the mirror is down later, with the time of when they came", async () => {
    const repository = tufRepository(newest);
    await using mirror = await startTufMirror(repository);
    const plan = planFor(mirror.url, repository);
    await refreshRoots(plan);
    mirror.down = true;
    const [outcome] = await refreshRoots({ ...plan, now: now + 86_400_000 });
    expect(outcome).toMatchObject({ kind: "kept" });
    expect(keptRoots(plan.directory)["public-good"]).toMatchObject({ fetchedAt: now });
  });

  it("are not taken from metadata that have expired", async () => {
    jest.useFakeTimers({ now: Date.now() - 800 * 86_400_000 });
    const repository = tufRepository(newest);
    jest.useRealTimers();
    await using mirror = await startTufMirror(repository);
    const plan = planFor(mirror.url, repository);
    const [outcome] = await refreshRoots(plan);
    expect(outcome).toMatchObject({ kind: "kept", because: expect.stringMatching(/expired/i) });
    expect(keptRoots(plan.directory)["public-good"]?.fetchedAt).toBe(embeddedAt.publicGood);
  });

  it("are not taken from a repository that others have signed", async () => {
    await using mirror = await startTufMirror(tufRepository(newest));
    const plan = planFor(mirror.url, tufRepository(newest));
    expect(await refreshRoots(plan)).toMatchObject([{ kind: "kept" }, { kind: "kept" }]);
  });

  it.each([
    ["no JSON", "nonsense"],
    [
      "no authority",
      '{"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1","certificateAuthorities":[]}',
    ],
  ])("are not taken when there is %s in them, however well signed", async (_, text) => {
    const repository = tufRepository(text);
    await using mirror = await startTufMirror(repository);
    const plan = planFor(mirror.url, repository);
    expect(await refreshRoots(plan)).toMatchObject([{ kind: "kept" }, { kind: "kept" }]);
    expect(keptRoots(plan.directory)["public-good"]?.fetchedAt).toBe(embeddedAt.publicGood);
  });

  it("give way to those that ship when the file is damaged", async () => {
    writeFileSync(join(directory, "public-good.json"), '{"fetchedAt":"2030-01-01T00:00:00Z","trustedRoot":"{');
    expect(keptRoots(directory)["public-good"]?.fetchedAt).toBe(embeddedAt.publicGood);
  });
});
