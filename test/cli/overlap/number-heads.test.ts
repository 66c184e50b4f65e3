import { describe, expect, it } from "@jest/globals";
import { numberHeads } from "../../../src/cli/overlap/number-heads.ts";

describe("the numbers of heads", () => {
  it("are those of pull requests, whatever the remote is called", () => {
    const refs = ["refs/pull/7/head", "pull/12/head", "origin/pull/3/head", "refs/remotes/up/pull/4/head"];
    expect(numberHeads(refs)).toEqual({ arePullRequests: true, numbers: [7, 12, 3, 4] });
  });

  it.each([
    ["one is a branch", ["refs/pull/7/head", "main"]],
    ["one is named twice", ["refs/pull/7/head", "origin/pull/007/head"]],
    ["one only looks like it", ["refs/pull/7/head", "pull/8/header"]],
    ["one is none", ["refs/pull/7/head", "pull/0/head"]],
    ["one is larger than numbers are", ["refs/pull/7/head", `pull/${"9".repeat(30)}/head`]],
  ])("are places where %s", (_name, refs) => {
    expect(numberHeads(refs)).toEqual({ arePullRequests: false, numbers: [1, 2] });
  });
});
