import { join } from "node:path";
import { afterEach, describe, expect, it } from "@jest/globals";
import { readAppManifest } from "../../src/app/app-manifest.ts";
import { until } from "./support/lanekeeper-world.ts";
import { type NoticeStory, openNoticeStory } from "./support/notice-story.ts";

let story: NoticeStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const states = () => story.issues().map(({ number, state }) => [number, state]);
const refusals = () => story.world.logged.filter(({ msg }) => msg === "GitHub takes no issues here");
const newDatabase = () => ({
  database: { kind: "sqlite", file: join(story.world.settings.mirrors.root, "..", "new.sqlite") } as const,
});

describe("after a restart", () => {
  it("nothing is asked or sent that is known", async () => {
    story = await openNoticeStory();
    const first = await story.world.startServer();
    await story.looked(1);
    await story.say({ one: "First.", two: "Second." });
    await first.stop();
    const before = story.world.github.requests.length;
    await story.world.startServer();
    await story.lookAgain();
    expect(story.asked(before)).toEqual([]);
    await story.say({ one: "First." });
    expect(story.asked(before).map(({ method }) => method)).toEqual(["GET", "PATCH"]);
    expect(states()).toEqual([
      [1, "open"],
      [2, "closed"],
    ]);
  });

  it("with a lost database, issues are found by their marks", async () => {
    story = await openNoticeStory();
    const first = await story.world.startServer();
    await story.looked(1);
    await story.say({ lasts: "Lasts.", over: "Over.", closed: "Closed by a person.", back: "Comes back." });
    await story.say({ lasts: "Lasts.", over: "Over.", closed: "Closed by a person." });
    const { github, repository } = story.world;
    github.closeIssue(repository, 3);
    await story.world.openPull("change", { "core/c.py": "1\n" });
    await first.stop();
    await story.world.push("main", {
      "notices.json": JSON.stringify({ lasts: "Lasts.", closed: "Closed by a person.", back: "Comes back." }),
    });
    const looks = story.timesLooked();
    await story.world.startServer(newDatabase());
    await story.looked(looks + 1);
    expect(states()).toEqual([
      [1, "open"],
      [2, "closed"],
      [3, "closed"],
      [4, "open"],
    ]);
    const before = github.requests.length;
    await story.lookAgain();
    expect(story.asked(before)).toEqual([]);
  });
});

describe("an issue of somebody else with our mark", () => {
  it("is neither taken for ours, nor changed or closed", async () => {
    story = await openNoticeStory();
    const first = await story.world.startServer();
    await story.looked(1);
    await story.say({ step: "It is slower." });
    const { github, repository } = story.world;
    const { title, body } = story.issues()[0] ?? { title: "", body: "" };
    github.deleteIssue(repository, 1);
    github.openIssue(repository, { author: "claude", title, body });
    await first.stop();
    const looks = story.timesLooked();
    await story.world.startServer(newDatabase());
    await story.looked(looks + 1);
    expect(story.issues().map(({ number, author, state }) => [number, author, state])).toEqual([
      [2, "claude", "open"],
      [3, "lanekeeper[bot]", "open"],
    ]);
    await story.say({});
    expect(states()).toEqual([
      [2, "open"],
      [3, "closed"],
    ]);
    expect(story.issues()[0]?.body).toBe(body);
  });
});

describe("when GitHub", () => {
  const isCreation = ({ method, path }: { method: string; path: string }) =>
    method === "POST" && path.endsWith("/issues");

  it("loses the answer to a creation, there is one issue all the same", async () => {
    story = await openNoticeStory();
    await story.world.startServer();
    await story.looked(1);
    const lost = { status: 502, body: { message: "Bad gateway" }, afterwards: true };
    story.world.github.faults.respondWith(isCreation, lost);
    await story.say({ step: "It is slower." });
    await until(
      () => story.world.logged.filter((line) => "attempt" in line).length === 1 && story.asked().length >= 4,
      () => `asked ${JSON.stringify(story.asked())}`,
    );
    await story.lookAgain();
    expect(states()).toEqual([[1, "open"]]);
    expect(story.asked().map(({ method, status }) => [method, status])).toEqual([
      ["GET", 200],
      ["POST", 502],
      ["GET", 200],
      ["PATCH", 200],
    ]);
  });

  it("asks for a pause, it is kept, and nothing is said twice", async () => {
    story = await openNoticeStory();
    await story.world.startServer();
    await story.looked(1);
    const limit = { message: "You have exceeded a secondary rate limit." };
    story.world.github.faults.respondWith(isCreation, { status: 403, headers: { "retry-after": "1" }, body: limit });
    await story.say({ one: "First.", two: "Second." });
    expect(states()).toEqual([
      [1, "open"],
      [2, "open"],
    ]);
    expect(
      story
        .asked()
        .filter(isCreation)
        .map(({ status }) => status),
    ).toEqual([403, 201, 201]);
    expect(refusals()).toEqual([]);
  });

  it("has the issues of the repository switched off, that is logged once and asked once a look", async () => {
    story = await openNoticeStory();
    story.world.github.switchIssues(story.world.repository, false);
    await story.world.startServer();
    await story.looked(1);
    await story.say({ step: "It is slower." });
    await story.lookAgain();
    expect(
      story
        .asked()
        .filter(isCreation)
        .map(({ status }) => status),
    ).toEqual([410, 410]);
    expect(refusals()).toHaveLength(1);
    expect(story.world.logged.filter((line) => "attempt" in line)).toEqual([]);
    story.world.github.switchIssues(story.world.repository, true);
    await story.lookAgain();
    expect(states()).toEqual([[1, "open"]]);
    story.world.github.switchIssues(story.world.repository, false);
    await story.say({ step: "It is slower still." });
    expect(refusals()).toHaveLength(2);
    story.world.github.switchIssues(story.world.repository, true);
    await story.lookAgain();
    expect(story.issues()).toMatchObject([{ number: 1, state: "open" }]);
    expect(story.issues()[0]?.body).toContain("slower still");
  });

  it("has not been given the permission, that is logged once and checks are written all the same", async () => {
    const { permissions, events } = readAppManifest();
    const { issues: _, ...others } = permissions;
    story = await openNoticeStory({ standIn: { appManifest: { permissions: others, events } } });
    await story.world.startServer();
    await story.looked(1);
    await story.say({ step: "It is slower." });
    await story.lookAgain();
    expect(refusals()).toMatchObject([{ reason: expect.stringContaining("issues: write") }]);
    expect(new Set(story.asked().map(({ status }) => status))).toEqual(new Set([403]));
    const { headSha } = await story.world.openPull("change", { "core/c.py": "1\n" });
    expect(await story.world.verdict(headSha)).toMatchObject({ configuration: "success" });
  });
});
