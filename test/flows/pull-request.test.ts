import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type LanekeeperWorld, openLanekeeperWorld, until } from "./support/lanekeeper-world.ts";
import { pullRequestStory } from "./support/story.ts";
import { clean, clear, forbidden } from "./support/story-files.ts";

let world: LanekeeperWorld;
beforeAll(async () => {
  world = await openLanekeeperWorld();
  await world.startServer();
});
afterAll(() => world[Symbol.asyncDispose]());

async function runOf(sha: string, name: string) {
  const runs = await world.github.checkRunsOf(world.repository, sha);
  const run = runs.find((each) => each.name === name);
  if (run === undefined) throw new Error(`There is no run ${name}.`);
  return run;
}

pullRequestStory(() => ({
  openPull: world.openPull,
  verdict: world.verdict,
  runs: (sha) => world.github.checkRunsOf(world.repository, sha),
  rerun: (id) => world.github.rerequestCheckRun(world.repository, id),
}));

describe("an evaluation", () => {
  it("costs at most 8 calls to the API once things are warm", async () => {
    const { headSha: warmUp } = await world.openPull("warm-up", { "lukhas/warm.py": clean });
    await world.verdict(warmUp);
    await world.github.settle();
    const before = world.github.requests.length;
    const { headSha } = await world.openPull("warm", { "lukhas/cold.py": clean });
    await world.verdict(headSha);
    const made = world.github.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
    expect(made.length).toBeLessThanOrEqual(8);
    expect(made.length).toBeGreaterThan(0);
  });

  it("whose result stays the same costs no second publication", async () => {
    const { headSha, number } = await world.openPull("same", { "lukhas/same.py": clean });
    await world.verdict(headSha);
    await world.github.settle();
    const writes = () => world.github.requests.filter(({ method }) => method !== "GET").length;
    const before = writes();
    const evaluations = () => published(`pull-request/${world.repository.id}/${number}`);
    const evaluatedBefore = evaluations();
    await world.github.editPullRequest(world.repository, number, { title: "The same under another title" });
    await until(
      () => evaluations() > evaluatedBefore,
      () => "no second evaluation",
    );
    expect(writes()).toBe(before);
  });
});

describe("asking again", () => {
  it("judges and publishes anew when somebody re-runs a check", async () => {
    const { headSha } = await world.openPull("again", { "lukhas/again.py": "import candidate\n" });
    await world.verdict(headSha);
    const before = await runOf(headSha, "lanekeeper / lane-guard");
    const writes = world.github.requests.filter(({ method }) => method !== "GET").length;
    await world.github.rerequestCheckRun(world.repository, before.id);
    await until(
      () => world.github.requests.filter(({ method }) => method !== "GET").length >= writes + 4,
      () => "not published again",
    );
    expect(await world.verdict(headSha)).toEqual(forbidden);
    const after = await runOf(headSha, "lanekeeper / lane-guard");
    expect(after.annotations).toHaveLength(before.annotations.length);
  });

  it("does the same for a whole suite", async () => {
    const { headSha } = await world.openPull("suite", { "lukhas/suite.py": clean });
    await world.verdict(headSha);
    const [run] = world.github.allCheckRunsOf(world.repository, headSha);
    const writes = world.github.requests.filter(({ method }) => method !== "GET").length;
    await world.github.rerequestCheckSuite(world.repository, run?.suite.id ?? 0);
    await until(
      () => world.github.requests.filter(({ method }) => method !== "GET").length >= writes + 4,
      () => "not published again",
    );
    expect(await world.verdict(headSha)).toEqual(clear);
  });
});

describe("a merge group", () => {
  it("gets its own verdict on its own commit", async () => {
    const { number, headSha } = await world.openPull("queued", { "lukhas/queued.py": "import candidate\n" });
    await world.verdict(headSha);
    const group = await world.github.mergeGroup(world.repository, number);
    expect(await world.verdict(group.headSha)).toEqual(forbidden);
  });
});

describe("two pull requests with one head", () => {
  it("get the worst verdict, with both named", async () => {
    await world.push(
      "loose",
      { ".github/lanekeeper.yml": "version: 1\nmode: enforce\ngates:\n  batch-size:\n" },
      { from: "main" },
    );
    const { number, headSha } = await world.openPull("shared", { "lukhas/shared.py": "import candidate\n" });
    expect(await world.verdict(headSha)).toEqual(forbidden);
    const other = await world.github.openPullRequest({
      repository: world.repository,
      head: "shared",
      base: "loose",
      title: "The same elsewhere",
      author: "claude",
    });
    await until(
      () => published(`pull-request/${world.repository.id}/${other.number}`) > 0,
      () => "the second pull request was not judged",
    );
    expect(await world.verdict(headSha)).toMatchObject({ "lane-guard": "failure", lanekeeper: "failure" });
    const { summary } = await runOf(headSha, "lanekeeper");
    expect(summary).toContain(`#${number}`);
    expect(summary).toContain(`#${other.number}`);

    await world.github.closePullRequest(world.repository, number);
    await until(
      async () => (await world.conclusions(headSha))["lanekeeper"] === "success",
      () => "the closed pull request still counts",
    );
  });
});

/** How often this target was brought up to date. */
function published(key: string): number {
  return world.logged.filter((line) => line["key"] === key && line["outcome"] === "published").length;
}
