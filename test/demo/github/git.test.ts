import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { plainGitEnvironment } from "../../support/git-repository.ts";
import { openPull, openWorld, type TestWorld } from "./world.ts";

/** In a process of its own and without waiting in this one, which also serves. */
async function fetchRef(world: TestWorld, token: string | undefined, ref: string, more: readonly string[] = []) {
  const directory = mkdtempSync(join(tmpdir(), "lanekeeper-fetch-"));
  try {
    spawnSync("git", ["init", "-q", "--bare", directory], { env: plainGitEnvironment });
    const url = new URL(`${world.github.webUrl}/acme/platform.git`);
    if (token !== undefined) Object.assign(url, { username: "x-access-token", password: token });
    const child = spawn("git", ["-C", directory, "fetch", "-q", ...more, url.href, ref], { env: plainGitEnvironment });
    const exitCode = await new Promise<number>((resolve) => child.on("close", (code) => resolve(code ?? -1)));
    const head = spawnSync("git", ["-C", directory, "rev-parse", "-q", "--verify", "FETCH_HEAD"], {
      env: plainGitEnvironment,
    });
    return { exitCode, sha: head.stdout.toString("utf8").trim() };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

describe("git over HTTP in the stand-in", () => {
  it("serves branches, pull request heads and single commits to a token with contents: read", async () => {
    await using world = await openWorld();
    const { number, sha } = await openPull(world);
    const token = await world.token({ permissions: { contents: "read" }, repository_ids: [world.repository.id] });
    expect(await fetchRef(world, token, `refs/pull/${number}/head`)).toEqual({ exitCode: 0, sha });
    expect(await fetchRef(world, token, sha, ["--depth=1", "--filter=blob:none"])).toEqual({ exitCode: 0, sha });
  });

  it("reaches the head of a fork through the base repository", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    github.createUser("mallory");
    const fork = await github.fork(repository, "mallory");
    const sha = work.commit("patch", { "core/clock.py": "import sys\n" }, { from: "main" });
    await github.push({ repository: fork, from: work.directory, refspec: "refs/heads/patch", as: "mallory" });
    const { number } = await github.openPullRequest({
      repository,
      head: { fork, branch: "patch" },
      base: "main",
      title: "A patch",
      author: "mallory",
    });
    expect(await fetchRef(world, await world.token(), `refs/pull/${number}/head`)).toEqual({ exitCode: 0, sha });
  });

  it("refuses without a token, with a wrong one, and with one that may not read contents", async () => {
    await using world = await openWorld();
    const weak = await world.token({ permissions: { checks: "write" } });
    for (const token of [undefined, "ghs_wrong", weak]) {
      expect((await fetchRef(world, token, "refs/heads/main")).exitCode).not.toBe(0);
    }
  });

  it("knows a commit that it was asked for before it came", async () => {
    await using world = await openWorld();
    const { repository, work } = world;
    const sha = work.commit("late", { "core/late.py": "import os\n" }, { from: "main" });
    const token = await world.token();
    const ask = async () => (await world.call("GET", `/repos/acme/platform/git/commits/${sha}`, { token })).status;
    expect(await ask()).toBe(404);
    await world.github.push({ repository, from: work.directory, refspec: "refs/heads/late", as: "ada" });
    expect(await ask()).toBe(200);
  });
});
