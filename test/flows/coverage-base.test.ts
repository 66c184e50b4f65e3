import { afterEach, describe, expect, it } from "@jest/globals";
import { zipOf } from "../archives/zip-bytes.ts";
import { type CoverageStory, openCoverageStory, rerunWith } from "./support/coverage-story.ts";
import { ci, textOf } from "./support/gate-story.ts";

let story: CoverageStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const reports = [{ flag: "unit", artifact: "coverage", path: "lcov.info" }];
const settings = { reports, modules: { "core/": "base" }, "max-drop": 0 };
const half = { coverage: { "core/a.py": "1:1 2:0" } };
const whole = { coverage: { "core/a.py": "1:1 2:1" } };
const other = { "core/c.py": "c()\n" };

const titleOf = async (sha: string) => (await story.table(sha, "Modules")).title;

describe("the base to compare with", () => {
  it("is the merge base, and a loss against it blocks", async () => {
    story = await openCoverageStory(settings);
    await story.finishedRun(story.base, whole, { event: "push" });
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, half);
    expect(textOf(await story.says(headSha, "failure"))).toContain("it was 100.00 % in the merge base");
    expect(await titleOf(headSha)).toBe(`Modules (base ${story.base.slice(0, 8)})`);
  });

  it("is the nearest first parent with every report, and the table names it and says how far it is", async () => {
    const both = [...reports, { flag: "e2e", artifact: "e2e", path: "lcov.info" }];
    story = await openCoverageStory({ ...settings, reports: both });
    const second = { e2e: { "core/b.py": "1:1 2:1" } };
    await story.finishedRun(story.base, { ...whole, ...second }, { event: "push" });
    const incomplete = await story.world.push("main", { "README.md": "one\n" });
    await story.finishedRun(incomplete, half, { event: "push" });
    await story.world.push("main", { "README.md": "two\n" });
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, { ...half, ...second });
    await story.says(headSha, "failure");
    const where = `base ${story.base.slice(0, 8)}, 2 commits before the merge base`;
    expect(await titleOf(headSha)).toBe(`Modules (${where})`);
  });

  it("is what the newest attempt of its run says, also when an older one was used before", async () => {
    story = await openCoverageStory(settings);
    const run = await story.finishedRun(story.base, whole, { event: "push" });
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, half);
    const { id } = await story.says(headSha, "failure");
    await rerunWith(run, half);
    await story.world.github.rerequestCheckRun(story.world.repository, id);
    await story.says(headSha, "success");
  });

  it.each([
    ["a report that ends in the middle", zipOf([{ name: "lcov.info", content: "TN:\nSF:core/a.py\nDA:1,1\n" }])],
    ["no archive at all", Buffer.from("this is no zip")],
  ])("is the next first parent where the nearest has sent %s, and a note names that", async (_what, damaged) => {
    story = await openCoverageStory(settings);
    await story.finishedRun(story.base, whole, { event: "push" });
    const tip = await story.world.push("main", { "README.md": "one\n" });
    const run = await story.run(tip, {}, { event: "push" });
    await run.uploadArtifact("coverage", damaged);
    await run.complete("success");
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, half);
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain("it was 100.00 % in the merge base");
    expect(said).toContain(`${tip.slice(1, 8)} is not compared with: unit (`);
    await rerunWith(run, half);
    const { id } = await story.says(headSha, "failure");
    await story.world.github.rerequestCheckRun(story.world.repository, id);
    await story.says(headSha, "success");
  });

  it("is measured by a nightly run too", async () => {
    story = await openCoverageStory(settings);
    await story.finishedRun(story.base, whole, { event: "schedule", workflow: ".github/workflows/nightly.yml" });
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, half);
    await story.says(headSha, "failure");
  });

  it("is compared without lines that its last five runs cover by chance", async () => {
    story = await openCoverageStory(settings);
    await story.finishedRun(story.base, whole, { event: "push" });
    for (const lines of [half, whole]) {
      await story.finishedRun(await story.world.push("main", { "README.md": JSON.stringify(lines) }), lines, {
        event: "push",
      });
    }
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, half);
    expect(textOf(await story.says(headSha, "success"))).toContain("1 line of core/ is covered by chance");
  });

  it("is told to have changed a measured file since, where the merge of both was tested", async () => {
    story = await openCoverageStory({ reports, "changed-lines": 0 });
    const { headSha } = await story.world.openPull("change", other);
    await story.world.push("main", { "core/a.py": "zero()\none()\ntwo()\n" });
    await story.finishedRun(headSha, whole);
    expect(textOf(await story.says(headSha, "success"))).toContain("The base has changed 1 measured file");
  });

  it("is no run that failed with a part of a matrix, and neither is a head judged by one", async () => {
    story = await openCoverageStory({
      ...settings,
      reports: [{ flag: "unit", artifact: "coverage-*", path: "lcov.info" }],
    });
    const leg = { "coverage-1": { "core/a.py": "1:1 2:0" } };
    await (await story.run(story.base, leg, { event: "push" })).complete("failure");
    const { headSha } = await story.world.openPull("change", other);
    const run = await story.run(headSha, leg);
    await run.complete("failure");
    await story.writes(headSha, "CI ended with failure, so others of this name may be missing.");
    await rerunWith(run, leg);
    expect(textOf(await story.says(headSha, "success"))).toContain("core/ cannot be compared");
  });

  it("is told to be missing, where nobody measured it", async () => {
    story = await openCoverageStory(settings);
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, half);
    expect(textOf(await story.says(headSha, "success"))).toContain("core/ cannot be compared");
  });

  it.each([
    ["a pull request's run", "pull_request"],
    ["a push to the pull request's own branch", "push"],
  ])("is never what %s said, also when its commit becomes main's", async (_what, event) => {
    story = await openCoverageStory(settings);
    await story.finishedRun(story.base, half, { event: "push" });
    const { headSha } = await story.world.openPull("change", { ...other, [ci]: "on: push\n# says what it likes\n" });
    await story.finishedRun(headSha, whole, { event, branch: "change" });
    await story.says(headSha, "success");
    await story.fastForward("change");
    const next = await story.world.openPull("next", { "README.md": "next\n" });
    await story.finishedRun(next.headSha, half, { branch: "next" });
    await story.says(next.headSha, "success");
    const where = `base ${story.base.slice(0, 8)}, 1 commit before the merge base`;
    expect(await titleOf(next.headSha)).toBe(`Modules (${where})`);
  });

  it("stays what main's run said, when a pull request of the same commit is measured later", async () => {
    story = await openCoverageStory(settings);
    await story.finishedRun(story.base, whole, { event: "push" });
    const { github, repository, work } = story.world;
    work.git("branch", "-q", "release", `${story.base}~1`);
    await github.push({ repository, from: work.directory, refspec: "refs/heads/release", as: "ada" });
    const about = { repository, base: "release", title: "Release", author: "claude" };
    const release = await github.openPullRequest({ ...about, head: "main" });
    await story.finishedRun(release.headSha, half, { branch: "main" });
    expect(release.headSha).toBe(story.base);
    const { headSha } = await story.world.openPull("change", other);
    await story.finishedRun(headSha, half);
    expect(textOf(await story.says(headSha, "failure"))).toContain("it was 100.00 % in the merge base");
  });
});
