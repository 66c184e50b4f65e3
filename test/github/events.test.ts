import { describe, expect, it } from "@jest/globals";
import { Target, targetKey } from "../../src/core/target.ts";
import { wishesOf } from "../../src/github/events.ts";
import type { EventContext } from "../../src/github/wishes/event-context.ts";

const context: EventContext = {
  appId: 99,
  now: 1_000,
  coalesceMs: 50,
  configurationPath: ".github/lanekeeper.yml",
  approvalLabel: "evidence-approved",
};
const where = { installation: { id: 5 }, repository: { id: 7, name: "platform", owner: { login: "acme" } } };
const repository = { id: 7, owner: "acme", name: "platform" };

describe("pull request events", () => {
  const payload = (action: string) => ({ ...where, action, pull_request: { number: 3 } });
  const target = { kind: "pull-request", installationId: 5, repository, number: 3 };

  it.each(["opened", "reopened", "closed", "edited", "labeled", "unlabeled"])("%s is wished at once", (action) => {
    expect(wishesOf("pull_request", payload(action), context)).toEqual([{ target, notBefore: 1_000 }]);
  });

  it("a push waits for the rest of its burst", () => {
    expect(wishesOf("pull_request", payload("synchronize"), context)).toEqual([{ target, notBefore: 1_050 }]);
  });

  it("the label that approves of claims is about the head of that moment, whatever is pushed meanwhile", () => {
    const labeled = (name: string, action = "labeled") => {
      const pull = { pull_request: { number: 3, head: { sha: "abc" } }, label: { name } };
      return wishesOf("pull_request", { ...where, action, ...pull }, context).map((wish) => wish.target);
    };
    const approval = { kind: "approval", installationId: 5, repository, number: 3, headSha: "abc" };
    expect(labeled("evidence-approved")).toEqual([approval, target]);
    expect(labeled("evidence-approved", "unlabeled")).toEqual([target]);
    expect(labeled("bug")).toEqual([target]);
  });

  it("what was stacked on a closed one is looked at again, unless a fork's branch only is called so", () => {
    const closed = (id: number | null, action = "closed") => {
      const repo = id === null ? null : { id };
      const pull = { pull_request: { number: 3, head: { sha: "abc", ref: "topic", repo } } };
      return wishesOf("pull_request", { ...where, action, ...pull }, context).map((wish) => wish.target);
    };
    const branch = { kind: "branch", installationId: 5, repository, ref: "topic" };
    expect(closed(repository.id)).toEqual([branch, target]);
    expect(closed(repository.id, "reopened")).toEqual([target]);
    expect(closed(repository.id + 1)).toEqual([target]);
    expect(closed(null)).toEqual([target]);
  });

  it("a payload that is not GitHub's is refused", () => {
    expect(() => wishesOf("pull_request", { action: "opened" }, context)).toThrow();
  });
});

describe("re-run requests", () => {
  const run = (appId: number) => ({ ...where, check_run: { head_sha: "abc", app: { id: appId } } });

  it("of our own run wish its head", () => {
    const target = { kind: "head", installationId: 5, repository, sha: "abc" };
    expect(wishesOf("check_run", run(99), context)).toEqual([{ target, notBefore: 1_000 }]);
    const suite = { ...where, check_suite: { head_sha: "abc", app: { id: 99 } } };
    expect(wishesOf("check_suite", suite, context)).toEqual([{ target, notBefore: 1_000 }]);
  });

  it("of another app's run wish nothing", () => {
    expect(wishesOf("check_run", run(98), context)).toEqual([]);
  });
});

describe("pushes", () => {
  const push = (change: object, ref = "refs/heads/main") => ({ ...where, ref, commits: [{ modified: [], ...change }] });
  const target = { kind: "branch", installationId: 5, repository, ref: "main" };

  it.each(["added", "modified", "removed"])("that %s the configuration reach the branch", (kind) => {
    const payload = push({ [kind]: [".github/lanekeeper.yml"] });
    expect(wishesOf("push", payload, context)).toEqual([{ target, notBefore: 1_000 }]);
  });

  it("that leave it alone may change how pull requests against the branch meet, a little later", () => {
    const [wish, ...others] = wishesOf("push", push({ modified: ["core/model.py"] }), context);
    expect(wish?.target).toMatchObject({ kind: "base", ref: "main" });
    expect([wish?.notBefore, others]).toEqual([context.now + context.coalesceMs, []]);
  });

  it("that are forced, or have no list of commits, count as touching it", () => {
    expect(wishesOf("push", { ...push({}), forced: true }, context)).toHaveLength(1);
    expect(wishesOf("push", { ...where, ref: "refs/heads/main" }, context)).toHaveLength(1);
  });

  it("of tags wish nothing", () => {
    expect(wishesOf("push", { ...where, ref: "refs/tags/v1" }, context)).toEqual([]);
  });
});

describe("workflow runs", () => {
  const run = (event: string, more: object = {}) => ({
    ...where,
    action: "completed",
    workflow_run: { event, head_sha: "abc", head_branch: "main", ...more },
  });
  const target = { kind: "evidence", installationId: 5, repository, sha: "abc" };

  it.each(["pull_request", "pull_request_target", "merge_group"])(
    "of %s are evidence for their commit, after those that end at the same time",
    (event) => {
      expect(wishesOf("workflow_run", run(event), context)).toEqual([{ target, notBefore: 1_050 }]);
    },
  );

  it.each(["push", "schedule", "workflow_dispatch"])("of %s are evidence for a branch, too", (event) => {
    const ofBranch = { ...target, branch: "main" };
    expect(wishesOf("workflow_run", run(event), context)).toEqual([{ target: ofBranch, notBefore: 1_050 }]);
  });

  it("without a branch are evidence for their commit", () => {
    const wishes = wishesOf("workflow_run", run("push", { head_branch: null }), context);
    expect(wishes).toEqual([{ target, notBefore: 1_050 }]);
  });

  it("of one commit are two targets where one of them belongs to a branch", () => {
    const keys = [run("pull_request"), run("push"), run("schedule")]
      .flatMap((payload) => wishesOf("workflow_run", payload, context))
      .map((wish) => targetKey(wish.target));
    expect(keys).toEqual(["evidence/7/abc", "evidence/7/abc/main", "evidence/7/abc/main"]);
  });

  it.each(["requested", "in_progress"])("that are only %s wish nothing", (action) => {
    expect(wishesOf("workflow_run", { ...run("push"), action }, context)).toEqual([]);
  });
});

describe("the rest", () => {
  it("a merge group is wished with its head and base", () => {
    const group = {
      head_sha: "h",
      head_ref: "refs/heads/gh-readonly-queue/main/pr-3-b",
      base_sha: "b",
      base_ref: "refs/heads/main",
    };
    const target = {
      kind: "merge-group",
      installationId: 5,
      repository,
      headSha: "h",
      headRef: "refs/heads/gh-readonly-queue/main/pr-3-b",
      baseSha: "b",
      baseRef: "refs/heads/main",
    };
    const wishes = wishesOf("merge_group", { ...where, merge_group: group }, context);
    expect(wishes).toEqual([{ target, notBefore: 1_000 }]);
  });

  it.each(["installation", "installation_repositories"])("%s makes the installation be looked at", (event) => {
    const wishes = wishesOf(event, { installation: { id: 5 } }, context);
    expect(wishes).toEqual([{ target: { kind: "installation", installationId: 5 }, notBefore: 1_000 }]);
  });

  it("an event that nobody asked for wishes nothing", () => {
    expect(wishesOf("star", {}, context)).toEqual([]);
  });
});

describe("comments", () => {
  const comment = {
    id: 40_000_000_001,
    body: "/claim src/ --ttl 2h\nMore.",
    user: { id: 9, login: "codex[bot]", type: "Bot" },
    performed_via_github_app: null,
  };
  const payload = (change: object = {}, more: object = {}) => ({
    ...where,
    repository: { ...where.repository, default_branch: "trunk" },
    action: "created",
    issue: { number: 3, pull_request: {} },
    comment: { ...comment, ...change },
    ...more,
  });
  const target = {
    kind: "comment",
    installationId: 5,
    repository,
    number: 3,
    ofPullRequest: true,
    commentId: 40_000_000_001,
    line: "/claim src/ --ttl 2h",
    author: { id: 9, login: "codex[bot]", type: "bot" },
    throughApp: false,
    defaultBranch: "trunk",
  };

  it("that begin with a command are taken up at once, with the first line as it was written", () => {
    expect(wishesOf("issue_comment", payload(), context)).toEqual([{ target, notBefore: 1_000 }]);
    expect(Target.parse(target)).toEqual(target);
    expect(targetKey(Target.parse(target))).toBe("comment/7/40000000001");
  });

  it("in issues, by people and through apps are told apart", () => {
    const [wish] = wishesOf(
      "issue_comment",
      payload(
        { user: { id: 1, login: "ada", type: "User" }, performed_via_github_app: { id: 7 } },
        { issue: { number: 3 } },
      ),
      context,
    );
    expect(wish?.target).toMatchObject({ ofPullRequest: false, throughApp: true, author: { type: "user" } });
  });

  it("that are wrong, or nearly a command, are taken up, too", () => {
    for (const body of ["/claim", "/cliam src/"])
      expect(wishesOf("issue_comment", payload({ body }), context)).toHaveLength(1);
  });

  it.each([
    ["with nothing like a command", payload({ body: "Thanks." })],
    ["with somebody else's command", payload({ body: "/lgtm" })],
    ["without a text", payload({ body: null })],
    ["of an account that is gone", payload({ user: null })],
    ["of our own", payload({ performed_via_github_app: { id: 99 } })],
    ["that were edited", payload({}, { action: "edited" })],
    ["that were deleted", payload({}, { action: "deleted" })],
  ])("%s wish nothing", (_, event) => {
    expect(wishesOf("issue_comment", event, context)).toEqual([]);
  });
});
