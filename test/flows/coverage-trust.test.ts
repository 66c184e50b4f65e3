import { afterEach, describe, expect, it } from "@jest/globals";
import { type CoverageStory, openCoverageStory } from "./support/coverage-story.ts";
import { ci, textOf } from "./support/gate-story.ts";
import { until } from "./support/lanekeeper-world.ts";

let story: CoverageStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const reports = [{ flag: "unit", artifact: "coverage", path: "lcov.info" }];
const modules = { "core/": 75 };
const change = { "core/a.py": "one()\ntwo()\nthree()\n" };
const good = { coverage: { "core/a.py": "1:1 2:1 3:1" } };

/** A pull request from a fork, and what its own workflow uploads. */
async function openFork(claims: string) {
  story = await openCoverageStory({ reports, modules, claims });
  const { github, repository, work } = story.world;
  work.commit("change", change, { from: "main" });
  const fork = await github.fork(repository, "claude");
  await github.push({ repository: fork, from: work.directory, refspec: "refs/heads/change", as: "claude" });
  const head = { fork, branch: "change" };
  const pull = await github.openPullRequest({ repository, base: "main", title: "Change", author: "claude", head });
  await story.finishedRun(pull.headSha, good, { fork });
  const pushMore = async () => {
    const sha = work.commit("change", { "core/a.py": "one()\ntwo()\nthree()\nfour()\n" });
    await github.push({ repository: fork, from: work.directory, refspec: "refs/heads/change", as: "claude" });
    await story.finishedRun(sha, good, { fork });
    return sha;
  };
  return { ...pull, pushMore };
}

const trustOf = async (sha: string) => (await story.table(sha, "Reports")).rows.map((row) => row[5]);

describe("a report of a fork", () => {
  it("is a claim, which the verdict says where it is accepted", async () => {
    const { headSha } = await openFork("accept");
    await story.says(headSha, "success");
    expect(await trustOf(headSha)).toEqual(["a claim: from a fork"]);
  });

  it("waits for the label where it needs approval, and is judged as soon as that is set, without a push", async () => {
    const { headSha, number } = await openFork("needs-approval");
    await story.writes(headSha, "They count once the label evidence-approved is set.");
    await story.says(headSha, "in_progress");
    const { github, repository } = story.world;
    await github.labelPullRequest(repository, number, "evidence-approved");
    await story.says(headSha, "success");
    await github.labelPullRequest(repository, number, "evidence-approved", false);
    await story.says(headSha, "in_progress");
  });

  it("is approved of for one head: the next one waits until the label is set anew", async () => {
    const { headSha, number, pushMore } = await openFork("needs-approval");
    const { github, repository } = story.world;
    await github.labelPullRequest(repository, number, "evidence-approved");
    await story.says(headSha, "success");
    const next = await pushMore();
    await story.writes(next, "They count once the label evidence-approved is set.");
    await story.says(next, "in_progress");
    await github.labelPullRequest(repository, number, "evidence-approved", false);
    await github.labelPullRequest(repository, number, "evidence-approved");
    await story.says(next, "success");
  });

  it("is not approved of by a delivery that comes after the next push", async () => {
    const { headSha, number, pushMore } = await openFork("needs-approval");
    const { github, repository } = story.world;
    await story.says(headSha, "in_progress");
    github.deliveries.setFaults({ drop: ({ action }) => action === "labeled" });
    await github.labelPullRequest(repository, number, "evidence-approved");
    github.deliveries.setFaults({});
    const next = await pushMore();
    await story.writes(next, "They count once the label evidence-approved is set.");
    const dropped = github.deliveries.log.find(({ webhook }) => webhook.action === "labeled");
    await github.deliveries.redeliver(dropped?.id ?? 0);
    const done = (key: string) => story.world.logged.findLastIndex((line) => line["key"] === key && "outcome" in line);
    const keys = [`approval/${repository.id}/${number}/${headSha}`, `pull-request/${repository.id}/${number}`] as const;
    await until(
      () => done(keys[0]) !== -1 && done(keys[1]) > done(keys[0]),
      () => "the delivery led to nothing",
    );
    await story.says(next, "in_progress");
  });

  it("is no proof where claims are refused", async () => {
    const { headSha } = await openFork("refuse");
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain("The reports of unit are claims, since they come from a fork.");
  });
});

describe("a report of a workflow that the pull request edits", () => {
  const edited = { ...change, [ci]: "on: pull_request\n# says what it likes\n" };

  it.each([
    ["edits", edited],
    ["renames", { ...change, [ci]: undefined, ".github/workflows/other.yml": "on: [push, pull_request]\n" }],
  ])("is a claim, if the change %s it", async (_what, files) => {
    story = await openCoverageStory({ reports, modules, claims: "accept" });
    const { headSha } = await story.world.openPull("change", files);
    await story.finishedRun(headSha, good);
    await story.says(headSha, "success");
    expect(await trustOf(headSha)).toEqual([`a claim: the change edits ${ci}`]);
  });

  it("is no proof where claims are refused, and no claim without the edit", async () => {
    story = await openCoverageStory({ reports, modules, claims: "refuse" });
    const { headSha } = await story.world.openPull("change", edited);
    await story.finishedRun(headSha, good);
    expect(textOf(await story.says(headSha, "failure"))).toContain(`since the change edits ${ci}`);
    const plain = await story.world.push("change", { [ci]: "on: [push, pull_request]\n" });
    await story.finishedRun(plain, good);
    await story.says(plain, "success");
    expect(await trustOf(plain)).toEqual([""]);
  });
});

describe("a merge group", () => {
  it("of a pull request whose head is approved of is judged by claims, and of another one is told what to do", async () => {
    story = await openCoverageStory({ reports, modules, claims: "needs-approval" });
    const { github, repository } = story.world;
    const edited = { ...change, [ci]: "on: pull_request\n# says what it likes\n" };
    const { headSha, number } = await story.world.openPull("change", edited);
    await story.finishedRun(headSha, good);
    await story.says(headSha, "in_progress");

    const early = await github.mergeGroup(repository, number);
    await story.finishedRun(early.headSha, good, { event: "merge_group" });
    const said = textOf(await story.says(early.headSha, "failure"));
    expect(said).toContain("has to be on the pull request, set on its present head");
    await early.destroy("invalidated");

    await github.labelPullRequest(repository, number, "evidence-approved");
    await story.says(headSha, "success");
    // A merge of its own, as a queue makes it.
    await story.world.push("main", { "README.md": "more\n" });
    const group = await github.mergeGroup(repository, number);
    expect(group.headSha).not.toBe(early.headSha);
    await story.finishedRun(group.headSha, good, { event: "merge_group" });
    await story.says(group.headSha, "success");
  });
});
