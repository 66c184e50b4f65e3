import { describe, expect, it } from "@jest/globals";
import { claimOf, workflowEdits } from "../../../src/app/evidence/claims.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";

const ci = ".github/workflows/ci.yml";
const origin = {
  workflow: ci,
  artifact: "coverage",
  runId: 1,
  attempt: 1,
  event: "pull_request",
  createdAt: 0,
  fork: false,
};
const base = {
  [ci]: `jobs:
  test:
    steps:
      - uses: actions/checkout@v5
      - uses: ./ci/Setup/
      - { uses: "./tools/my action", with: {} }
  called:
    'uses': './.github/workflows/test.yml'
`,
  ".github/workflows/test.yml": "on: workflow_call\n",
  ".github/actions/report/action.yml": "runs:\n  steps: [{ uses: ./ci/shared }]\n",
  "ci/setup/action.yml": "runs:\n  steps:\n    - uses: './ci/inner'\n",
  "ci/setup/index.js": "run()\n",
  "ci/inner/action.yaml": "runs: {}\n",
  "ci/inner/dist/index.js": "run()\n",
  "ci/shared/action.yml": "runs: {}\n",
  "tools/my action/action.yml": "runs: {}\n",
  "core/a.py": "one()\n",
  "ci/other.sh": "true\n",
};

const edits = (files: MemoryCommits["head"], more: Partial<MemoryCommits> = {}) =>
  workflowEdits(memoryRepository({ base, head: { ...base, ...files }, ...more }));

const claim = async (files: MemoryCommits["head"], more: Partial<MemoryCommits> = {}) =>
  claimOf(origin, await edits(files, more));

describe("a report is a claim", () => {
  it.each([
    ci,
    ".github/workflows/test.yml",
    ".github/workflows/new.yml",
    ".github/workflows/script.sh",
    ".github/actions/report/action.yml",
    ".github/actions/unused/index.js",
    "ci/setup/action.yml",
    "ci/setup/index.js",
    "ci/inner/dist/index.js",
    "ci/shared/action.yml",
    "tools/my action/action.yml",
  ])("when the change edits %s", async (path) => {
    expect(await claim({ "core/a.py": "two()\n", [path]: "# says what it likes\n" })).toEqual({
      kind: "edited-workflow",
      path,
    });
  });

  it("and names its own workflow before others", async () => {
    const files = { ".github/workflows/a.yml": "# new\n", [ci]: "# says what it likes\n" };
    expect(await claim(files)).toEqual({ kind: "edited-workflow", path: ci });
  });

  it("when the change removes or moves an action", async () => {
    const { "ci/inner/action.yaml": moved, ...others } = base;
    const repository = memoryRepository({ base, head: { ...others, "elsewhere/action.yaml": moved } });
    expect(claimOf(origin, await workflowEdits(repository))).toMatchObject({ path: "ci/inner/action.yaml" });
  });

  it("when it comes from a fork, whatever the change edits", async () => {
    expect(claimOf({ ...origin, fork: true }, await edits({}))).toEqual({ kind: "fork" });
  });

  it.each([
    ["a list is cut short", { maxItems: 1 }],
    ["a workflow cannot be read", { missing: [ci] }],
    ["a workflow is too large", { maxBlobBytes: 100 }],
  ])("when it cannot be told, since %s", async (_what, more) => {
    expect(await claim({ "core/a.py": "two()\n", "core/b.py": "" }, more)).toEqual({ kind: "unknown-edits" });
  });

  it("and none when the change leaves workflows and their actions alone", async () => {
    expect(await claim({ "core/a.py": "two()\n", "ci/other.sh": "false\n", "ci/setup.js": "" })).toBeUndefined();
  });

  it("of an action that is the repository itself, when its own file is edited, and not with every change", async () => {
    const own = { ...base, "action.yml": "runs: {}\n", [ci]: "steps: [{uses: ./}]\n" };
    const change = (files: MemoryCommits["head"]) =>
      workflowEdits(memoryRepository({ base: own, head: { ...own, ...files } }));
    expect(claimOf(origin, await change({ "action.yml": "runs: { using: node24 }\n" }))).toMatchObject({
      path: "action.yml",
    });
    expect(claimOf(origin, await change({ "core/a.py": "two()\n" }))).toBeUndefined();
  });
});
