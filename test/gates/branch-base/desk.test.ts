import { describe, expect, it } from "@jest/globals";
import { CheckOutput } from "../../../src/cli/render/json.ts";
import { run } from "../../cli/test-terminal.ts";
import { createGitRepository } from "../../support/git-repository.ts";

const configuration = "version: 1\ngates:\n  branch-base: {long-lived: [M1]}\n";

describe("the base at the desk", () => {
  it.each<[string, string, string]>([
    ["a branch of another remote", "fork/M2", "wrong-base"],
    ["the default branch of another remote", "fork/main", ""],
    ["what the remote's HEAD points at", "origin/HEAD", ""],
    ["a full name", "refs/remotes/fork/M2", "wrong-base"],
    ["a tag that is called like a branch", "refs/tags/M2", ""],
  ])("is known by the ref that is meant: %s", async (_what, base, rule) => {
    using repository = createGitRepository();
    const tip = repository.commit("main", { ".github/lanekeeper.yml": "version: 1\ngates:\n  branch-base: {}\n" });
    repository.commit("topic", { a: "1\n" }, { from: "main" });
    for (const name of ["fork/main", "fork/M2", "origin/main"]) {
      repository.git("update-ref", `refs/remotes/${name}`, tip);
    }
    repository.git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
    repository.git("tag", "M2", tip);
    const args = ["check", "--head", "topic", "--base", base, "--format", "json"];
    const { out } = await run(args, { cwd: repository.directory });
    const verdict = CheckOutput.parse(JSON.parse(out)).report.gates[1]?.verdict;
    expect(verdict?.outcome === "failed" ? verdict.findings.map((finding) => finding.rule).join() : "").toBe(rule);
    expect(verdict?.outcome).toBe(rule === "" ? "passed" : "failed");
  });
});

describe("a branch that was cut from M1 and opened on main", () => {
  it("brings 40 commits and 20,001 lines along, where one line was meant", async () => {
    using repository = createGitRepository();
    repository.commit("main", { ".github/lanekeeper.yml": configuration });
    for (let index = 0; index < 40; index += 1) {
      repository.commit("M1", { [`m1/f${index}.py`]: "x = 1\n".repeat(500) }, index === 0 ? { from: "main" } : {});
    }
    repository.commit("topic", { "fix.py": "y = 2\n" }, { from: "M1" });
    const { code, out } = await run(["check", "--head", "topic", "--format", "json"], { cwd: repository.directory });
    expect(code).toBe(1);
    const verdict = CheckOutput.parse(JSON.parse(out)).report.gates[1]?.verdict;
    expect(verdict).toMatchObject({
      outcome: "failed",
      findings: [
        {
          rule: "foreign-commits",
          what: "The change brings 40 commits of M1 along that main does not have.",
          trace: [...repository.git("rev-list", "--max-count=5", "M1").split("\n"), "and 35 commits more"],
        },
      ],
      notes: [
        {
          rule: "inflated",
          what: "Against main the change has 20,001 lines, against M1 only 1: it was probably meant for M1.",
        },
      ],
    });

    // What the finding advises is what helps.
    repository.checkout("topic");
    repository.git("rebase", "-q", "--onto", "main", "M1");
    const again = await run(["check", "--head", "topic", "--format", "json"], { cwd: repository.directory });
    expect(again.code).toBe(0);
    expect(repository.git("diff", "--stat", "main", "topic")).toContain("1 file changed, 1 insertion");
  });
});
