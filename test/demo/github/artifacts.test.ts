import { describe, expect, it } from "@jest/globals";
import { openPull, openWorld, startRun } from "./world.ts";

const api = "/repos/acme/platform/actions";
const zip = Buffer.from("PK: the bytes of an archive");

/** Follows a redirect like anybody who has the link. */
async function follow(location: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(location, { headers });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
}

describe("artifacts of the stand-in", () => {
  it("stay listed with those of later attempts, and name run and head but no attempt", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const token = await world.token();
    const run = await startRun(world, sha);
    const first = await run.uploadArtifact("coverage", zip);
    await expect(run.uploadArtifact("coverage", zip)).rejects.toMatchObject({ code: "BAD_USAGE" });
    const other = await run.uploadArtifact("bench", zip);
    await run.complete("failure");
    await run.rerun();
    const second = await run.uploadArtifact("coverage", Buffer.concat([zip, zip]));
    await run.complete("success");
    const listed = async (query: string) => {
      const { body } = await world.call("GET", `${api}/runs/${run.id}/artifacts?${query}`, { token });
      return [body.total_count, ...body.artifacts.map(({ id }: { id: number }) => id)];
    };
    expect(await listed("")).toEqual([3, second.id, other.id, first.id]);
    expect(await listed("direction=asc")).toEqual([3, first.id, other.id, second.id]);
    expect(await listed("name=coverage")).toEqual([2, second.id, first.id]);
    expect(await listed("per_page=1&page=2")).toEqual([3, other.id]);
    const { body } = await world.call("GET", `${api}/artifacts/${first.id}`, { token });
    expect(body).toMatchObject({ name: "coverage", size_in_bytes: zip.length, expired: false });
    expect(body.workflow_run).toEqual({
      id: run.id,
      repository_id: world.repository.id,
      head_repository_id: world.repository.id,
      head_branch: "topic",
      head_sha: sha,
    });
    expect(JSON.stringify(body)).not.toContain("attempt");
    expect(world.github.violations).toEqual([]);
  });

  it("are downloaded over a link that lasts a minute and takes no token", async () => {
    let now = Date.now();
    await using world = await openWorld({ clock: () => now });
    const { sha } = await openPull(world);
    const token = await world.token();
    const { id } = await (await startRun(world, sha)).uploadArtifact("coverage", zip);
    const response = await fetch(`${world.github.apiUrl}${api}/artifacts/${id}/zip`, {
      headers: { authorization: `Bearer ${token}` },
      redirect: "manual",
    });
    const location = response.headers.get("location") ?? "";
    expect([response.status, new URL(location).hostname]).toEqual([302, "127.0.0.1"]);
    expect(await follow(location)).toEqual({ status: 200, bytes: zip });
    expect((await follow(location, { authorization: `Bearer ${token}` })).status).toBe(403);
    expect((await follow(location.replace(/sig=..../, "sig=AAAA"))).status).toBe(403);
    expect((await follow(location.replace(/se=\d/, "se=9"))).status).toBe(403);
    now += 60_001;
    expect((await follow(location)).status).toBe(403);
    expect((await world.call("GET", `${api}/artifacts/${id}/tar`, { token })).status).toBe(404);
    expect(world.github.violations).toEqual([]);
  });

  it("are gone when they have expired, and still listed", async () => {
    let now = Date.now();
    await using world = await openWorld({ clock: () => now, tokenLifetimeMs: 100 * 24 * 3_600_000 });
    const { sha } = await openPull(world);
    const token = await world.token();
    const run = await startRun(world, sha);
    const early = await run.uploadArtifact("early", zip);
    const late = await run.uploadArtifact("late", zip);
    await world.github.expireArtifact(world.repository, early.id);
    const download = (id: number) => world.call("GET", `${api}/artifacts/${id}/zip`, { token });
    expect(await download(early.id)).toMatchObject({ status: 410, body: { message: "Artifact has expired" } });
    now += 91 * 24 * 3_600_000;
    expect((await download(late.id)).status).toBe(410);
    const { body } = await world.call("GET", `${api}/runs/${run.id}/artifacts`, { token });
    expect(body.artifacts.map(({ expired }: { expired: boolean }) => expired)).toEqual([true, true]);
    expect(world.github.violations).toEqual([]);
  });
});

describe("an app without actions: read", () => {
  it("reads no runs and is told of none", async () => {
    const appManifest = { permissions: { pull_requests: "read" }, events: ["pull_request", "workflow_run"] };
    await using world = await openWorld({ appManifest });
    const { sha } = await openPull(world);
    const token = await world.token();
    const run = await startRun(world, sha);
    const { id } = await run.uploadArtifact("coverage", zip);
    await run.complete("success");
    await world.github.settle();
    expect(world.github.deliveries.log.filter(({ webhook }) => webhook.event === "workflow_run")).toEqual([]);
    const paths = ["/runs", `/runs/${run.id}`, `/runs/${run.id}/artifacts`, `/artifacts/${id}`, `/artifacts/${id}/zip`];
    const replies = await Promise.all(paths.map((path) => world.call("GET", api + path, { token })));
    expect(replies.map(({ status }) => status)).toEqual(paths.map(() => 403));
  });
});
