import { describe, expect, it } from "@jest/globals";
import { findOwnComment } from "../../src/github/own-comments.ts";
import { openWorld } from "../demo/github/world.ts";
import { octokitOf } from "../support/octokit.ts";

const place = { owner: "acme", name: "platform" };

describe("a comment of our own", () => {
  it("is found by its mark and its author, on any page, and never one that somebody has pasted", async () => {
    await using world = await openWorld({
      appManifest: { permissions: { issues: "write", contents: "read", pull_requests: "read" }, events: [] },
    });
    const { github } = world;
    const octokit = await octokitOf(world);
    const repository = { ...place, id: world.repository.id };
    const issue = github.openIssue(world.repository, { author: "ada", title: "Plan", body: "" });
    const at = { octokit, repository, number: issue.number };
    const identity = { appId: github.app.id, login: "lanekeeper[bot]" };
    const wanted = { identity, is: (body: string) => body.includes("<!-- mark -->") };
    const found = async (more: { readonly since?: number } = {}) => findOwnComment(at, { ...wanted, ...more });
    await github.comment(world.repository, issue.number, { as: "ada", body: "<!-- mark -->", throughApp: true });
    for (let count = 0; count < 105; count += 1)
      await github.comment(world.repository, issue.number, { as: "ada", body: "x" });
    expect(await found()).toBeUndefined();
    await octokit.rest.issues.createComment({
      owner: "acme",
      repo: "platform",
      issue_number: issue.number,
      body: "y <!-- mark -->",
    });
    expect(await found()).toBeDefined();
    expect(await found({ since: Date.now() - 60_000 })).toBeDefined();
    expect(await found({ since: Date.now() + 60_000 })).toBeUndefined();
    expect(github.violations).toEqual([]);
  });
});
