import { afterAll, afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { listOwnIssues } from "../../src/github/issues.ts";

const repository = { id: 7, owner: "acme", name: "platform" };
const identity = { appId: 99, login: "lanekeeper[bot]" };

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  nock.cleanAll();
  nock.enableNetConnect();
});
// What it has patched would outlive this file in the process.
afterAll(() => nock.restore());

const bot = { login: "lanekeeper[bot]", type: "Bot" };
const otherBot = { login: "renamed[bot]", type: "Bot" };
const via = (id: number) => ({ performed_via_github_app: { id } });

function listed(...issues: readonly object[]) {
  const shown = issues.map((issue, index) => ({ number: index + 1, state: "open", body: "text", user: bot, ...issue }));
  nock("https://api.github.com")
    .get("/repos/acme/platform/issues")
    .query({ state: "all", creator: "lanekeeper[bot]", per_page: "100", page: "1" })
    .reply(200, shown);
  const octokit = new ProbotOctokit({ auth: { token: "t" }, throttle: { enabled: false }, retry: { enabled: false } });
  return listOwnIssues(octokit, repository, identity);
}

describe("our own issues", () => {
  it.each([
    ["by the App's own user", { user: bot }],
    ["by its user under another name", { user: otherBot, ...via(99) }],
  ])("are those %s", async (_, issue) => {
    expect(await listed({ state: "closed", body: null, ...issue })).toEqual([{ number: 1, open: false, body: "" }]);
  });

  it.each([
    ["of a person", { user: { login: "ada", type: "User" } }],
    ["of a person who acts through the App", { user: { login: "ada", type: "User" }, ...via(99) }],
    ["of another App", { user: otherBot, ...via(98) }],
    ["of somebody who is gone", { user: null }],
    ["that is a pull request", { pull_request: { url: "https://example.com" } }],
  ])("are none %s, even where GitHub lists it", async (_, issue) => {
    expect(await listed(issue)).toEqual([]);
  });
});
