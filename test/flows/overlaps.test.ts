import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { until } from "./support/lanekeeper-world.ts";
import { type OverlapStory, openOverlapStory } from "./support/overlap-story.ts";

const lines = (count: number, changes: Readonly<Record<number, string>> = {}) =>
  Array.from({ length: count }, (_, at) => changes[at + 1] ?? `line ${at + 1}`)
    .join("\n")
    .concat("\n");

let story: OverlapStory;
beforeAll(async () => {
  story = await openOverlapStory({ "lukhas/shared.py": lines(60), "core/owned.py": lines(60), "free.txt": lines(60) });
});
afterAll(() => story.world[Symbol.asyncDispose]());

describe("two pull requests on the same lines", () => {
  let older: number;
  let newer: number;

  it("stop the one that has to wait, and tell the other", async () => {
    older = await story.open("a", { "free.txt": lines(60, { 10: "mine" }) });
    await story.says(older, /^success.*It meets none of 0 open pull requests/);
    newer = await story.open("b", { "free.txt": lines(60, { 10: "theirs" }) });
    await story.says(newer, new RegExp(`^failure.*It has to wait for #${older}\\.`));
    // The older one had been told of nobody: it hears of the newer one without a push.
    await story.says(older, new RegExp(`^success.*It meets #${newer}\\.`));
    const [annotation] = await story.annotations(newer);
    expect(annotation).toMatchObject({
      path: "free.txt",
      start_line: 10,
      end_line: 10,
      annotation_level: "failure",
      title: "overlap-waits",
      message: expect.stringContaining(`git fetch origin && git rebase origin/main`),
    });
    expect(annotation?.message).toContain("cannot be merged together with this one, in either order: free.txt.");
  });

  it("are free again when one of them works elsewhere", async () => {
    await story.push(newer, "b", { "free.txt": lines(60, { 40: "theirs" }) });
    await story.says(newer, /^success.*It meets none of 1 open pull request/);
    await story.says(older, /^success.*It meets none of 1 open pull request/);
  });

  it("collide once more, and the decision that was told first stays", async () => {
    await story.push(newer, "b", { "free.txt": lines(60, { 10: "x" }) });
    await story.says(newer, new RegExp(`^failure.*It has to wait for #${older}\\.`));
    await story.says(older, new RegExp(`^success.*It meets #${newer}\\.`));
  });

  it("are told when the other one is closed, and when it is opened again", async () => {
    await story.world.github.closePullRequest(story.world.repository, older);
    await story.says(newer, /^success.*It meets none of 0 open pull requests/);
    await story.world.github.reopenPullRequest(story.world.repository, older);
    await story.says(newer, new RegExp(`^failure.*It has to wait for #${older}\\.`));
  });

  it("are told when one goes into another branch, and comes back", async () => {
    await story.world.work.git("branch", "next", "main");
    await story.world.push("next", {});
    await story.world.github.editPullRequest(story.world.repository, older, { base: "next" });
    await story.says(newer, /^success.*It meets none of 0 open pull requests/);
    await story.world.github.editPullRequest(story.world.repository, older, { base: "main" });
    await story.says(newer, new RegExp(`^failure.*It has to wait for #${older}\\.`));
  });

  it("leave each other alone when a push changes nothing between them", async () => {
    await story.rest();
    const before = story.evaluations();
    await story.push(newer, "b", { "free.txt": lines(60, { 10: "x", 11: "y" }) });
    await story.says(newer, new RegExp(`^failure.*It has to wait for #${older}\\.`));
    await story.rest();
    // The pushed one alone: how the two meet is as it was.
    expect(story.evaluations() - before).toBeLessThanOrEqual(2);
  });
});

describe("an agent that owns the file", () => {
  it("goes first, however new its pull request is", async () => {
    const guest = await story.open("guest", { "lukhas/shared.py": lines(60, { 20: "guest" }) });
    await story.says(guest, /It meets none/);
    const owner = await story.open(
      "owner",
      { "lukhas/shared.py": lines(60, { 20: "owner" }) },
      story.accounts.claude.login,
    );
    await story.says(owner, new RegExp(`^success.*It meets #${guest}\\.`));
    await story.says(guest, new RegExp(`^failure.*It has to wait for #${owner}\\.`));
    expect(await story.text(guest)).toContain("its agent owns the contested files");
  });
});

describe("a pull request that edits the configuration", () => {
  it("is seen by its partners as the base knows it", async () => {
    const { repository, github } = story.world;
    const poser = { login: "poser", id: 424_242 };
    github.createUser(poser.login, "User", poser.id);
    const trick = `version: 1
mode: enforce
gates:
  ownership:
    ownership:
      - { id: lukhas, paths: ["/lukhas/"], owner: claude-code, mode: exclusive }
    agents:
      claude-code: { identities: [{ login: ${poser.login}, id: ${poser.id}, type: user }] }
`;
    const honest = await story.open("honest", { "free.txt": lines(60, { 5: "honest" }) });
    await story.says(honest, /It meets none/);
    const files = { "free.txt": lines(60, { 5: "posing" }), ".github/lanekeeper.yml": trick };
    const posing = await story.open("posing", files, poser.login);
    await story.says(posing, new RegExp(`It has to wait for #${honest}`));
    await story.says(honest, new RegExp(`It meets #${posing}\\.`));
    expect(await story.text(honest)).toContain(`"pr":${posing},"agent":null,"trust":"none"`);
    await github.closePullRequest(repository, posing);
    await github.closePullRequest(repository, honest);
  });
});

describe("a base that moves", () => {
  it("has those judged again that it touches, and nobody else", async () => {
    const near = await story.open("near", { "core/owned.py": lines(60, { 30: "near" }) });
    const far = await story.open("far", { "far.txt": "far\n" });
    await story.says(near, /It meets none/);
    await story.says(far, /It meets none/);
    await story.rest();
    const [nearBefore, farBefore] = [story.evaluationsOf(near), story.evaluationsOf(far)];
    await story.world.push("main", { "core/owned.py": lines(60, { 1: "moved" }) });
    await until(
      () => story.evaluationsOf(near) > nearBefore,
      () => "the one that is touched is not judged again",
    );
    await story.rest();
    expect(story.evaluationsOf(far)).toBe(farBefore);
  });
});

describe("a merge", () => {
  it("leaves whoever waited to collide with its base", async () => {
    const first = await story.open("first", { "free.txt": lines(60, { 50: "first" }) });
    const second = await story.open("second", { "free.txt": lines(60, { 50: "second" }) });
    await story.says(second, new RegExp(`^failure.*It has to wait for #${first}\\.`));
    await story.world.github.mergePullRequest(story.world.repository, first);
    await story.says(second, /^success/);
    await until(
      async () => (await story.text(second)).includes("has to be rebased first"),
      () => "the base is not followed",
    );
  });
});

it("adds nothing to the mirror but what is fetched", async () => {
  await story.rest();
  expect(story.looseObjects()).toBe(0);
});
