import { describe, expect, it } from "@jest/globals";
import { openPull, openWorld } from "./world.ts";

describe("access to the stand-in", () => {
  it("gives the app itself for a good app token, by id and by client id", async () => {
    await using world = await openWorld();
    const byId = await world.call("GET", "/app", { token: world.appToken() });
    const byClient = await world.call("GET", "/app", { token: world.appToken({ iss: world.github.app.clientId }) });
    expect([byId.status, byId.body.id, byClient.status]).toEqual([200, world.github.app.id, 200]);
    expect(world.github.violations).toEqual([]);
  });

  it("refuses app tokens that GitHub refuses", async () => {
    await using world = await openWorld();
    const now = Math.floor(Date.now() / 1000);
    const cases = [
      { claims: { exp: now - 1 }, status: 401 },
      { claims: { exp: now + 3600 }, status: 401 },
      { claims: { iat: now + 600, exp: now + 900 }, status: 401 },
      { claims: { iss: 1 }, status: 404 },
      { claims: { exp: "soon" }, status: 401 },
    ];
    for (const { claims, status } of cases) {
      const reply = await world.call("GET", "/app", { token: world.appToken(claims) });
      expect([claims, reply.status]).toEqual([claims, status]);
    }
    const forged = `${world.appToken().slice(0, -8)}AAAAAAAA`;
    expect((await world.call("GET", "/app", { token: forged })).status).toBe(401);
    expect((await world.call("GET", "/app")).status).toBe(401);
    expect((await world.call("GET", "/app", { token: await world.token() })).status).toBe(401);
  });

  it("refuses a token that is unknown, too old, suspended or uninstalled", async () => {
    let now = Date.now();
    await using world = await openWorld({ clock: () => now, tokenLifetimeMs: 1000 });
    const path = "/repos/acme/platform";
    const token = await world.token();
    expect((await world.call("GET", path, { token })).status).toBe(200);
    expect((await world.call("GET", path, { token: "ghs_nonsense" })).status).toBe(401);
    expect((await world.call("GET", path)).status).toBe(401);
    now += 1001;
    expect((await world.call("GET", path, { token })).status).toBe(401);
    const fresh = await world.token();
    await world.github.suspendInstallation(world.installationId);
    expect((await world.call("GET", path, { token: fresh })).status).toBe(403);
    await world.github.unsuspendInstallation(world.installationId);
    expect((await world.call("GET", path, { token: fresh })).status).toBe(200);
    await world.github.uninstallApp(world.installationId);
    expect((await world.call("GET", path, { token: fresh })).status).toBe(401);
    expect(world.github.violations).toEqual([]);
  });

  it("hides a private repository that the token does not reach", async () => {
    await using world = await openWorld();
    const other = await world.github.createRepository({ owner: "acme", name: "secret", private: true });
    const token = await world.token();
    expect((await world.call("GET", "/repos/acme/secret", { token })).status).toBe(404);
    await world.github.installApp([other]);
    expect((await world.call("GET", "/repos/acme/secret", { token })).status).toBe(200);
    const narrow = await world.token({ repository_ids: [world.repository.id] });
    expect((await world.call("GET", "/repos/acme/secret", { token: narrow })).status).toBe(404);
    const list = await world.call("GET", "/installation/repositories", { token: narrow });
    expect([list.body.total_count, list.body.repositories[0].name]).toEqual([1, "platform"]);
  });

  it("keeps a token within the permissions it was given", async () => {
    await using world = await openWorld();
    const { sha } = await openPull(world);
    const token = await world.token({ permissions: { contents: "read" } });
    const body = { name: "a check", head_sha: sha };
    expect((await world.call("POST", "/repos/acme/platform/check-runs", { token, body })).status).toBe(403);
    expect((await world.call("GET", "/repos/acme/platform/pulls", { token })).status).toBe(403);
    const path = `/app/installations/${world.installationId}/access_tokens`;
    const more = { permissions: { contents: "write" } };
    expect((await world.call("POST", path, { token: world.appToken(), body: more })).status).toBe(422);
    const strange = { repository_ids: [1] };
    expect((await world.call("POST", path, { token: world.appToken(), body: strange })).status).toBe(422);
    expect(world.github.violations).toEqual([]);
  });

  it("answers 501 to what it does not serve", async () => {
    await using world = await openWorld();
    const reply = await world.call("GET", "/repos/acme/platform/stargazers", { token: await world.token() });
    expect([reply.status, reply.body]).toEqual([501, { message: "not implemented in the stand-in" }]);
  });
});
