import { describe, expect, it } from "@jest/globals";
import { branchOf } from "../../../src/cli/check/branch-of.ts";
import { openClone } from "../../../src/git/clone.ts";
import { createGitRepository } from "../../support/git-repository.ts";

describe("branchOf", () => {
  it("names the branch that a revision is, of whatever remote", async () => {
    using repository = createGitRepository();
    const sha = repository.commit("main", { a: "1" });
    repository.commit("codex/fix", { a: "2" }, { from: "main" });
    repository.git("update-ref", "refs/remotes/origin/claude/fix", sha);
    repository.git("tag", "v1", sha);
    repository.checkout("codex/fix");
    const clone = await openClone(repository.directory);
    const revisions = [
      "HEAD",
      "main",
      "origin/claude/fix",
      "refs/heads/main",
      "v1",
      sha,
      "HEAD~1",
      "absent",
      "--all",
      "a\0b",
    ];
    const branches = await Promise.all(revisions.map((revision) => branchOf(clone, revision)));
    expect(Object.fromEntries(revisions.map((revision, index) => [revision, branches[index]]))).toEqual({
      HEAD: "codex/fix",
      main: "main",
      "origin/claude/fix": "claude/fix",
      "refs/heads/main": "main",
      v1: undefined,
      [sha]: undefined,
      "HEAD~1": undefined,
      absent: undefined,
      "--all": undefined,
      "a\0b": undefined,
    });
  });

  it("names none where no branch is checked out", async () => {
    using repository = createGitRepository();
    const sha = repository.commit("main", { a: "1" });
    repository.git("checkout", "-q", "--detach", sha);
    expect(await branchOf(await openClone(repository.directory), "HEAD")).toBeUndefined();
  });
});
