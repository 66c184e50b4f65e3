import { afterEach, describe, expect, it } from "@jest/globals";
import { type LanekeeperWorld, openLanekeeperWorld } from "./support/lanekeeper-world.ts";
import { forbidden, forbiddenChange } from "./support/story-files.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

describe("the link of a check run", () => {
  it("leads to the whole report, at an address that nobody guesses", async () => {
    world = await openLanekeeperWorld();
    const server = await world.startServer({ publicUrl: "https://lanekeeper.example.com" });
    const { headSha } = await world.openPull("a", forbiddenChange);
    expect(await world.verdict(headSha)).toEqual(forbidden);
    const [run] = await world.github.checkRunsOf(world.repository, headSha);
    expect(run?.detailsUrl).toMatch(/^https:\/\/lanekeeper\.example\.com\/reports\/[0-9a-f]{40}$/);

    const path = new URL(run?.detailsUrl ?? "").pathname;
    const page = await fetch(`${server.url}${path}`);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain("lukhas.tokens imports candidate.dreams");
    for (const other of [`/reports/${"0".repeat(40)}`, "/reports/", "//", "/reports"]) {
      expect((await fetch(`${server.url}${other}`)).status).toBe(404);
    }
  });
});
