import { afterAll, afterEach, beforeAll, describe, expect, it } from "@jest/globals";
import nock from "nock";
import { ProbotOctokit } from "probot";
import { type CommitRange, listCommitSignatures } from "../../src/github/commit-signatures.ts";

const octokit = new ProbotOctokit({ auth: { token: "t" }, throttle: { enabled: false }, retry: { enabled: false } });
const repository = { id: 7, owner: "acme", name: "platform" };
beforeAll(() => {
  nock.disableNetConnect();
});
afterEach(() => nock.cleanAll());
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

function commit(at: number, more: object = {}) {
  return { sha: String(at).padStart(40, "0"), author: null, commit: { verification: null }, ...more };
}

/** GitHub has so many commits of pull request 5, and of the comparison of a and b. */
function answering(commits: readonly object[]) {
  const page = (query: URLSearchParams) => {
    const [size, number] = [Number(query.get("per_page")), Number(query.get("page"))];
    return commits.slice((number - 1) * size, number * size);
  };
  const asked = ({ url }: Request) => new URL(url).searchParams;
  const api = nock("https://api.github.com").persist();
  api
    .get("/repos/acme/platform/pulls/5/commits")
    .query(true)
    .reply(200, (request: Request) => page(asked(request)));
  api
    .get("/repos/acme/platform/compare/a...b")
    .query(true)
    .reply(200, (request: Request) => ({ total_commits: commits.length, commits: page(asked(request)) }));
}

describe.each<CommitRange>([
  { kind: "pull-request", number: 5 },
  { kind: "between", base: "a", head: "b" },
])("the signatures of commits: $kind", (range) => {
  it.each([
    [0, 0, true],
    [1, 1, true],
    [100, 100, true],
    [249, 249, true],
    // All that GitHub lists, so that there may be more.
    [250, 250, false],
    [300, 300, false],
  ])("of %d commits are %d, complete: %s", async (count, found, complete) => {
    answering(Array.from({ length: count }, (_, at) => commit(at)));
    const listing = await listCommitSignatures(octokit, repository, range);
    expect([listing.items.length, listing.complete]).toEqual([found, complete]);
  });

  it("without a word of GitHub's are none, and belong to the committer, who may be nobody", async () => {
    const verification = { verified: true, reason: "valid", signature: "-----BEGIN PGP MESSAGE-----\nA" };
    answering([
      commit(1),
      commit(2, { author: {}, commit: {} }),
      commit(3, { author: { login: "ada" }, committer: { login: "ada" }, commit: { verification } }),
      // Whoever signs can name anybody as the author.
      commit(4, { author: { login: "ada" }, committer: { login: "mallory" }, commit: { verification } }),
      commit(5, { author: { login: "ada" }, committer: null, commit: { verification } }),
      // What is made on GitHub's pages.
      commit(6, { author: { login: "ada" }, committer: { login: "web-flow" }, commit: { verification } }),
    ]);
    const { items } = await listCommitSignatures(octokit, repository, range);
    const unsigned = { verified: false, reason: "unsigned", kind: "none", login: undefined };
    expect(items.map(({ commit: _commit, ...said }) => said)).toEqual([
      unsigned,
      unsigned,
      { verified: true, reason: "valid", kind: "gpg", login: "ada" },
      { verified: true, reason: "valid", kind: "gpg", login: "mallory" },
      { verified: true, reason: "valid", kind: "gpg", login: undefined },
      { verified: true, reason: "valid", kind: "gpg", login: "ada" },
    ]);
  });

  it("that are not what GitHub documents are refused", async () => {
    answering([{ ...commit(1), commit: { verification: { verified: "yes" } } }]);
    await expect(listCommitSignatures(octokit, repository, range)).rejects.toThrow();
  });
});
