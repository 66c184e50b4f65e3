import { afterEach, describe, expect, it } from "@jest/globals";
import { until } from "./support/lanekeeper-world.ts";
import { type NoticeStory, openNoticeStory } from "./support/notice-story.ts";

let story: NoticeStory;
afterEach(() => story.world[Symbol.asyncDispose]());

async function begin(options: Parameters<typeof openNoticeStory>[0] = {}) {
  story = await openNoticeStory(options);
  await story.world.startServer();
  await story.looked(1);
}

const states = () => story.issues().map(({ number, state }) => [number, state]);
const requestsMade = () => story.world.github.requests.length;

describe("a notice", () => {
  it("is opened once, changed in place, and left alone while it is the same", async () => {
    await begin();
    await story.say({ step: "It is slower." });
    expect(story.issues()).toMatchObject([
      { number: 1, author: "lanekeeper[bot]", title: "About step", state: "open" },
    ]);
    expect(story.issues()[0]?.body).toContain("**What:** It is slower.");
    const before = requestsMade();
    await story.lookAgain();
    expect(story.asked(before)).toEqual([]);
    await story.say({ step: "It is slower still." });
    expect(story.asked(before).map(({ method }) => method)).toEqual(["PATCH"]);
    expect(states()).toEqual([[1, "open"]]);
    expect(story.issues()[0]?.body).toContain("**What:** It is slower still.");
  });

  it("is closed with a last line when it is over, without touching another, and opened again when it comes back", async () => {
    await begin();
    await story.say({ one: "First.", two: "Second." });
    expect(states()).toEqual([
      [1, "open"],
      [2, "open"],
    ]);
    await story.say({ two: "Second." });
    expect(story.issues()).toMatchObject([{ state: "closed", stateReason: "completed" }, { state: "open" }]);
    expect(story.issues()[0]?.body).toMatch(
      /\*\*What:\*\* First\.[\s\S]*\n\n\*\*Closed on \d{4}-\d\d-\d\d: Lanekeeper does not see this on `main` any more\.\*\*$/,
    );
    await story.say({ one: "Again.", two: "Second." });
    expect(story.issues()).toMatchObject([{ state: "open", stateReason: "reopened" }, { state: "open" }]);
    expect(story.issues()[0]?.body).not.toContain("Closed on");
  });

  it("that a person has closed stays closed while it lasts, and is opened when it comes back", async () => {
    await begin();
    await story.say({ step: "It is slower." });
    story.world.github.closeIssue(story.world.repository, 1);
    await story.say({ step: "It is slower still." });
    expect(story.issues()).toMatchObject([{ number: 1, state: "closed", stateReason: "not_planned" }]);
    await story.say({});
    expect(story.issues()[0]).toMatchObject({ state: "closed", stateReason: "not_planned" });
    await story.say({ step: "It is slower." });
    expect(story.issues()).toMatchObject([{ number: 1, state: "open" }]);
  });

  it("whose issue was deleted gets another one when there is something new to say", async () => {
    await begin();
    await story.say({ step: "It is slower." });
    story.world.github.deleteIssue(story.world.repository, 1);
    await story.lookAgain();
    expect(states()).toEqual([]);
    await story.say({ step: "It is slower still." });
    expect(states()).toEqual([[2, "open"]]);
    story.world.github.deleteIssue(story.world.repository, 2);
    await story.say({});
    await story.say({ step: "It is back." });
    expect(states()).toEqual([[3, "open"]]);
  });

  it("cannot hide anything in its issue, whatever it says", async () => {
    await begin();
    const hostile = "<!-- x --> @ada #1 [link](https://evil.example)\n\n# Heading\n\u202e";
    await story.say({ [`a\n${hostile}`]: hostile });
    const [issue] = story.issues();
    expect(issue?.title).not.toMatch(/\n|\u202e/);
    expect(issue?.body.match(/<!--/g)).toHaveLength(1);
    expect(issue?.body).not.toMatch(/@ada|#1\b|https:|[^\\]\]\(|^# /m);
    expect(issue?.body).toContain("\\u{202e}");
  });
});

describe("notices", () => {
  it("beyond ten have no issue of their own, are named in the last one, and move up", async () => {
    await begin();
    const said = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`n${index}`, "Something."]));
    await story.say(said);
    expect(story.issues().map(({ title }) => title)).toEqual(Array.from({ length: 10 }, (_, at) => `About n${at}`));
    expect(story.issues().map(({ body }) => /About n10[\s\S]*About n11/.test(body))).toEqual([
      ...Array.from({ length: 9 }, () => false),
      true,
    ]);
    const { n3: _, ...others } = said;
    await story.say(others);
    const open = story.issues().filter(({ state }) => state === "open");
    expect(open.map(({ title }) => title)).toEqual([0, 1, 2, 4, 5, 6, 7, 8, 9, 10].map((at) => `About n${at}`));
    expect(open.filter(({ body }) => body.includes("About n11")).map(({ title }) => title)).toEqual(["About n10"]);
  });

  it("stay as they are when the gate cannot tell, breaks down, or its configuration cannot be read", async () => {
    await begin();
    await story.say({ step: "It is slower." });
    await story.say("unknown");
    await story.say("broken");
    await story.world.push("main", { ".github/lanekeeper.yml": "version: 1\ngates: nonsense\n", "notices.json": "{}" });
    await story.lookAgain();
    expect(states()).toEqual([[1, "open"]]);
    const broke = story.world.logged.filter(({ msg }) => msg === "a gate broke down while it watched a branch");
    expect(broke).toHaveLength(1);
    expect(JSON.stringify(broke)).not.toContain("secret text");
  });

  it.each([
    ["has no gate that watches", { ".github/lanekeeper.yml": "version: 1\ngates:\n  quiet: {}\n" }],
    ["is gone", { ".github/lanekeeper.yml": undefined }],
  ])("are closed when the configuration %s", async (_, files) => {
    await begin();
    await story.say({ step: "It is slower." });
    await story.world.push("main", files);
    await story.lookAgain();
    expect(states()).toEqual([[1, "closed"]]);
    expect(story.issues()[0]?.body).toContain("the configuration of `main` does not ask for this any more.**");
  });

  it("stay as they are while the branch is not there", async () => {
    await begin({ settings: { sweepEveryMs: 100 } });
    await story.say({ step: "It is slower." });
    const looks = story.timesLooked();
    await story.world.github.deleteBranch(story.world.repository, "main");
    story.pass(1);
    await story.looked(looks + 1);
    expect(states()).toEqual([[1, "open"]]);
  });

  it("are looked for once a day, without anything happening", async () => {
    await begin({ settings: { sweepEveryMs: 100 } });
    await story.say({ age: "Today is TODAY." });
    const today = /Today is (\S+)\./.exec(story.issues()[0]?.body ?? "")?.[1];
    const looks = story.timesLooked();
    story.pass(1);
    await story.looked(looks + 1);
    const tomorrow = new Date(Date.parse(today ?? "") + 86_400_000).toISOString().slice(0, 10);
    await until(
      () => story.issues()[0]?.body.includes(`Today is ${tomorrow}.`) === true,
      () => `the issue says ${story.issues()[0]?.body}`,
    );
    expect(states()).toEqual([[1, "open"]]);
    const swept = () => story.world.logged.filter(({ key }) => String(key).startsWith("installation/")).length;
    const sweeps = swept();
    await until(
      () => swept() > sweeps + 6,
      () => "no more sweeps",
    );
    expect(story.timesLooked()).toBe(looks + 1);
  });
});
