import { describe, expect, it } from "@jest/globals";
import { openPull, openWorld } from "./world.ts";

const issues = "/repos/acme/platform/issues";

describe("issues of the stand-in", () => {
  it("are opened by the app, changed, closed, and listed beside pull requests and those of people", async () => {
    await using world = await openWorld();
    const token = await world.token();
    const made = await world.call("POST", issues, { token, body: { title: "One", body: "Two" } });
    expect([made.status, made.body.number, made.body.user.login]).toEqual([201, 1, "lanekeeper[bot]"]);
    expect([made.body.user.type, made.body.performed_via_github_app.id]).toEqual(["Bot", world.github.app.id]);
    const { number } = await openPull(world);
    const theirs = world.github.openIssue(world.repository, { author: "ada", title: "Mine", body: "" });
    expect([number, theirs.number]).toEqual([2, 3]);
    const body = { body: "Three", state: "closed", state_reason: "completed" };
    const closed = await world.call("PATCH", `${issues}/1`, { token, body });
    expect([closed.status, closed.body.state, closed.body.state_reason]).toEqual([200, "closed", "completed"]);
    const one = await world.call("GET", `${issues}/1`, { token });
    expect([one.body.title, one.body.body, one.body.closed_at === null]).toEqual(["One", "Three", false]);
    const numbers = async (query: string) =>
      (await world.call("GET", `${issues}?${query}`, { token })).body.map((issue: { number: number }) => issue.number);
    expect(await numbers("")).toEqual([3, 2]);
    expect(await numbers("state=all&per_page=2")).toEqual([3, 2]);
    expect(await numbers("state=all&creator=lanekeeper%5Bbot%5D")).toEqual([1]);
    const again = await world.call("PATCH", `${issues}/1`, { token, body: { state: "open" } });
    expect([again.body.state_reason, again.body.closed_at]).toEqual(["reopened", null]);
    expect(world.github.violations).toEqual([]);
  });

  it("are refused as GitHub does: without the permission, too long, deleted, or switched off", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const token = await world.token();
    const create = async (body: object, by = token) => (await world.call("POST", issues, { token: by, body })).status;
    expect(await create({ title: "One" }, await world.token({ permissions: { issues: "read" } }))).toBe(403);
    const lengths = [{ title: "" }, { title: "x".repeat(257) }, { title: "One", body: "x".repeat(65_537) }];
    expect(await Promise.all(lengths.map((body) => create(body)))).toEqual([422, 422, 422]);
    expect(await create({ title: "x".repeat(256), body: "x".repeat(65_536) })).toBe(201);
    const status = async (number: number) => (await world.call("GET", `${issues}/${number}`, { token })).status;
    expect([await status(1), await status(2)]).toEqual([200, 404]);
    github.switchIssues(repository, false);
    expect([await status(1), await create({ title: "One" })]).toEqual([410, 410]);
    expect((await world.call("GET", issues, { token })).body).toEqual([]);
    github.switchIssues(repository, true);
    github.deleteIssue(repository, 1);
    expect([await status(1), await create({ title: "One" })]).toEqual([410, 201]);
    expect(github.issuesOf(repository).map(({ number }) => number)).toEqual([2]);
    expect(github.violations).toEqual([]);
  });
});

describe("files of the stand-in", () => {
  it("are read from a branch, by a path with slashes", async () => {
    await using world = await openWorld();
    const token = await world.token();
    const read = (path: string) => world.call("GET", `/repos/acme/platform/contents/${path}`, { token });
    const found = await read(`${encodeURIComponent("core/clock.py")}?ref=refs/heads/main`);
    expect([found.status, found.body.name, atob(found.body.content)]).toEqual([200, "clock.py", "import time\n"]);
    for (const path of ["nothing.py", "core", "core%2Fclock.py?ref=nowhere"])
      expect((await read(path)).status).toBe(404);
    expect(world.github.violations).toEqual([]);
  });
});
