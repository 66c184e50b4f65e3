import { afterEach, describe, expect, it } from "@jest/globals";
import { gates } from "../../src/gates/index.ts";
import { zipOf } from "../archives/zip-bytes.ts";
import { pytestReport } from "../gates/benchmarks/pytest-reports.ts";
import { until } from "./support/lanekeeper-world.ts";
import { type NoticeStory, openNoticeStory } from "./support/notice-story.ts";

let story: NoticeStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const reports = "reports: [{ artifact: bench, path: report.json }]";
const configuration = `version: 1\ngates:\n  benchmarks:\n    ${reports}\n`;

/** A commit on the default branch, and a run on it that measures this; the server looks at it. */
async function night(index: number, seconds: number): Promise<string> {
  const { world } = story;
  await world.push("main", { "core/night.py": `${index}\n` });
  const headSha = world.work.git("rev-parse", "main").trim();
  const workflow = { path: ".github/workflows/bench.yml", name: "Benchmarks" };
  const about = { repository: world.repository, workflow, event: "schedule", headSha, headBranch: "main", as: "ada" };
  const run = await world.github.startWorkflowRun(about);
  const content = pytestReport({ "cart::total": [seconds, seconds * 1.01, seconds * 0.99] });
  await run.uploadArtifact("bench", zipOf([{ name: "report.json", content }]));
  const before = story.timesLooked();
  await run.complete("success");
  await story.looked(before + 1);
  return headSha;
}

const issues = () => story.issues().map(({ number, title, state }) => `${number} ${state} ${title}`);

describe("a step on the default branch", () => {
  it("is one issue with its range of commits, which closes once the step is accepted", async () => {
    story = await openNoticeStory({ gates, configuration });
    await story.world.startServer();
    await story.looked(1);
    const nights: string[] = [];
    for (let index = 0; index < 10; index += 1) nights.push(await night(index, index < 5 ? 0.01 : 0.014));
    const [from, to] = [nights[4]?.slice(0, 12), nights[5]?.slice(0, 12)];
    const title = `1 benchmark became worse between ${from} and ${to}`;
    expect(issues()).toEqual([`1 open ${title}`]);
    expect(story.issues()[0]?.body).toMatch(/\| cart::total \| time \| 10 ms \| 14 ms \| 1\.400 \|/);
    const since = new Date(Date.now() + 60_000).toISOString();
    const accepted = `    accepted:\n      - { benchmark: "*", since: "${since}", reason: "Meant." }\n`;
    await story.world.push("main", { ".github/lanekeeper.yml": `${configuration}${accepted}` });
    await night(10, 0.014);
    await until(
      () => story.issues()[0]?.state === "closed",
      () => `the issue is not closed: ${issues().join()}`,
    );
  });
});
