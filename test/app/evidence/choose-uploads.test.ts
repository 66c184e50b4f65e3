import { describe, expect, it } from "@jest/globals";
import { branchOf, mayBeSeveral, newestRuns, partsOf, wantedUpload } from "../../../src/app/evidence/choose-uploads.ts";
import type { WorkflowRun } from "../../../src/github/workflow-runs.ts";

const run: WorkflowRun = {
  id: 1,
  attempt: 1,
  workflowPath: ".github/workflows/ci.yml",
  workflowName: "CI",
  event: "push",
  headSha: "abc",
  headBranch: "main",
  headRepositoryId: 7,
  status: "completed",
  conclusion: "success",
  createdAt: 1_000,
  startedAt: 1_000,
  url: "https://github.com/acme/platform/actions/runs/1",
};
const main = { kind: "branches", branches: ["main"], repositoryId: 7 } as const;

describe("branchOf", () => {
  it.each([
    ["a push", {}, "main"],
    ["a nightly run", { event: "schedule" }, "main"],
    ["a run that somebody starts", { event: "workflow_dispatch" }, "main"],
    ["a pull request's run", { event: "pull_request" }, undefined],
    ["a pull request's run with the rights of the base", { event: "pull_request_target" }, undefined],
    ["a push to another branch", { headBranch: "change" }, undefined],
    ["a fork's branch of the same name", { headRepositoryId: 8 }, undefined],
    ["a run that is not over, whose reports may be a part", { status: "running" as const }, undefined],
    ["a fork that is gone", { headRepositoryId: undefined }, undefined],
  ])("believes of main %s, or not", (_what, change, expected) => {
    expect(branchOf({ ...run, ...change }, main)).toBe(expected);
  });

  it("takes every run that is about a head", () => {
    expect(branchOf({ ...run, event: "pull_request", headRepositoryId: 8 }, { kind: "head" })).toBe("");
  });
});

describe("newestRuns", () => {
  it("keeps one run of each workflow and event: which jobs run may depend on the event", () => {
    const ofPull = { ...run, id: 2, event: "pull_request", createdAt: 2_000 };
    expect(newestRuns([ofPull, run, { ...ofPull, id: 3 }]).map(({ id }) => id)).toEqual([3, 1]);
  });

  it("keeps one run of each workflow, by time and then by id", () => {
    const runs = [run, { ...run, id: 3 }, { ...run, id: 2 }, { ...run, id: 9, createdAt: 999 }];
    const other = { ...run, id: 5, workflowPath: ".github/workflows/e2e.yml" };
    expect(newestRuns([...runs, other]).map(({ id }) => id)).toEqual([3, 5]);
  });
});

describe("mayBeSeveral", () => {
  it.each([
    [{ artifact: "coverage-*", path: "lcov.info" }, true],
    [{ artifact: "coverage", path: "**/lcov.info" }, false],
    [{ artifact: undefined, path: undefined }, true],
    [{ artifact: undefined, path: "*.info" }, true],
    [{ artifact: undefined, path: "lcov.info" }, false],
  ])("tells of %j that it is %s", (names, expected) => {
    expect(mayBeSeveral({ flag: "unit", entry: "unit", workflow: undefined, ...names })).toBe(expected);
  });
});

describe("wantedUpload", () => {
  const request = { flag: "unit", entry: "unit", artifact: "coverage-*", path: "**/lcov.info", workflow: undefined };
  const name = { workflow: run.workflowPath, artifact: "coverage-3.12", branch: "main" };

  it("is named after workflow, artifact, branch and the paths that are wanted, and not after flags", () => {
    const { upload = "" } = wantedUpload(name, [request]) ?? {};
    expect(partsOf(upload)).toEqual(name);
    expect(wantedUpload(name, [{ ...request, flag: "other" }, request])?.upload).toBe(upload);
    expect(wantedUpload({ ...name, branch: "" }, [request])?.upload).not.toBe(upload);
    expect(wantedUpload(name, [{ ...request, path: "**/coverage.xml" }])?.upload).not.toBe(upload);
  });

  it("is none where only what jobs send themselves is asked for", () => {
    const direct = { flag: "unit", entry: "unit", artifact: undefined, path: undefined, workflow: undefined };
    expect(wantedUpload(name, [direct])).toBeUndefined();
  });

  it.each([
    ["another name", { artifact: "logs" }],
    ["another workflow", { workflow: ".github/workflows/e2e.yml" }],
  ])("is none for %s", (_what, change) => {
    const asked = { ...request, workflow: run.workflowPath };
    expect(wantedUpload(name, [asked])).toBeDefined();
    expect(wantedUpload({ ...name, ...change }, [asked])).toBeUndefined();
  });
});
