import { afterEach, describe, expect, it } from "@jest/globals";
import { type CoverageStory, openCoverageStory, rerunWith, upload } from "./support/coverage-story.ts";
import { textOf } from "./support/gate-story.ts";

let story: CoverageStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const unit = { flag: "unit", artifact: "coverage", path: "lcov.info" };
const e2e = { flag: "e2e", artifact: "e2e", path: "lcov.info", "carry-forward": true };
const settings = { reports: [unit, e2e], modules: { "core/": 100 } };
const change = { "core/a.py": "one()\ntwo()\nthree()\n" };
const ofUnit = { coverage: { "core/a.py": "1:1 2:1 3:1" } };
const ofBoth = { coverage: { "core/a.py": "1:1 2:1" }, e2e: { "core/b.py": "1:1 2:1" } };

/** A base with both reports, and a pull request of which only the unit tests are measured. */
async function openMeasured() {
  story = await openCoverageStory(settings);
  await story.finishedRun(story.base, ofBoth, { event: "push" });
  const { headSha } = await story.world.openPull("change", change);
  return headSha;
}

describe("a report that is carried forward", () => {
  it("stands in for that of a job that was skipped, and never while a workflow may still send it", async () => {
    const headSha = await openMeasured();
    await story.writes(headSha, "Missing: unit, e2e. No workflow is running.");
    const run = await story.run(headSha, ofUnit);
    await run.complete("success");
    expect(textOf(await story.says(headSha, "success"))).toContain("5 of 5 by line");
    expect((await story.table(headSha, "Reports")).rows[1]?.[4]).toContain("carried forward from the merge base");
    await run.rerun();
    await run.begin();
    await story.finishedRun(headSha, {}, { workflow: ".github/workflows/lint.yml" });
    await story.writes(headSha, "Missing: e2e. Still running: CI.");
    await story.says(headSha, "in_progress");
    await run.complete("success");
    await story.says(headSha, "success");
  });

  it("stands in for nothing when the workflow failed: its report may have been lost", async () => {
    const headSha = await openMeasured();
    const run = await story.run(headSha, ofUnit);
    await run.complete("failure");
    await story.writes(headSha, "1 of 2 reports are there. Missing: e2e.");
    await story.says(headSha, "in_progress");
    await rerunWith(run, { e2e: { "core/b.py": "1:1 2:0" } });
    expect(textOf(await story.says(headSha, "failure"))).toContain("4 of 5 by line");
  });

  it("is a claim, where the change edits the workflow so that it sends none", async () => {
    story = await openCoverageStory({ reports: [e2e], modules: { "core/": 100 }, claims: "refuse" });
    await story.finishedRun(story.base, ofBoth, { event: "push" });
    const edited = { ...change, ".github/workflows/ci.yml": "on: pull_request\njobs: {}\n" };
    const { headSha } = await story.world.openPull("change", edited);
    await story.finishedRun(headSha, {});
    expect(textOf(await story.says(headSha, "failure"))).toContain(
      "The reports of e2e are left out, which is a claim, since the change edits .github/workflows/ci.yml.",
    );
  });

  it("gives way to the report itself", async () => {
    const headSha = await openMeasured();
    const run = await story.finishedRun(headSha, ofUnit);
    await story.says(headSha, "success");
    await run.rerun();
    await upload(run, { e2e: { "core/b.py": "1:0 2:0" } });
    await run.complete("success");
    expect(textOf(await story.says(headSha, "failure"))).toContain("3 of 5 by line");
  });
});
