import { afterEach, describe, expect, it } from "@jest/globals";
import { directUploadName } from "../../src/app/evidence/direct-upload.ts";
import { openDatabase } from "../../src/database/database.ts";
import { coverageReports } from "../../src/formats/coverage/stored-report.ts";
import { createEvidenceStore } from "../../src/store/evidence.ts";
import { readerName } from "../../src/workers/report-readers.ts";
import { lcov } from "../gates/coverage/support.ts";
import { until } from "./support/lanekeeper-world.ts";
import { type NoticeStory, openNoticeStory } from "./support/notice-story.ts";

let story: NoticeStory;
afterEach(() => story.world[Symbol.asyncDispose]());

async function begin(options: Parameters<typeof openNoticeStory>[0] = {}) {
  story = await openNoticeStory(options);
  await story.world.startServer();
  await story.looked(1);
}

const states = () => story.issues().map(({ number, state }) => [number, state]);
describe("notices about reports", () => {
  it("rest on the reports of the default branch, the nearest first", async () => {
    await begin({ configuration: "version: 1\ngates:\n  reported: {}\n" });
    const first = await story.lookAgain();
    await story.say({});
    expect(states()).toEqual([[1, "open"]]);
    const second = story.world.work.git("rev-parse", "main").trim();
    await story.world.push("main", { "core/b.py": "1\n" });
    await story.world.push("main", { "core/b.py": "2\n" });
    const third = await story.lookAgain();
    const rows = [...(story.issues()[0]?.body ?? "").matchAll(/^\| ([^|]+) \| (\d) \| 1 \|$/gm)];
    expect(rows.map(([, commit = "", distance]) => [commit.replaceAll("\u2060", ""), distance])).toEqual([
      [third, "0"],
      [second, "2"],
      [first, "3"],
    ]);
  });

  it("of another branch are nobody's business", async () => {
    await begin();
    await story.world.push("other", { "notices.json": '{"step":"It is slower."}' }, { from: "main" });
    const { github, repository, work } = story.world;
    const before = story.timesLooked();
    const about = { repository, workflow: { path: ".github/workflows/ci.yml", name: "CI" }, event: "push", as: "ada" };
    const headSha = work.git("rev-parse", "other").trim();
    await (await github.startWorkflowRun({ ...about, headSha, headBranch: "other" })).complete("success");
    const key = `evidence/${repository.id}/${headSha}/other`;
    await until(
      () => story.world.logged.some((line) => line["key"] === key && "outcome" in line),
      () => "the evidence was not looked at",
    );
    await story.lookAgain();
    expect(story.timesLooked()).toBe(before + 1);
    expect(states()).toEqual([]);
  });
});

/** A report of the default branch that a job sent itself so many hours ago. */
async function sentItself(commit: string, hours: number) {
  const { settings, installationId, repository } = story.world;
  const reading = coverageReports.open();
  reading.push(new TextEncoder().encode(lcov({ "core/a.py": "1:1 2:0" })));
  const text = coverageReports.encode(reading.end());
  const workflow = ".github/workflows/ci.yml";
  const upload = {
    installationId,
    repositoryId: repository.id,
    commit,
    reader: readerName(coverageReports),
    upload: directUploadName({ workflow, flag: "all", name: "lcov.info", branch: "main" }),
    artifactId: 77,
    attempt: 1,
    savedAt: Date.now() - hours * 3_600_000,
  };
  const run = { runId: 77, attempt: 1, event: "push", createdAt: upload.savedAt, fork: false };
  const origin = JSON.stringify({ workflow, artifact: "lcov.info", ...run });
  const file = { path: "lcov.info", origin, trusted: true, content: { kind: "text", text } } as const;
  const database = await openDatabase(settings.database);
  await createEvidenceStore(database).saveUpload(upload, [file]);
  await database.close();
}

describe("reports that jobs of the default branch sent themselves", () => {
  it("count, and GitHub is asked about the runs of a day alone", async () => {
    story = await openNoticeStory({ configuration: "version: 1\ngates:\n  reported: {}\n" });
    const commits = [story.world.work.git("rev-parse", "main").trim()];
    for (const line of ["1", "2"]) commits.push(await story.world.push("main", { "core/b.py": `${line}\n` }));
    for (const [index, hours] of [100, 25, 23].entries()) await sentItself(commits[index] ?? "", hours);
    await story.world.startServer();
    await story.looked(1);
    for (const commit of commits) expect(story.issues()[0]?.body.replaceAll("\u2060", "")).toContain(`| ${commit} |`);
    const asked = story.world.github.requests.flatMap(({ path }) => /head_sha=(\w+)/.exec(path)?.[1] ?? []);
    expect(asked).toEqual([commits[2]]);
  });
});
