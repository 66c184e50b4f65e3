import { afterEach, describe, expect, it } from "@jest/globals";
import { pairedReports } from "../gates/benchmarks/pytest-reports.ts";
import { type BenchmarkStory, filesOf, openBenchmarkStory, uploadBenchmarks } from "./support/benchmark-story.ts";
import { textOf } from "./support/gate-story.ts";

let story: BenchmarkStory;
afterEach(() => story.world[Symbol.asyncDispose]());

const reports = [{ flag: "bench", artifact: "bench", path: "head-*.json", "base-path": "base-*.json" }];
const calm = { "cart::total": { seconds: 0.01 }, "cart::copy": { seconds: 0.2 } };
const slow = { ...calm, "cart::total": { seconds: 0.01, head: 1.3 } };
const change = { "core/a.py": "two()\n" };

describe("benchmarks through workflow runs", () => {
  it("are waited for, and a regression blocks with its table, without a new push", async () => {
    story = await openBenchmarkStory({ reports });
    const { headSha } = await story.world.openPull("change", change);
    await story.says(headSha, "in_progress");
    await story.writes(headSha, "Missing: bench.");
    await story.finishedRun(headSha, filesOf(pairedReports(slow, 10)));
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain("cart::total is slower: from ");
    expect(said).toMatch(/\| ✗ \| cart::total \| .* \| 10 % \| 10 pairs \| [▁-█]{10} \| regressed \|/);
    const { rows } = await story.table(headSha, "bench on AMD EPYC");
    expect(rows.map((row) => [row[0], row[1], row.at(-1)])).toEqual([
      ["✗", "cart::total", "regressed"],
      ["✓", "cart::copy", "unchanged"],
    ]);
  });

  it("pass where nothing became slower, and the table has every benchmark", async () => {
    story = await openBenchmarkStory({ reports });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, filesOf(pairedReports(calm, 10)));
    expect(textOf(await story.says(headSha, "success"))).toContain("2 benchmarks compared: every rule is kept.");
  });

  it("that ten pairs leave undecided are decided when the workflow has run again with ten more", async () => {
    story = await openBenchmarkStory({ reports, undecided: "fail" });
    const twenty = pairedReports({ ...calm, "cart::total": { seconds: 0.01, head: 1.1, process: 0.06 } }, 20, {
      seed: 5,
    });
    const { headSha } = await story.world.openPull("change", change);
    const run = await story.finishedRun(headSha, filesOf(twenty.slice(0, 10)));
    expect(textOf(await story.says(headSha, "failure"))).toMatch(
      /cart::total may have become worse .* more pairs would decide/,
    );
    await run.rerun();
    await run.begin();
    await uploadBenchmarks(run, filesOf(twenty));
    await run.complete("success");
    await story.writes(headSha, "by 20 pairs");
    expect(textOf(await story.says(headSha, "failure"))).toContain("cart::total is slower: from ");
  });

  it("of a re-run replace the older ones", async () => {
    story = await openBenchmarkStory({ reports });
    const { headSha } = await story.world.openPull("change", change);
    const run = await story.finishedRun(headSha, filesOf(pairedReports(slow, 10)));
    await story.says(headSha, "failure");
    await run.rerun();
    await run.begin();
    await uploadBenchmarks(run, filesOf(pairedReports(calm, 10)));
    await run.complete("success");
    await story.says(headSha, "success");
  });

  it("without a partner prove nothing, and are named", async () => {
    story = await openBenchmarkStory({ reports });
    const { headSha } = await story.world.openPull("change", change);
    const { "head-10.json": _, ...files } = filesOf(pairedReports(calm, 10));
    await story.finishedRun(headSha, files);
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain("10 files of the base and 9 of head do not pair: base-10.json of the base.");
    expect(said).toMatch(/unproven/i);
  });

  it("that never come are waited for so long, and prove nothing then", async () => {
    story = await openBenchmarkStory({ reports, "timeout-minutes": 30 });
    const { headSha } = await story.world.openPull("change", change);
    await story.says(headSha, "in_progress");
    story.pass(31);
    expect(textOf(await story.says(headSha, "failure"))).toContain("They did not come within 30 minutes.");
  });

  it("of a fork are claims, which need approval where that is configured", async () => {
    story = await openBenchmarkStory({ reports, claims: "needs-approval" });
    const { github, repository, work } = story.world;
    work.commit("change", change, { from: "main" });
    const fork = await github.fork(repository, "claude");
    await github.push({ repository: fork, from: work.directory, refspec: "refs/heads/change", as: "claude" });
    const head = { fork, branch: "change" };
    const pull = await github.openPullRequest({ repository, base: "main", title: "Change", author: "claude", head });
    await story.finishedRun(pull.headSha, filesOf(pairedReports(calm, 10)), { fork });
    await story.writes(pull.headSha, "They count once the label evidence-approved is set.");
    await story.says(pull.headSha, "in_progress");
    await github.labelPullRequest(repository, pull.number, "evidence-approved");
    await story.says(pull.headSha, "success");
    const { rows } = await story.table(pull.headSha, "Reports");
    expect(new Set(rows.map((row) => row[5]))).toEqual(new Set(["a claim: from a fork"]));
  });

  it("cannot format the check run by their names", async () => {
    story = await openBenchmarkStory({ reports });
    const { headSha } = await story.world.openPull("change", change);
    const name = "a|b\n# <img src=x> [link](http://evil.example) @you `code`";
    await story.finishedRun(headSha, filesOf(pairedReports({ [name]: { seconds: 1, head: 2 } }, 10)));
    const said = textOf(await story.says(headSha, "failure"));
    expect(said).toContain(
      "a\\|b # &lt;img src=x\\> \\[link\\](http\u2060://evil.example) @\u2060you \\`code\\` is slower",
    );
    expect(said).not.toContain("<img");
  });
});

describe("benchmarks of head alone", () => {
  const alone = [{ flag: "bench", artifact: "bench", path: "report.json" }];
  const [{ head = "" } = {}] = pairedReports(calm, 1);

  it("are held against what the branch itself has measured, and one report is no proof", async () => {
    story = await openBenchmarkStory({ reports: alone });
    await story.finishedRun(story.base, { "report.json": head }, { event: "push" });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { "report.json": head });
    expect(textOf(await story.says(headSha, "failure"))).toContain("cart::total may have become worse");
  });

  it("are judged by the plain ratio where that is configured", async () => {
    story = await openBenchmarkStory({ reports: alone, "plain-ratio": "judged" });
    await story.finishedRun(story.base, { "report.json": head }, { event: "push" });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { "report.json": head });
    await story.says(headSha, "success");
  });

  it("prove nothing where the base has none", async () => {
    story = await openBenchmarkStory({ reports: alone });
    const { headSha } = await story.world.openPull("change", change);
    await story.finishedRun(headSha, { "report.json": head });
    expect(textOf(await story.says(headSha, "failure"))).toMatch(/unproven/i);
  });
});
