import { setTimeout as sleep } from "node:timers/promises";
import { rollUpName } from "../github/check-content.ts";
import type { SeenCheckRun } from "./github/github-world.ts";
import type { StandIn, StandInRepository } from "./github/stand-in-types.ts";
import type { DemoOutcome, PublishedRun } from "./outcome.ts";
import { benchmarksArtifact, benchmarksZip } from "./scenario/benchmark-run.ts";
import { type Files, platformFiles } from "./scenario/platform.ts";
import { buildArtifact, buildZip } from "./scenario/release-build.ts";
import type { ReleaseKey } from "./scenario/release-key.ts";
import type { ScriptedPullRequest } from "./scenario/scripted-pull-request.ts";
import { coverageArtifact, coverageZip, testWorkflow } from "./scenario/test-run.ts";
import type { WorkTree } from "./scenario/work-tree.ts";

/** Where the pull requests of the demo are opened. */
export interface Stage {
  readonly github: StandIn;
  readonly repository: StandInRepository;
  readonly workTree: WorkTree;
  /** What the platform's workflow signs with. */
  readonly key: ReleaseKey;
  /** How many files the repository has. */
  readonly files: number;
}

const patienceMs = 60_000;

/** Opens one pull request as its author would, and waits until the roll-up says something. */
export async function openAndWait(stage: Stage, script: ScriptedPullRequest): Promise<DemoOutcome> {
  const { github, repository, workTree } = stage;
  const { author, branch, title } = script;
  await workTree.commitBranch(branch, script.startsFrom ?? "main", author, title, script.files);
  const target = script.fromFork ? await github.fork(repository, author) : repository;
  await github.push({ repository: target, from: workTree.directory, refspec: `refs/heads/${branch}`, as: author });
  const startedAt = performance.now();
  const { number, headSha } = await github.openPullRequest({
    repository,
    head: script.fromFork ? { fork: target, branch } : branch,
    base: "main",
    title,
    author,
  });
  await runTests(stage, {
    event: "pull_request",
    headSha,
    headBranch: branch,
    headRepository: target,
    as: author,
    files: { ...platformFiles(), ...script.files },
    untested: script.untested ?? {},
    slower: script.slower ?? {},
    repacked: script.repacked ?? false,
  });
  const runs = await waitForRollUp(stage, headSha);
  const milliseconds = Math.round(performance.now() - startedAt);
  const url = `${github.webUrl}/${repository.owner}/${repository.name}/pull/${number}`;
  return { number, title, author, headSha, url, milliseconds, runs, comments: commentsOn(stage, number) };
}

/** What is published by now: a pull request that was opened later may have changed it. */
export async function readAgain(stage: Stage, outcome: DemoOutcome): Promise<DemoOutcome> {
  const runs = (await stage.github.checkRunsOf(stage.repository, outcome.headSha)).map(publishedRun);
  return { ...outcome, runs, comments: commentsOn(stage, outcome.number) };
}

/** Waits until the server at this address has nothing to do, and gives up quietly: what is missing then is told. */
export async function waitForRest({ github }: Pick<Stage, "github">, serverUrl: string): Promise<void> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    await github.settle();
    const metrics = await (await fetch(`${serverUrl}/metrics`)).text();
    const rests = ["ready", "leased"].every((state) => metrics.includes(`lanekeeper_targets{state="${state}"} 0\n`));
    if (rests || performance.now() > giveUpAt) return;
    await sleep(50);
  }
}

function commentsOn({ github, repository }: Stage, number: number): readonly string[] {
  return github.commentsOf(repository, number).map(({ body }) => body);
}

interface TestRun {
  readonly event: "push" | "pull_request";
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: StandInRepository;
  readonly as: string;
  readonly files: Files;
  readonly untested: Readonly<Record<string, readonly number[]>>;
  readonly slower: Readonly<Record<string, number>>;
  readonly repacked: boolean;
}

/** What the platform's own workflow does on every commit: it tests, measures, builds and signs, and uploads what came of it. */
export async function runTests({ github, repository, key }: Omit<Stage, "files">, test: TestRun): Promise<void> {
  const { files, untested, slower, repacked, ...about } = test;
  const { headSha, headBranch, headRepository } = about;
  const run = await github.startWorkflowRun({ repository, workflow: testWorkflow, ...about });
  await run.begin();
  await run.uploadArtifact(coverageArtifact, await coverageZip(files, untested));
  await run.uploadArtifact(benchmarksArtifact, await benchmarksZip(slower));
  await run.uploadArtifact(
    buildArtifact,
    await buildZip({
      files,
      repository: `https://github.com/${repository.owner}/${repository.name}`,
      ref: `refs/heads/${headBranch}`,
      commit: headSha,
      key: headRepository.id === repository.id ? key : undefined,
      repacked,
    }),
  );
  await run.complete("success");
}

/** The roll-up is published last, so that with it everything has been said. */
async function waitForRollUp({ github, repository }: Stage, headSha: string): Promise<readonly PublishedRun[]> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const runs = await github.checkRunsOf(repository, headSha);
    const done = runs.some(({ name, status }) => name === rollUpName && status === "completed");
    if (done || performance.now() > giveUpAt) {
      return runs.map(publishedRun);
    }
    await sleep(10);
  }
}

function publishedRun(run: SeenCheckRun): PublishedRun {
  return {
    name: run.name,
    conclusion: run.conclusion ?? run.status,
    title: run.title ?? "",
    annotations: run.annotations.map(({ path, start_line: line, message }) => ({ path, line, message })),
  };
}
