import { afterEach, describe, expect, it } from "@jest/globals";
import { type CoverageStory, openCoverageStory, rerunWith, upload } from "./support/coverage-story.ts";
import { ci, textOf } from "./support/gate-story.ts";

let story: CoverageStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const unit = { flag: "unit", artifact: "coverage-*", path: "**/lcov.info" };
const e2e = { flag: "e2e", artifact: "e2e", path: "lcov.info" };
const modules = { "core/": 100 };
const change = { "core/a.py": "one()\ntwo()\nthree()\n" };

describe("uploads of one commit", () => {
  it("are merged line by line, whichever run of a matrix and whichever workflow they are from", async () => {
    story = await openCoverageStory({ reports: [unit], modules, "changed-lines": 100 });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { "coverage-3.12": { "core/a.py": "1:1 2:0 3:0", "core/b.py": "1:1 2:0" } });
    await story.writes(headSha, "below-threshold");
    const workflow = ".github/workflows/nightly.yml";
    const more = { "coverage-3.13": { "core/a.py": "1:0 2:1 3:0" }, "coverage-3.14": { "core/b.py": "2:1" } };
    await story.finishedRun(headSha, more, { workflow });
    await story.writes(headSha, "4 of 5 by line");
    const last = { "coverage-pypy": { "core/a.py": "3:7" } };
    await story.finishedRun(headSha, last, { workflow: ".github/workflows/pypy.yml" });
    expect(textOf(await story.says(headSha, "success"))).toContain("5 of 5 by line");
  });

  it("of a matrix are not judged before the workflow ends, whatever else ends meanwhile", async () => {
    story = await openCoverageStory({ reports: [unit], modules });
    const { headSha } = await story.world.openPull("change", change);
    const run = await story.run(headSha, { "coverage-3.12": { "core/a.py": "1:1 2:0 3:0" } });
    await story.finishedRun(headSha, {}, { workflow: ".github/workflows/lint.yml" });
    await story.writes(headSha, "More reports may come of unit. Still running: CI.");
    await story.says(headSha, "in_progress");
    await upload(run, { "coverage-3.13": { "core/a.py": "1:0 2:1 3:1" } });
    await run.complete("success");
    await story.says(headSha, "success");
    const all = story.world.github.allCheckRunsOf(story.world.repository, headSha);
    expect(all.map(({ conclusion }) => conclusion)).not.toContain("failure");
  });

  it("of one name are those of the newest attempt alone, be it better", async () => {
    story = await openCoverageStory({ reports: [unit], modules });
    const { headSha } = await story.world.openPull("change", change);
    const run = await story.finishedRun(headSha, {
      "coverage-3.12": { "core/a.py": "1:1 2:1 3:0" },
      "coverage-3.13": { "core/a.py": "1:1 2:1" },
    });
    await story.says(headSha, "failure");
    await rerunWith(run, { "coverage-3.12": { "core/a.py": "1:1 2:1 3:1" } });
    expect(textOf(await story.says(headSha, "success"))).toContain("3 of 3 by line");
    const from = (await story.table(headSha, "Reports")).rows.map((row) => row[4]);
    expect(from[0]).toContain(`${ci} run ${run.id}, attempt 2`);
    expect(from[1]).toContain(`${ci} run ${run.id}, attempt 1`);
  });

  it("of one name are those of the newest attempt alone, be it worse: lines of the older one are gone", async () => {
    story = await openCoverageStory({ reports: [unit], modules });
    const { headSha } = await story.world.openPull("change", change);
    const run = await story.finishedRun(headSha, { "coverage-3.12": { "core/a.py": "1:1 2:1 3:1" } });
    await story.says(headSha, "success");
    await rerunWith(run, { "coverage-3.12": { "core/a.py": "1:1 2:0 3:0 4:0" } });
    expect(textOf(await story.says(headSha, "failure"))).toContain("1 of 4 by line");
  });

  it("of a push and of a pull request that start one workflow count both, and of one name the newer", async () => {
    story = await openCoverageStory({ reports: [unit], modules });
    const { headSha } = await story.world.openPull("change", change);
    const push = await story.run(
      headSha,
      { "coverage-1": { "core/a.py": "1:0 2:0" }, "coverage-push": { "core/b.py": "1:1 2:1" } },
      { event: "push", branch: "change" },
    );
    await story.finishedRun(headSha, { "coverage-1": { "core/a.py": "1:1 2:1 3:1" } });
    await story.writes(headSha, "More reports may come of unit. Still running: CI.");
    await push.complete("success");
    expect(textOf(await story.says(headSha, "success"))).toContain("5 of 5 by line");
  });

  it("are not fetched when more are asked for than Lanekeeper reads, and it is told what to do", async () => {
    story = await openCoverageStory({ reports: [unit], modules });
    const { headSha } = await story.world.openPull("change", change);
    const all = Array.from({ length: 201 }, (_, index) => [`coverage-${index}`, { "core/a.py": "1:1" }] as const);
    await story.finishedRun(headSha, Object.fromEntries(all));
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain("201 artifacts of this commit are asked for, and at most 200 are fetched. Name fewer with");
  });

  it("of another commit say nothing of this one", async () => {
    story = await openCoverageStory({ reports: [unit], modules });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { "coverage-1": { "core/a.py": "1:1 2:1 3:1" } });
    await story.says(headSha, "success");
    const next = await story.world.push("change", { "core/a.py": "one()\ntwo()\nthree()\nfour()\n" });
    await story.writes(next, "Missing: unit");
    await story.finishedRun(headSha, { "coverage-2": { "core/a.py": "1:1" } });
    await story.finishedRun(next, { "coverage-1": { "core/a.py": "1:1 2:1 3:1 4:0" } });
    expect(textOf(await story.says(next, "failure"))).toContain("3 of 4 by line");
  });

  it("of two open pull requests are kept apart, also where both change the same file", async () => {
    story = await openCoverageStory({ reports: [unit], modules, "changed-lines": 100 });
    const one = await story.world.openPull("one", change);
    const other = await story.world.openPull("other", { "core/a.py": "one()\ntwo()\nother()\n" });
    await story.finishedRun(one.headSha, { "coverage-1": { "core/a.py": "1:1 2:1 3:0" } }, { branch: "one" });
    await story.finishedRun(other.headSha, { "coverage-1": { "core/a.py": "1:1 2:1 3:1" } }, { branch: "other" });
    await story.says(one.headSha, "failure");
    await story.says(other.headSha, "success");
  });
});

describe("a flag", () => {
  it("that never comes is waited for, and after its time nothing is proven, without any webhook", async () => {
    story = await openCoverageStory({ reports: [unit, e2e], modules, "timeout-minutes": 30 });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { "coverage-1": { "core/a.py": "1:1 2:1 3:1" } });
    await story.says(headSha, "in_progress");
    await story.writes(headSha, "1 of 2 reports are there. Missing: e2e. No workflow is running.");
    story.pass(29);
    await story.world.github.settle();
    const delivered = story.world.github.deliveries.log.length;
    story.pass(2);
    expect(textOf(await story.says(headSha, "failure"))).toContain(
      "Missing: e2e. They did not come within 30 minutes.",
    );
    expect(story.world.github.deliveries.log).toHaveLength(delivered);
    await story.finishedRun(headSha, { e2e: { "core/a.py": "1:1" } }, { workflow: ".github/workflows/e2e.yml" });
    await story.says(headSha, "success");
  });

  it("that is optional is not waited for, and counts when it comes", async () => {
    story = await openCoverageStory({ reports: [unit, { ...e2e, optional: true }], modules });
    const { headSha } = await story.world.openPull("change", change);
    const run = await story.run(headSha, { "coverage-1": { "core/a.py": "1:1 2:1 3:0" } });
    await run.complete("success");
    await story.says(headSha, "failure");
    await story.finishedRun(headSha, { e2e: { "core/a.py": "3:1" } }, { workflow: ".github/workflows/e2e.yml" });
    await story.says(headSha, "success");
  });
});

describe("two entries under one flag", () => {
  it("are waited for each by itself, and are one flag in the verdict", async () => {
    const linux = { flag: "unit", artifact: "linux", path: "lcov.info" };
    story = await openCoverageStory({ reports: [linux, { ...linux, artifact: "windows" }], modules });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { linux: { "core/a.py": "1:1 2:1 3:0" } });
    await story.writes(headSha, "1 of 2 reports are there. Missing: unit (lcov.info in windows).");
    await story.finishedRun(headSha, { windows: { "core/a.py": "3:1" } }, { workflow: ".github/workflows/win.yml" });
    expect(textOf(await story.says(headSha, "success"))).toContain("3 of 3 by line");
    expect((await story.table(headSha, "Reports")).rows.map(([flag]) => flag)).toEqual(["unit", "unit"]);
  });
});

describe("what the configuration asks for", () => {
  it("is looked for anew in artifacts that were read before", async () => {
    const wrong = [{ ...unit, path: "**/coverage.xml" }];
    story = await openCoverageStory({ reports: wrong, modules });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { "coverage-1": { "core/a.py": "1:1 2:1 3:1" } });
    expect(textOf(await story.says(headSha, "failure"))).toContain("No file in it matches **/coverage.xml.");
    const gate = JSON.stringify({ reports: [unit], modules });
    const configuration = `version: 1\nmode: enforce\ngates:\n  coverage: ${gate}\n`;
    await story.world.push("main", { ".github/lanekeeper.yml": configuration });
    await story.says(headSha, "success");
  });
});
