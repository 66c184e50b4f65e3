import { afterEach, describe, expect, it } from "@jest/globals";
import type { StandInWorkflowRun } from "../../src/demo/github/stand-in-types.ts";
import { lcov } from "../gates/coverage/support.ts";
import { until } from "./support/lanekeeper-world.ts";
import { ci, openUploadWorld, type UploadWorld } from "./support/upload-world.ts";

let uploads: UploadWorld;
afterEach(() => uploads[Symbol.asyncDispose]());

const configuration = `version: 1
mode: enforce
gates:
  coverage:
    reports:
      - { flag: unit, path: report }
      - { flag: e2e, path: report }
    modules: { "core/": 75 }
    changed-lines: 100
    max-drop: 0
    claims: refuse
`;

/** The merge of head and base, which is what a pull request's job checks out. */
const mergeCommit = "d".repeat(40);
const whole = { "core/a.py": "1:1 2:1" };
const changed = { "core/a.py": "one()\ntwo()\nthree()\n" };

async function open(settings = configuration) {
  uploads = await openUploadWorld({ configuration: settings });
  return uploads.world.push("main", { "core/a.py": "one()\ntwo()\n", [ci.path]: "on: push\n" });
}

async function upload(
  job: { readonly runId: number; readonly event: string; readonly sha: string },
  flag: string,
  files: Readonly<Record<string, string>>,
  {
    name = "report",
    claims = {},
  }: { readonly name?: string; readonly claims?: Readonly<Record<string, unknown>> } = {},
) {
  const answer = await uploads.send(
    `/api/reports/coverage?flag=${flag}&name=${name}`,
    await uploads.token(job, claims),
    lcov(files),
  );
  expect(answer).toMatchObject({ status: 201, body: { flag } });
  return answer.body;
}

/** The run is not over. */
async function uploadOfBase(base: string, files = whole): Promise<StandInWorkflowRun> {
  const run = await uploads.startRun(base, "push");
  for (const flag of ["unit", "e2e"]) await upload({ runId: run.id, event: "push", sha: base }, flag, files);
  return run;
}

async function measuredBase(base: string) {
  await (await uploadOfBase(base)).complete("success");
}

async function says(sha: string, conclusion: string) {
  await until(
    async () => (await uploads.world.conclusions(sha))["coverage"] === conclusion,
    () => `coverage does not say ${conclusion} of ${sha}`,
  );
}

async function openPull(files: Readonly<Record<string, string>>) {
  const { headSha } = await uploads.world.openPull("change", files);
  await says(headSha, "in_progress");
  const run = await uploads.startRun(headSha, "pull_request");
  return { headSha, run, job: { runId: run.id, event: "pull_request", sha: mergeCommit } };
}

async function writes(sha: string, text: string) {
  await until(
    () => summaryOf(sha).includes(text),
    () => `it does not say ${text}: ${summaryOf(sha)}`,
  );
}

function summaryOf(sha: string): string {
  const runs = uploads.world.github.allCheckRunsOf(uploads.world.repository, sha);
  return JSON.stringify(runs.filter(({ name }) => name.endsWith("/ coverage")).at(-1));
}

describe("a gate that waits for reports", () => {
  it("gets its verdict from jobs that upload them, without a new push and before the run ends", async () => {
    await measuredBase(await open());
    const { headSha, job } = await openPull(changed);
    const said = await upload(job, "unit", { "core/a.py": "1:1 2:1 3:0" });
    expect(said).toMatchObject({ commit: headSha, ofBranch: false });
    await upload(job, "another", { "core/a.py": "1:1 2:1 3:1" });
    await writes(headSha, "1 of 2 reports are there. Missing: e2e.");
    await upload(job, "e2e", { "core/a.py": "1:0 2:0 3:1" });
    await says(headSha, "success");
  });

  it("compares only with what the branch itself has sent", async () => {
    const base = await open();
    await measuredBase(base);
    // A pull request whose head is the base's commit claims that nothing was covered there.
    const { id: runId } = await uploads.startRun(base, "pull_request");
    const claim = { runId, event: "pull_request", sha: mergeCommit };
    for (const flag of ["unit", "e2e"]) {
      expect(await upload(claim, flag, { "core/a.py": "1:0 2:0" })).toMatchObject({ ofBranch: false });
    }
    const { headSha, job } = await openPull({ "core/b.py": "one()\ntwo()\nthree()\n" });
    const less = { "core/a.py": "1:1 2:0", "core/b.py": "1:1 2:1 3:1" };
    for (const flag of ["unit", "e2e"]) await upload(job, flag, less);
    await says(headSha, "failure");
    expect(summaryOf(headSha)).toContain("it was 100.00 % in the merge base");
  });

  it.each([
    ["the workflow", ci.path, {}],
    [
      "the reusable workflow that the job is in",
      ".github/workflows/test.yml",
      { job_workflow_ref: "acme/platform/.github/workflows/test.yml@refs/pull/1/merge" },
    ],
    ["an action that a workflow may use", ".github/actions/setup/action.yml", {}],
  ])("takes them for claims when the change edits %s", async (_what, path, claims) => {
    await measuredBase(await open());
    const { headSha, job } = await openPull({ ...changed, [path]: "# says what it likes\n" });
    for (const flag of ["unit", "e2e"]) await upload(job, flag, { "core/a.py": "1:1 2:1 3:1" }, { claims });
    await says(headSha, "failure");
    expect(summaryOf(headSha)).toContain(`since the change edits ${path}`);
  });
});

function asking(report: string): string {
  const modules = '{ "core/": 100 }';
  return `version: 1\nmode: enforce\ngates:\n  coverage:\n    reports: [${report}]\n    modules: ${modules}\n`;
}

describe("a flag under which several jobs send reports", () => {
  it.each([
    ["an artifact of one name", '{ flag: unit, artifact: coverage, path: "**/lcov.info" }'],
    ["artifacts with a pattern", '{ flag: unit, artifact: "coverage-*", path: "**/lcov.info" }'],
    ["no artifact", "{ flag: unit }"],
    ["names with a pattern", '{ flag: unit, path: "lcov-*.info" }'],
  ])("is judged when their run is over, and not by the first of them: %s", async (_what, report) => {
    await open(asking(report));
    const { headSha, job, run } = await openPull(changed);
    await upload(job, "unit", { "core/a.py": "1:1 2:1 3:1" }, { name: "lcov-1.info" });
    await writes(headSha, "More reports may come of unit. Still running: CI.");
    await upload(job, "unit", { "core/a.py": "4:0" }, { name: "lcov-2.info" });
    await run.complete("success");
    await says(headSha, "failure");
    expect(summaryOf(headSha)).toContain("3 of 4 by line");
    const said = uploads.world.github.allCheckRunsOf(uploads.world.repository, headSha);
    expect(said.filter(({ name }) => name.endsWith("/ coverage")).map((one) => one.conclusion)).not.toContain(
      "success",
    );
  });

  it("is that of the newer of two runs that one event has started: what the older one has sent counts no more", async () => {
    await open(asking("{ flag: unit }"));
    const { headSha, job, run } = await openPull(changed);
    await upload(job, "unit", { "core/a.py": "1:1 2:1 3:1" }, { name: "lcov-1.info" });
    await upload(job, "unit", { "core/a.py": "4:1" }, { name: "lcov-2.info" });
    await run.complete("success");
    await says(headSha, "success");
    const newer = await uploads.startRun(headSha, "pull_request");
    await upload({ ...job, runId: newer.id }, "unit", { "core/a.py": "1:1 2:1 3:0" }, { name: "lcov-1.info" });
    await newer.complete("success");
    await says(headSha, "failure");
    expect(summaryOf(headSha)).toContain("2 of 3 by line");
  });

  it("is judged before its run is over where it has one name", async () => {
    await open(asking("{ flag: unit, path: lcov.info }"));
    const { headSha, job } = await openPull(changed);
    await upload(job, "unit", { "core/a.py": "1:0" }, { name: "other.info" });
    await writes(headSha, "0 of 1 report is there.");
    await upload(job, "unit", { "core/a.py": "1:1 2:1 3:1" }, { name: "lcov.info" });
    await says(headSha, "success");
    expect(summaryOf(headSha)).toContain("3 of 3 by line");
  });
});

describe("the reports that a run of the base branch has sent", () => {
  it.each([
    ["the merge base", 0],
    ["a commit so far before it that GitHub is asked for no artifacts of it", 3],
  ])("are compared with when the run is over, of %s: until then they may be a part", async (_what, behind) => {
    const base = await open();
    await measuredBase(base);
    const tip = await uploads.world.push("main", { "README.md": "more\n" });
    const less = { "core/a.py": "1:1 2:1 3:1 4:0" };
    const run = await uploadOfBase(tip, less);
    for (let count = 0; count < behind; count += 1) {
      await uploads.world.push("main", { "README.md": `commit ${count}\n` });
    }
    const { headSha, job } = await openPull({ "README.md": "even more\n" });
    for (const flag of ["unit", "e2e"]) await upload(job, flag, less);
    await says(headSha, "failure");
    expect(summaryOf(headSha)).toContain("it was 100.00 % in the merge base");
    expect(summaryOf(headSha)).toContain(
      `${base.slice(1, 8)}, ${behind === 0 ? "1 commit" : `${behind + 1} commits`} before the merge base`,
    );
    await run.complete("success");
    for (const flag of ["unit", "e2e"]) await upload(job, flag, less);
    await says(headSha, "success");
  });
});
