import { describe, expect, it } from "@jest/globals";
import { openReceiver } from "./receiver.ts";
import { openPull, openWorld } from "./world.ts";

const repo = "/repos/acme/platform";
const commented = {
  permissions: { issues: "write", pull_requests: "read", contents: "read" },
  events: ["issue_comment"],
};

describe("comments of the stand-in", () => {
  it("are written by people, bots and the app, listed, edited and deleted, and told of as GitHub does", async () => {
    await using world = await openWorld({ appManifest: commented });
    const { github, repository } = world;
    await using receiver = await openReceiver(github.app.webhookSecret);
    github.connectWebhook(receiver.url);
    const { number } = await openPull(world);
    const issue = github.openIssue(repository, { author: "ada", title: "Mine", body: "" });
    github.createUser("codex[bot]", "Bot");
    const first = await github.comment(repository, number, { as: "codex[bot]", body: "/claim core/**" });
    await github.comment(repository, issue.number, { as: "ada", body: "In her name.", throughApp: true });
    const token = await world.token();
    const made = await world.call("POST", `${repo}/issues/${number}/comments`, { token, body: { body: "Done." } });
    expect([made.status, made.body.user.login, made.body.performed_via_github_app.id]).toEqual([
      201,
      "lanekeeper[bot]",
      github.app.id,
    ]);
    await github.editComment(repository, first.id, { as: "ada", body: "Other." });
    await github.deleteComment(repository, first.id, "ada");
    await github.settle();
    const told = receiver.received.map(({ payload }) => [
      payload.action,
      payload.comment.user.type,
      payload.issue.number,
    ]);
    expect(told.toSorted()).toEqual([
      ["created", "Bot", number],
      ["created", "Bot", number],
      ["created", "User", issue.number],
      ["deleted", "Bot", number],
      ["edited", "Bot", number],
    ]);
    const ofPull = receiver.received.filter(({ payload }) => "pull_request" in payload.issue);
    expect(ofPull).toHaveLength(4);
    const throughApps = receiver.received.map(({ payload }) => payload.comment.performed_via_github_app?.id);
    expect(throughApps.filter((id) => id !== undefined && id !== github.app.id)).toHaveLength(1);
    expect(github.commentsOf(repository, number).map(({ body }) => body)).toEqual(["Done."]);
    const list = async (query: string) =>
      (await world.call("GET", `${repo}/issues/${number}/comments?${query}`, { token })).body.length;
    expect([await list(""), await list("since=2100-01-01T00:00:00Z")]).toEqual([1, 0]);
    expect(github.violations).toEqual([]);
  });

  it("are refused as GitHub does: without the permission, empty, too long, or below nothing", async () => {
    await using world = await openWorld({ appManifest: commented });
    const { number } = await openPull(world);
    const token = await world.token();
    const reading = await world.token({ permissions: { issues: "read" } });
    const status = async (body: string, by = token, on = number) =>
      (await world.call("POST", `${repo}/issues/${on}/comments`, { token: by, body: { body } })).status;
    expect(await status("x", reading)).toBe(403);
    expect([await status(""), await status("x".repeat(65_537)), await status("x", token, 99)]).toEqual([422, 422, 404]);
    expect(await status("x".repeat(65_536))).toBe(201);
    expect(world.github.violations).toEqual([]);
  });
});

describe("permissions of the stand-in", () => {
  it.each([
    ["admin", "admin"],
    ["maintain", "write"],
    ["write", "write"],
    ["triage", "read"],
    ["read", "read"],
    ["none", "none"],
  ] as const)("of the role %s are %s on the older scale", async (role, permission) => {
    await using world = await openWorld();
    world.github.grantRole(world.repository, "ada", role);
    const { body } = await world.call("GET", `${repo}/collaborators/ada/permission`, { token: await world.token() });
    expect([body.permission, body.role_name, body.user.login]).toEqual([permission, role, "ada"]);
    expect(world.github.violations).toEqual([]);
  });

  it("are those of people and bots that there are", async () => {
    await using world = await openWorld();
    const token = await world.token();
    const status = async (name: string) =>
      (await world.call("GET", `${repo}/collaborators/${encodeURIComponent(name)}/permission`, { token })).status;
    world.github.createUser("codex[bot]", "Bot");
    expect([await status("nobody"), await status("acme"), await status("codex[bot]")]).toEqual([404, 404, 200]);
  });
});
