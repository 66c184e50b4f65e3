import { afterEach, describe, expect, it } from "@jest/globals";
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
      - { flag: unit, artifact: coverage-unit, path: "**/lcov.info" }
      - { flag: e2e, artifact: coverage-e2e, path: "**/lcov.info" }
    modules: { "core/": 75 }
    changed-lines: 100
    max-drop: 0
    claims: refuse
`;

/** The merge of head and base, which is what a pull request's job checks out. */
const mergeCommit = "d".repeat(40);
const whole = { "core/a.py": "1:1 2:1" };
const changed = { "core/a.py": "one()\ntwo()\nthree()\n" };

async function open() {
  uploads = await openUploadWorld({ configuration });
  return uploads.world.push("main", { "core/a.py": "one()\ntwo()\n", [ci.path]: "on: push\n" });
}

async function upload(
  job: { readonly runId: number; readonly event: string; readonly sha: string },
  flag: string,
  files: Readonly<Record<string, string>>,
  claims: Readonly<Record<string, unknown>> = {},
) {
  const answer = await uploads.send(
    `/api/reports/coverage?flag=${flag}`,
    await uploads.token(job, claims),
    lcov(files),
  );
  expect(answer).toMatchObject({ status: 201, body: { flag } });
  return answer.body;
}

async function uploadOfBase(base: string) {
  const { id: runId } = await uploads.startRun(base, "push");
  for (const flag of ["unit", "e2e"]) await upload({ runId, event: "push", sha: base }, flag, whole);
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
  const { id: runId } = await uploads.startRun(headSha, "pull_request");
  return { headSha, job: { runId, event: "pull_request", sha: mergeCommit } };
}

function summaryOf(sha: string): string {
  const runs = uploads.world.github.allCheckRunsOf(uploads.world.repository, sha);
  return JSON.stringify(runs.filter(({ name }) => name.endsWith("/ coverage")).at(-1));
}

describe("a gate that waits for reports", () => {
  it("gets its verdict from jobs that upload them, without a new push and before the run ends", async () => {
    await uploadOfBase(await open());
    const { headSha, job } = await openPull(changed);
    const said = await upload(job, "unit", { "core/a.py": "1:1 2:1 3:0" });
    expect(said).toMatchObject({ commit: headSha, ofBranch: false });
    await upload(job, "another", { "core/a.py": "1:1 2:1 3:1" });
    await until(
      () => summaryOf(headSha).includes("1 of 2 reports are there. Missing: e2e."),
      () => `it does not say what is missing: ${summaryOf(headSha)}`,
    );
    await upload(job, "e2e", { "core/a.py": "1:0 2:0 3:1" });
    await says(headSha, "success");
  });

  it("compares only with what the branch itself has sent", async () => {
    const base = await open();
    await uploadOfBase(base);
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
    ["the workflow", { [ci.path]: "on: [push, pull_request]\n" }, {}],
    [
      "the reusable workflow that the job is in",
      { ".github/workflows/test.yml": "on: workflow_call\n" },
      { job_workflow_ref: "acme/platform/.github/workflows/test.yml@refs/pull/1/merge" },
    ],
  ])("takes them for claims when the change edits %s", async (_what, edited, claims) => {
    await uploadOfBase(await open());
    const { headSha, job } = await openPull({ ...changed, ...edited });
    for (const flag of ["unit", "e2e"]) await upload(job, flag, { "core/a.py": "1:1 2:1 3:1" }, claims);
    await says(headSha, "failure");
    expect(summaryOf(headSha)).toContain("since the change edits their workflow");
  });
});
