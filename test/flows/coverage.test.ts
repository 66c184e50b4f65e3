import { afterEach, describe, expect, it } from "@jest/globals";
import { zipOf } from "../archives/zip-bytes.ts";
import { lcov } from "../gates/coverage/support.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until } from "./support/lanekeeper-world.ts";

let world: LanekeeperWorld;
afterEach(() => world[Symbol.asyncDispose]());

const path = ".github/workflows/ci.yml";
const configuration = `version: 1
mode: enforce
gates:
  coverage:
    reports:
      - { flag: unit, artifact: "coverage-*", path: "**/lcov.info" }
      - { flag: e2e, artifact: e2e, path: lcov.info }
    modules: { "core/": 75 }
    changed-lines: 100
    max-drop: 0
`;

const start = { "core/a.py": "one()\ntwo()\n", [path]: "on: push\n" };
const whole = { "coverage-3.12": { "core/a.py": "1:1 2:1" }, e2e: { "core/a.py": "1:1 2:0" } };

type Reports = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A workflow that uploads reports; answers how to go on. */
async function startRun(headSha: string, event: "push" | "pull_request", reports: Reports) {
  const workflow = { path, name: "CI" };
  const headBranch = event === "push" ? "main" : "change";
  const about = { repository: world.repository, workflow, event, headSha, headBranch, as: "claude" };
  const run = await world.github.startWorkflowRun(about);
  await run.begin();
  await upload(run, reports);
  return run;
}

async function upload(run: { uploadArtifact(name: string, zip: Uint8Array): unknown }, reports: Reports) {
  for (const [artifact, files] of Object.entries(reports)) {
    await run.uploadArtifact(artifact, zipOf([{ name: "lcov.info", content: lcov(files) }]));
  }
}

async function open() {
  world = await openLanekeeperWorld({ configuration });
  const base = await world.push("main", start);
  await world.startServer();
  return base;
}

async function says(sha: string, conclusion: string) {
  await until(
    async () => (await world.conclusions(sha))["coverage"] === conclusion,
    () => `coverage does not say ${conclusion} of ${sha}`,
  );
}

describe("coverage through workflow runs", () => {
  it("keeps what the branch itself measured, before any pull request asks and after it expired", async () => {
    const base = await open();
    const run = await startRun(base, "push", {});
    const artifacts: number[] = [];
    for (const [name, files] of Object.entries(whole)) {
      const zip = zipOf([{ name: "lcov.info", content: lcov(files) }]);
      artifacts.push((await run.uploadArtifact(name, zip)).id);
    }
    await run.complete("success");
    await until(
      () => world.logged.filter(({ msg }) => msg === "evidence is stored").length === artifacts.length,
      () => "the branch's reports are not kept",
    );
    for (const id of artifacts) await world.github.expireArtifact(world.repository, id);
    const { headSha } = await world.openPull("change", { "core/a.py": "one()\ntwo()\nthree()\n" });
    const worse = { "coverage-3.12": { "core/a.py": "1:1 2:0 3:1" }, e2e: { "core/a.py": "1:1 2:0 3:1" } };
    await (await startRun(headSha, "pull_request", worse)).complete("success");
    await says(headSha, "failure");
    const check = world.github
      .allCheckRunsOf(world.repository, headSha)
      .findLast(({ name }) => name.endsWith("/ coverage"));
    expect(check?.summary).toContain("it was 100.00 % in the merge base");
  });

  it("waits for all reports, and gives the verdict without a new push", async () => {
    const base = await open();
    await (await startRun(base, "push", whole)).complete("success");
    const files = { "core/a.py": "one()\ntwo()\nthree()\n" };
    const { headSha } = await world.openPull("change", files);
    await says(headSha, "in_progress");
    const run = await startRun(headSha, "pull_request", { "coverage-3.12": { "core/a.py": "1:1 2:1 3:0" } });
    await run.complete("success");
    await says(headSha, "in_progress");
    await run.rerun();
    await run.begin();
    await upload(run, { e2e: { "core/a.py": "1:1 2:1 3:1" } });
    await run.complete("success");
    await says(headSha, "success");
  });

  it("blocks what is uncovered and what drops, and names the lines", async () => {
    const base = await open();
    await (await startRun(base, "push", whole)).complete("success");
    const { headSha } = await world.openPull("change", { "core/a.py": "one()\ntwo()\nthree()\n" });
    const reports = { "coverage-3.12": { "core/a.py": "1:1 2:1 3:0" }, e2e: { "core/a.py": "1:1 2:1 3:0" } };
    await (await startRun(headSha, "pull_request", reports)).complete("success");
    await says(headSha, "failure");
    const run = world.github
      .allCheckRunsOf(world.repository, headSha)
      .findLast(({ name }) => name.endsWith("/ coverage"));
    expect(
      run?.annotations.map(({ path: file, start_line: startLine, title }) => `${title} ${file}:${startLine}`),
    ).toEqual(["changed-lines-uncovered core/a.py:3"]);
  });
});
