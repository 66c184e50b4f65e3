import { describe, expect, it } from "@jest/globals";
import type { Claim } from "../../../src/core/evidence.ts";
import type { Subject } from "../../../src/core/subject.ts";
import { cov, judge, rulingOf, source } from "./support.ts";

const fork = { kind: "fork" } as const;
const edited = { kind: "edited-workflow", path: ".github/actions/setup/action.yml" } as const;
const refs = { baseRef: "main", headRef: "change" };

/** The label alone says nothing: it may have been set on another head. */
function pullRequest(approved: { readonly evidenceApproved?: boolean } = {}): Subject {
  const about = { number: 1, title: "t", author: "a", labels: ["evidence-approved"], fromFork: true };
  return { kind: "pull-request", ...about, ...refs, ...approved };
}

function mergeGroup(approved: { readonly evidenceApproved?: boolean } = {}): Subject {
  return { kind: "merge-group", ...refs, ...approved };
}

function changeOf(claim: Claim, subject: Subject) {
  return { head: { "a.py": source(2) }, reports: { cov: { "a.py": "1:1 2:0" } }, claim, subject };
}

const settings = (claims: string) => ({ reports: cov, modules: { "a.py": 50 }, claims });

describe("reports that are claims", () => {
  it.each([
    [fork, "from a fork"],
    [edited, "the change edits .github/actions/setup/action.yml"],
    [{ kind: "unknown-edits" } as const, "the change may edit what the workflow runs"],
  ])("are judged by where they are accepted, and the verdict says so: %j", async (claim, said) => {
    const { tables } = await rulingOf(changeOf(claim, pullRequest()), settings("accept"));
    expect(tables?.at(-1)?.rows[0]?.[5]).toBe(`a claim: ${said}`);
  });

  it.each([
    [fork, "they come from a fork"],
    [edited, "the change edits .github/actions/setup/action.yml"],
    [{ kind: "unknown-edits" } as const, "it cannot be told whether the change edits what their workflow runs"],
  ])("are no proof where they are refused, also with the approval: %j", async (claim, said) => {
    const approved = pullRequest({ evidenceApproved: true });
    expect(await judge(changeOf(claim, approved), settings("refuse"))).toEqual({
      kind: "unavailable",
      because: `The reports of cov are claims, since ${said}. The configuration refuses them.`,
    });
  });

  it("are also those that a change leaves out by an edit of its workflow, so that older ones stand in", async () => {
    const files = { "a.py": source(2) };
    const change = {
      head: files,
      baseReports: { cov: { "a.py": "1:1 2:1" } },
      evidence: { patience: { since: 0, now: 0 }, skipped: ["cov"], absence: edited },
      subject: pullRequest(),
    };
    const carrying = (claims: string) => ({ ...settings(claims), reports: [{ ...cov[0], "carry-forward": true }] });
    const why =
      "The reports of cov are left out, which is a claim, since the change edits .github/actions/setup/action.yml.";
    expect(await judge(change, carrying("refuse"))).toEqual({
      kind: "unavailable",
      because: `${why} The configuration refuses them.`,
    });
    expect(await judge(change, carrying("needs-approval"))).toMatchObject({ kind: "not-yet" });
    const { tables } = await rulingOf(change, carrying("accept"));
    expect(tables?.at(-1)?.rows[0]?.[5]).toBe("a claim: the change edits .github/actions/setup/action.yml");
    const unedited = { ...change, evidence: { ...change.evidence, absence: undefined } };
    expect(await rulingOf(unedited, carrying("refuse"))).toMatchObject({ outcome: "passed" });
  });

  it("wait for an approval of this very head where they need one", async () => {
    expect(await judge(changeOf(fork, pullRequest()), settings("needs-approval"))).toEqual({
      kind: "not-yet",
      because:
        "The reports of cov are claims, since they come from a fork. They count once the label evidence-approved is set. It holds for one head: after a push, take it away and set it again.",
    });
    const approved = changeOf(fork, pullRequest({ evidenceApproved: true }));
    expect((await rulingOf(approved, settings("needs-approval"))).outcome).toBe("passed");
  });

  it("do not wait in a merge queue, where nobody can approve: the approval of the pull request counts", async () => {
    const unproven = await judge(changeOf(edited, mergeGroup()), settings("needs-approval"));
    expect(unproven).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("has to be on the pull request, set on its present head"),
    });
    const approved = changeOf(edited, mergeGroup({ evidenceApproved: true }));
    expect((await rulingOf(approved, settings("needs-approval"))).outcome).toBe("passed");
  });
});
