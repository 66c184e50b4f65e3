import { describe, expect, it } from "@jest/globals";
import { withCertainApproval } from "../../src/app/approval.ts";

const group = { kind: "merge-group", baseRef: "main", headRef: "gh-readonly-queue/main/pr-1-b" } as const;
const approved = { ...group, evidenceApproved: true };
const about = { base: "b", head: "h" };
const history = (...commits: readonly string[]) => ({ firstParents: async () => commits });

describe("the approval of a merge group", () => {
  it("counts where the group is one commit on its base: that pull request and no other", async () => {
    expect(await withCertainApproval(approved, history("h", "b"), about)).toEqual(approved);
  });

  it.each([
    ["of several commits", ["h", "x"]],
    ["without a parent", ["h"]],
  ])("does not count in a group %s", async (_what, commits) => {
    const subject = await withCertainApproval(approved, history(...commits), about);
    expect(subject).toEqual({ ...group, evidenceApproved: false });
  });

  it("is not made up", async () => {
    expect(await withCertainApproval(group, history("h", "b"), about)).toEqual(group);
  });
});
