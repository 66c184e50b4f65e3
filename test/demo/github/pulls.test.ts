import { describe, expect, it } from "@jest/globals";
import { ProbotOctokit } from "probot";
import { openPull, openWorld } from "./world.ts";

const repo = "/repos/acme/platform";

describe("repositories and pull requests of the stand-in", () => {
  it("lists pull requests by state, base and head, page by page", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    for (const branch of ["one", "two", "three"]) await openPull(world, branch);
    await github.closePullRequest(repository, 2);
    const token = await world.token();
    const numbers = async (query: string) => {
      const { body } = await world.call("GET", `${repo}/pulls?${query}`, { token });
      return body.map(({ number }: { number: number }) => number);
    };
    expect(await numbers("")).toEqual([3, 1]);
    expect(await numbers("state=all&direction=asc")).toEqual([1, 2, 3]);
    expect(await numbers("state=closed")).toEqual([2]);
    expect(await numbers("head=acme:three")).toEqual([3]);
    expect(await numbers("base=other")).toEqual([]);
    const first = await world.call("GET", `${repo}/pulls?state=all&per_page=2`, { token });
    expect(first.headers.get("link")).toMatch(/page=2>; rel="next".*page=2>; rel="last"/);
    expect(await numbers("state=all&per_page=2&page=2")).toEqual([1]);
    expect(github.violations).toEqual([]);
  });

  it("lists commits of a pull request, and who moved its branch", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    github.createUser("helper[bot]", "Bot", 4242);
    const { number } = await openPull(world);
    const first = work.git("rev-parse", "topic");
    const second = work.commit("topic", { "more.py": "1\n" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/topic", as: "helper[bot]" });
    const token = await world.token();
    const { body: commits } = await world.call("GET", `${repo}/pulls/${number}/commits`, { token });
    expect(commits.map(({ sha }: { sha: string }) => sha)).toEqual([first, second]);
    const { body: moves } = await world.call("GET", `${repo}/activity?ref=refs/heads/topic`, { token });
    expect(moves).toMatchObject([
      { activity_type: "push", before: first, after: second, actor: { id: 4242, type: "Bot" } },
      { activity_type: "branch_creation", after: first, actor: { login: "ada" } },
    ]);
    expect(github.violations).toEqual([]);
  });

  it("sets and takes labels, and tells of it only when something changes", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const { number } = await openPull(world);
    const labels = async () => {
      const { body } = await world.call("GET", `${repo}/pulls/${number}`, { token: await world.token() });
      return body.labels.map(({ name }: { name: string }) => name);
    };
    for (const label of ["codemod", "urgent", "codemod"]) await github.labelPullRequest(repository, number, label);
    expect(await labels()).toEqual(["codemod", "urgent"]);
    for (const label of ["codemod", "absent"]) await github.labelPullRequest(repository, number, label, false);
    expect(await labels()).toEqual(["urgent"]);
    await github.settle();
    const actions = github.deliveries.log
      .map(({ webhook }) => webhook.action)
      .filter((action) => action?.endsWith("labeled"));
    expect(actions.toSorted()).toEqual(["labeled", "labeled", "unlabeled"]);
    expect(github.violations).toEqual([]);
  });

  it("computes files, counts and mergeability from git", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    const { number } = await openPull(world);
    work.commit("topic", { "new file.txt": "a\nb\n", "README.md": undefined, "docs/READ.md": "# Platform\n" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/topic", as: "ada" });
    const token = await world.token();
    const { body: files } = await world.call("GET", `${repo}/pulls/${number}/files`, { token });
    expect(files.map((file: { filename: string; status: string }) => [file.filename, file.status])).toEqual([
      ["core/clock.py", "modified"],
      ["docs/READ.md", "renamed"],
      ["new file.txt", "added"],
    ]);
    expect(files[0].patch).toBe("@@ -1 +1,2 @@\n-import time\n+import os\n+# topic");
    const { body: pull } = await world.call("GET", `${repo}/pulls/${number}`, { token });
    expect(pull).toMatchObject({ commits: 2, changed_files: 3, mergeable: true, merged: false });
    work.commit("main", { "core/clock.py": "import conflict\n" });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/main", as: "ada" });
    const { body: later } = await world.call("GET", `${repo}/pulls/${number}`, { token });
    expect(later).toMatchObject({ mergeable: false, mergeable_state: "dirty" });
    expect(github.violations).toEqual([]);
  });

  it("finds branches, and pull requests by commit", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const { number, sha } = await openPull(world, "deep/branch");
    const token = await world.token();
    const branch = await world.call("GET", `${repo}/branches/deep%2Fbranch`, { token });
    expect(branch.body).toMatchObject({ name: "deep/branch", commit: { sha } });
    expect((await world.call("GET", `${repo}/branches/none`, { token })).status).toBe(404);
    const found = await world.call("GET", `${repo}/commits/${sha}/pulls`, { token });
    expect(found.body.map((pull: { number: number }) => pull.number)).toEqual([number]);
    await github.mergePullRequest(repository, number);
    const merged = await world.call("GET", `${repo}/pulls/${number}`, { token });
    expect(merged.body).toMatchObject({ state: "closed", merged: true });
    expect((await world.call("GET", `${repo}/pulls/99`, { token })).status).toBe(404);
    expect(github.violations).toEqual([]);
  });

  it("serves Probot's Octokit, which pages by itself", async () => {
    await using world = await openWorld();
    for (const branch of ["one", "two", "three"]) await openPull(world, branch);
    const { app, apiUrl } = world.github;
    const octokit = new ProbotOctokit({
      baseUrl: apiUrl,
      auth: { appId: app.id, privateKey: app.privateKey, installationId: world.installationId },
    });
    const pulls = await octokit.paginate(octokit.rest.pulls.list, { owner: "acme", repo: "platform", per_page: 1 });
    expect(pulls.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(world.github.violations).toEqual([]);
  });
});
