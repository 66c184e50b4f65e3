import { afterEach, describe, expect, it } from "@jest/globals";
import { type CoverageStory, openCoverageStory } from "./support/coverage-story.ts";
import { textOf } from "./support/gate-story.ts";

let story: CoverageStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const report = { flag: "unit", artifact: "coverage", path: "lcov.info" };
const modules = { "core/": 75 };
const change = { "core/a.py": "one()\ntwo()\nthree()\n" };
const long = (last: string) => `${"some_long_statement_of_the_file()\n".repeat(9)}${last}`;

async function openChange(settings: object) {
  story = await openCoverageStory({ reports: [report], modules, "changed-lines": 100, ...settings });
  return story.world.openPull("change", change);
}

describe("a renamed file", () => {
  it("keeps its coverage, and of its lines only the changed ones are asked for", async () => {
    const settings = { reports: [report], modules: { "core/": "base" }, "changed-lines": 100 };
    story = await openCoverageStory(settings, { files: { "core/old.py": long("end()\n") } });
    const before = "1:1 2:1 3:0 4:0 5:0 6:0 7:0 8:0 9:0 10:0";
    await story.finishedRun(story.base, { coverage: { "core/old.py": before } }, { event: "push" });
    const files = { "core/old.py": undefined, "core/new.py": long("other_end()\n") };
    const { headSha } = await story.world.openPull("change", files);
    await story.finishedRun(headSha, { coverage: { "core/new.py": before } });
    const said = await story.says(headSha, "failure");
    expect(said.annotations.map(({ path, start_line, end_line }) => [path, start_line, end_line])).toEqual([
      ["core/new.py", 10, 10],
    ]);
    expect(textOf(said)).not.toContain("coverage-dropped");
    const covered = await story.world.push("change", { "README.md": "more\n" });
    await story.finishedRun(covered, { coverage: { "core/new.py": before.replace("10:0", "10:1") } });
    await story.says(covered, "success");
    expect((await story.table(covered, "Changed lines")).rows[0]?.[1]).toBe("100.00 % (1/1)");
  });
});

describe("paths of the machine that tested", () => {
  it.each([
    ["a workspace of GitHub", "/home/runner/work/platform/platform/core/a.py", {}],
    ["a workspace of Windows", "D:\\a\\platform\\platform\\core\\a.py", {}],
    ["a declared prefix", "/app/core/a.py", { reports: [{ ...report, prefixes: ["/app/"] }] }],
    ["the common end of the path", "/somewhere/else/core/a.py", {}],
  ])("lead to the file through %s", async (_what, path, settings) => {
    const { headSha } = await openChange(settings);
    await story.finishedRun(headSha, { coverage: { [path]: "1:1 2:1 3:0" } });
    const said = await story.says(headSha, "failure");
    expect(said.annotations.map(({ path: file, start_line }) => [file, start_line])).toEqual([["core/a.py", 3]]);
  });

  it("that lead nowhere prove nothing, and the answer is the line to add", async () => {
    const { headSha } = await openChange({});
    await story.finishedRun(headSha, { coverage: { "/opt/ci/x/core/a.py": "1:1 2:1", "core/a.py": "1:1 2:1 3:1" } });
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain(
      "2 of 5 lines are in files that were not found in the repository: /opt/ci/x/core/a.py (only its end is",
    );
    expect(said).toContain('prefixes: ["/opt/ci/x/"]');
  });

  it("that several files could be prove nothing, and are shown with them", async () => {
    const files = { "one/src/index.ts": "a()\n", "two/src/index.ts": "b()\n" };
    story = await openCoverageStory({ reports: [report], modules }, { files });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { coverage: { "/x/src/index.ts": "1:1" } });
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain("/x/src/index.ts (fits several files: one/src/index.ts, two/src/index.ts)");
  });
});
