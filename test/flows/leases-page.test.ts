import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type CommandStory, openCommandStory } from "./support/command-story.ts";

let story: CommandStory;
let url = "";
beforeAll(async () => {
  story = await openCommandStory({ settings: { publicUrl: "https://lanekeeper.example.com" } });
  const { repository, github } = story.world;
  const issue = github.openIssue(repository, { author: "ada", title: "Plan", body: "" });
  const reason = "<script>alert(1)</script>";
  const said = await story.says(issue.number, "codex[bot]", `/claim core/ --reason ${reason}`);
  const [, path = ""] = /\(https:\/\/lanekeeper\.example\.com(\/leases\/[^)]+)\)/.exec(said) ?? [];
  url = `${story.url}${path}`;
  for (let round = 0; round < 101; round += 1) await story.recordRenewal("L1");
});
afterAll(() => story.world[Symbol.asyncDispose]());

describe("the page of leases", () => {
  it("is found through a reply, and escapes what others have written", async () => {
    const response = await fetch(url);
    const body = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(body).toContain("Leases of acme/platform");
    expect(body).toContain("<td>L1</td><td>active</td><td>codex</td>");
    expect(body).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(body).not.toContain("<script");
  });

  it("is bounded, and leads to what is older", async () => {
    const body = await (await fetch(url)).text();
    expect(body.match(/<td>renewed<\/td>/g)).toHaveLength(100);
    const [, older = ""] = /<a href="([^"]+)">Older entries/.exec(body) ?? [];
    const before = await (await fetch(`${story.url}${older}`)).text();
    expect(before.match(/<td>(renewed|claimed)<\/td>/g)).toEqual(["<td>renewed</td>", "<td>claimed</td>"]);
    expect(before).not.toContain("Older entries");
  });

  it.each([
    ["another key", (path: string) => path.replace(/.$/, (last) => (last === "0" ? "1" : "0"))],
    ["another repository", (path: string) => path.replace(/\/leases\/\d+/, "/leases/1")],
    ["no key", (path: string) => path.replace(/\/[0-9a-f]{40}$/, "")],
  ])("opens for nobody with %s", async (_, changed) => {
    expect((await fetch(changed(url))).status).toBe(404);
  });
});
