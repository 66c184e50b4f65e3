import { describe, expect, it } from "@jest/globals";
import { readPermission } from "../../src/github/permissions.ts";
import { openWorld } from "../demo/github/world.ts";
import { octokitOf } from "../support/octokit.ts";

const place = { owner: "acme", name: "platform" };

describe("the permission of an account", () => {
  it.each(["admin", "maintain", "write", "triage", "read", "none"] as const)("is told: %s", async (role) => {
    await using world = await openWorld();
    world.github.grantRole(world.repository, "ada", role);
    const account = { ...world.github.createUser("ada"), type: "user" } as const;
    const repository = { ...place, id: world.repository.id };
    expect(await readPermission(await octokitOf(world), repository, account)).toBe(role);
  });

  it("is none for another account of the name, and for one that there is not", async () => {
    await using world = await openWorld();
    world.github.grantRole(world.repository, "ada", "admin");
    const repository = { ...place, id: world.repository.id };
    const octokit = await octokitOf(world);
    expect(await readPermission(octokit, repository, { id: 1, login: "ada", type: "user" })).toBe("none");
    expect(await readPermission(octokit, repository, { id: 1, login: "nobody", type: "user" })).toBe("none");
  });

  it.each([
    ["write", { maintain: true }, "maintain"],
    ["write", { maintain: false }, "write"],
    ["read", { triage: true }, "triage"],
    ["admin", { maintain: true }, "admin"],
  ])("with a role of the organization's own on the level %s, %j, is %s", async (permission, permissions, expected) => {
    await using world = await openWorld();
    const { id } = world.github.createUser("ada");
    const body = { permission, role_name: "releaser", user: { id, permissions } };
    world.github.faults.respondWith(({ path }) => path.endsWith("/permission"), { status: 200, body });
    const repository = { ...place, id: world.repository.id };
    expect(await readPermission(await octokitOf(world), repository, { id, login: "ada", type: "user" })).toBe(expected);
  });

  it("is not guessed when GitHub does not answer", async () => {
    await using world = await openWorld();
    world.github.faults.respondWith(({ path }) => path.endsWith("/permission"), { status: 502 });
    const repository = { ...place, id: world.repository.id };
    const asked = readPermission(await octokitOf(world), repository, { id: 1, login: "ada", type: "user" });
    await expect(asked).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
  });
});
