import { describe, expect, it } from "@jest/globals";
import type { Branch, History } from "../../../src/core/history.ts";
import type { Subject } from "../../../src/core/subject.ts";
import { Ruling } from "../../../src/core/verdict.ts";
import { branchBase } from "../../../src/gates/branch-base/gate.ts";
import { gatherBranchBase } from "../../../src/gates/branch-base/gather.ts";
import { judgeBranchBase } from "../../../src/gates/branch-base/judge.ts";
import { BranchBaseFacts, BranchBaseSettings } from "../../../src/gates/branch-base/model.ts";
import { memoryEvidence } from "../../../src/memory/evidence.ts";
import { memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { pullRequest } from "../../support/pull-request-subject.ts";

const day = 86_400_000;
const parted = {
  kind: "parted",
  behind: 0,
  behindSince: 0,
  tipTime: 0,
  foreign: [],
  unmatched: [],
  lines: 1,
  elsewhere: [],
} as const;
const onMain = { number: 7, base: "main", defaultBranch: "main", parting: parted } as const;

function judge(settings: unknown, facts: BranchBaseFacts): Ruling {
  return Ruling.parse(judgeBranchBase(BranchBaseSettings.parse(settings), BranchBaseFacts.parse(facts)));
}

/** The rules of the findings, and those of the notes behind a `~`. */
function rulesOf(ruling: Ruling): readonly string[] {
  const findings = ruling.outcome === "failed" ? ruling.findings.map(({ rule }) => rule) : [];
  return [...findings, ...ruling.notes.map(({ rule }) => `~${rule}`)];
}

function fixOf(ruling: Ruling, rule: string): string | undefined {
  const findings = ruling.outcome === "failed" ? ruling.findings : [];
  return [...findings, ...ruling.notes].find((finding) => finding.rule === rule)?.fix;
}

describe("judgeBranchBase", () => {
  it.each<[string, unknown, BranchBaseFacts, readonly string[]]>([
    ["the default branch", {}, onMain, []],
    ["another branch", {}, { ...onMain, base: "M1" }, ["wrong-base"]],
    ["a branch that is allowed by a pattern", { allowed: ["main", "release/*"] }, { ...onMain, base: "release/2" }, []],
    ["one that the pattern leaves out", { allowed: ["release/*"] }, { ...onMain, base: "release/2/x" }, ["wrong-base"]],
    ["the default branch, where others are allowed", { allowed: ["develop"] }, onMain, ["wrong-base"]],
    ["capital letters count", {}, { ...onMain, base: "Main" }, ["wrong-base"]],
    ["the branch of another pull request", {}, { ...onMain, base: "topic", stackedOn: 6 }, ["~stacked"]],
    ["an allowed branch that has a pull request of its own", {}, { ...onMain, stackedOn: 6 }, []],
    ["an unknown default branch", {}, { base: "topic", parting: parted }, []],
    ["something that is no branch", {}, { defaultBranch: "main", parting: parted }, []],
    ["no common commit", {}, { ...onMain, parting: { kind: "unrelated" } }, ["no-merge-base"]],
    ["both", {}, { ...onMain, base: "M1", parting: { kind: "unrelated" } }, ["wrong-base", "no-merge-base"]],
  ])("judges the base: %s", (_what, settings, facts, rules) => {
    expect(rulesOf(judge(settings, facts))).toEqual(rules);
  });

  it.each<[number, number, readonly string[]]>([
    [49, 6.99, []],
    [50, 0, ["~stale"]],
    [1, 7, ["~stale"]],
    [200, 30.9, ["~stale"]],
    [201, 0, ["stale"]],
    [1, 31, ["stale"]],
    [1, -400, []],
  ])("%d commits and %d days behind", (behind, days, rules) => {
    const parting = { ...parted, behind, tipTime: Math.floor(days * day) };
    expect(rulesOf(judge({}, { ...onMain, parting }))).toEqual(rules);
  });

  it("fails from the limits that are set, and tells where the warning lies beyond them", () => {
    const behind = (count: number) => ({ ...onMain, parting: { ...parted, behind: count } });
    expect(rulesOf(judge({ "max-behind": 10 }, behind(10)))).toEqual([]);
    expect(rulesOf(judge({ "max-behind": 10 }, behind(11)))).toEqual(["stale"]);
    expect(rulesOf(judge({ "warn-behind": 2 }, behind(2)))).toEqual(["~stale"]);
  });

  it.each<[number, number, readonly string[]]>([
    [1_999, 0, []],
    [2_000, 400, ["~inflated"]],
    [2_000, 401, []],
    [20_001, 1, ["~inflated"]],
  ])("%d lines, of which another branch would leave %d", (lines, there, rules) => {
    const elsewhere = [
      { branch: "far", lines: lines * 2 },
      { branch: "M1", lines: there },
    ];
    expect(rulesOf(judge({}, { ...onMain, parting: { ...parted, lines, elsewhere } }))).toEqual(rules);
  });

  it("names the foreign commits and the commands that move one's own", () => {
    const ids = ["1", "2", "3", "4", "5"].map((digit) => digit.repeat(40));
    const foreign = [
      { branch: "M1", count: 40, ids },
      { branch: "clean", count: 0, ids: [] },
    ];
    const ruling = judge({ allowed: ["main", "M1"] }, { ...onMain, parting: { ...parted, foreign } });
    expect(ruling).toMatchObject({
      outcome: "failed",
      examined: { count: 3 },
      findings: [
        {
          rule: "foreign-commits",
          what: "The change brings 40 commits of M1 along that main does not have.",
          trace: [...ids, "and 35 commits more"],
        },
      ],
    });
    const fix = fixOf(ruling, "foreign-commits");
    expect(fix).toContain("`git fetch origin && git rebase --onto origin/main origin/M1`");
    expect(fix).toContain("`gh pr edit 7 --base M1`");
  });

  it("advises the default branch, or the first one that is named in full", () => {
    const wrong = { ...onMain, base: "M1" };
    expect(fixOf(judge({}, wrong), "wrong-base")).toBe("Set the base: `gh pr edit 7 --base main`.");
    expect(fixOf(judge({ allowed: ["rel/*", "dev"] }, wrong), "wrong-base")).toContain("gh pr edit 7 --base dev");
    expect(fixOf(judge({ allowed: ["rel/*"] }, wrong), "wrong-base")).toContain("rel/*");
    const atDesk = { base: "M1", defaultBranch: "main", parting: parted };
    expect(fixOf(judge({}, atDesk), "wrong-base")).toContain("gh pr create --base main");
  });

  it("quotes hostile branch names in commands", () => {
    const foreign = [{ branch: "x;$(id)'", count: 1, ids: [] }];
    const fix = fixOf(judge({}, { ...onMain, parting: { ...parted, foreign } }), "foreign-commits");
    expect(fix).toContain("--onto origin/main 'origin/x;$(id)'\\'''`");
  });

  it("tells patterns that fit no branch, and does not block", () => {
    const unmatched = ["relase/*"];
    const ruling = judge({ "long-lived": ["relase/*", "M1"] }, { ...onMain, parting: { ...parted, unmatched } });
    expect(ruling).toMatchObject({
      outcome: "passed",
      summary: "Goes into main; 0 commits and 0 days behind, compared with no long-lived branch.",
      notes: [{ rule: "unmatched-pattern", what: "1 of 2 patterns of `long-lived` fits no branch: relase/*." }],
    });
  });

  it("says that it stopped counting", () => {
    const ruling = judge({}, { ...onMain, parting: { ...parted, behind: 10_000 } });
    expect(ruling).toMatchObject({ findings: [{ what: expect.stringContaining("10,000 commits or more of main") }] });
  });
});

const onDefault = pullRequest({ defaultBranch: "main" });

function sourcesOf(subject: Subject, history: Partial<History>, lines = 1) {
  const repository = memoryRepository({ base: {}, head: { a: "1\n".repeat(lines) }, history });
  return {
    subject,
    repository,
    evidence: memoryEvidence(),
    attestations: attestationSource(),
    today: "2027-01-31",
    now: Date.parse("2027-01-31"),
  } as const;
}

/** Branches by name; `shared` and `lines` tell what head has in common with each. */
function historyWith(
  names: readonly string[],
  shared: Readonly<Record<string, number>> = {},
  lines: Readonly<Record<string, number>> = {},
) {
  const asked: string[] = [];
  const history: Partial<History> = {
    branches: async (chosen, limit) => {
      const items = names.filter(chosen).map((name): Branch => ({ name, tip: `tip of ${name}` }));
      return { items: items.slice(0, limit), complete: items.length <= limit };
    },
    sharedWith: async ({ name }) => {
      asked.push(`shared ${name}`);
      return { count: shared[name] ?? 0, ids: [] };
    },
    linesSince: async ({ name }) => {
      asked.push(`lines ${name}`);
      return lines[name];
    },
  };
  return { history, asked };
}

describe("gatherBranchBase", () => {
  const settings = BranchBaseSettings.parse({ allowed: ["main", "dev"], "long-lived": ["M*", "main", "topic"] });

  it("compares with long-lived branches but the base and the change's own", async () => {
    const { history, asked } = historyWith(["main", "topic", "M1", "M2", "dev", "other"], { M1: 40 });
    const gathered = await gatherBranchBase(settings, sourcesOf(onDefault, history));
    const facts = gathered.kind === "facts" ? BranchBaseFacts.parse(gathered.facts) : undefined;
    expect(asked).toEqual(["shared M1", "shared M2"]);
    expect(facts?.parting).toMatchObject({
      foreign: [
        { branch: "M1", count: 40 },
        { branch: "M2", count: 0 },
      ],
      lines: 1,
    });
  });

  it("knows which patterns fit no branch; the base and the change's own are branches", async () => {
    const { history } = historyWith(["main", "topic", "M1"]);
    const written = BranchBaseSettings.parse({ "long-lived": ["relase/*", "M1", "main", "topic", "N*"] });
    const gathered = await gatherBranchBase(written, sourcesOf(onDefault, history));
    expect(gathered).toMatchObject({ facts: { parting: { unmatched: ["relase/*", "N*"] } } });
  });

  it("takes a fork's branch of the same name for what it is", async () => {
    const { history, asked } = historyWith(["topic"]);
    await gatherBranchBase(settings, sourcesOf({ ...onDefault, fromFork: true }, history));
    expect(asked).toEqual(["shared topic"]);
  });

  it("looks at other branches only when the change is large", async () => {
    const { history, asked } = historyWith(["main", "dev", "M1", "other"], {}, { M1: 3 });
    const gathered = await gatherBranchBase(settings, sourcesOf(onDefault, history, 2_000));
    expect(asked).toEqual(["shared M1", "lines dev", "lines M1"]);
    expect(gathered).toMatchObject({ facts: { parting: { lines: 2_000, elsewhere: [{ branch: "M1", lines: 3 }] } } });
  });

  it("takes for the base what the desk says is a branch, and not what it is called there", async () => {
    const { history } = historyWith(["main", "M1"]);
    const subject = { kind: "local", baseRef: "fork/M1", headRef: "HEAD", defaultBranch: "main" } as const;
    const baseOf = async (about: Subject) => {
      const gathered = await gatherBranchBase(settings, sourcesOf(about, history));
      return gathered.kind === "facts" ? gathered.facts.base : "no facts";
    };
    expect(await baseOf({ ...subject, baseBranch: "M1" })).toBe("M1");
    expect(await baseOf(subject)).toBeUndefined();
  });

  it("does not take a branch at the desk for foreign when it is the change itself", async () => {
    const repository = memoryRepository({ base: {}, head: { a: "1" } });
    const { history, asked } = historyWith([]);
    const branches: History["branches"] = async () => ({
      items: [{ name: "M1", tip: repository.head }],
      complete: true,
    });
    const subject = { kind: "local", baseRef: "main", headRef: "HEAD", defaultBranch: "main" } as const;
    await gatherBranchBase(settings, {
      subject,
      repository: { ...repository, history: { ...repository.history, ...history, branches } },
    });
    expect(asked).toEqual([]);
  });

  it("has no facts where history or branches are cut short, and none of a merge group", async () => {
    const cut = { parting: async () => ({ kind: "cut-off" }) as const };
    expect(await gatherBranchBase(settings, sourcesOf(onDefault, cut))).toMatchObject({ kind: "unavailable" });
    const { history } = historyWith(Array.from({ length: 21 }, (_, index) => `M${index}`));
    expect(await gatherBranchBase(settings, sourcesOf(onDefault, history))).toMatchObject({ kind: "unavailable" });
    const group = { kind: "merge-group", baseRef: "refs/heads/main", headRef: "refs/heads/q" } as const;
    expect(await gatherBranchBase(settings, sourcesOf(group, {}))).toMatchObject({ kind: "not-applicable" });
  });

  it("asks nothing about a change where there is none", async () => {
    const unrelated = { parting: async () => ({ kind: "unrelated" }) as const };
    const judged = await branchBase.run({}, sourcesOf(onDefault, unrelated));
    expect(judged).toMatchObject({ ruling: { outcome: "failed", findings: [{ rule: "no-merge-base" }] } });
  });
});
