import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { textOf } from "./support/gate-story.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until } from "./support/lanekeeper-world.ts";

const configuration = `version: 1\nmode: enforce\ngates:\n  branch-base: {long-lived: ["M*"]}\n`;
let world: LanekeeperWorld;
beforeAll(async () => {
  world = await openLanekeeperWorld({ configuration });
  await world.startServer();
});
afterAll(() => world[Symbol.asyncDispose]());

function newestRun(sha: string) {
  return world.github.allCheckRunsOf(world.repository, sha).findLast(({ name }) => name.endsWith("/ branch-base"));
}

function says(sha: string, conclusion: string, text: string): Promise<void> {
  return until(
    () => newestRun(sha)?.conclusion === conclusion && textOf(newestRun(sha)).includes(text),
    () => `${newestRun(sha)?.conclusion}: ${textOf(newestRun(sha))}`,
  );
}

describe("the branch-base gate on the server", () => {
  it("finds commits of a long-lived branch that nobody fetched before", async () => {
    await world.push("M1", { "m1/a.py": "a\n" }, { from: "main" });
    for (const name of ["b", "c"]) await world.push("M1", { [`m1/${name}.py`]: "x\n" });
    await world.push("cut-wrong", { "fix.py": "y\n" }, { from: "M1" });
    const { headSha, number } = await world.github.openPullRequest({
      repository: world.repository,
      head: "cut-wrong",
      base: "main",
      title: "A fix",
      author: "claude",
    });
    await says(headSha, "failure", "3 commits of M1");
    await world.github.editPullRequest(world.repository, number, { base: "M1" });
    await says(headSha, "failure", `gh pr edit ${number} --base main`);
  });

  it("asks GitHub nothing more about a change to the default branch", async () => {
    const before = world.github.requests.length;
    const { headSha } = await world.openPull("plain", { "plain.py": "1\n" });
    await says(headSha, "success", "Goes into main");
    const made = world.github.requests.slice(before).map(({ method, path }) => `${method} ${path}`);
    expect(made).not.toContain("GET /repos/acme/platform/pulls");
    expect(made).toContain("GET /repos/acme/platform/pulls/2");
  });

  it("lets a stacked change wait for the one below, and looks again when that one is merged", async () => {
    const parent = await world.openPull("below", { "below.py": "1\n" });
    const child = await world.openPull("above", { "above.py": "1\n" }, { base: "below" });
    await says(child.headSha, "success", "the branch of the open pull request");
    await world.github.mergePullRequest(world.repository, parent.number);
    await says(child.headSha, "failure", `gh pr edit ${child.number} --base main`);
  });

  it("blames the change, and nobody else, when it shares no commit with the base", async () => {
    // GitHub opens no such pull request. Somebody replaces the whole base under one that is open.
    const { headSha, number } = await world.openPull("orphan", { "alone.py": "1\n" });
    await says(headSha, "success", "Goes into main");
    const files = { ".github/lanekeeper.yml": configuration, "anew.py": "1\n" };
    await world.push("main", files, { from: "none", force: true });
    await world.github.editPullRequest(world.repository, number, { title: "Again" });
    await says(headSha, "failure", "git rebase --onto origin/main --root");
  });
});
