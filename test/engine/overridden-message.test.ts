import { describe, expect, it } from "@jest/globals";
import { OverlapMessage } from "../../src/core/overlap-message.ts";
import type { PullRequestOverlap } from "../../src/core/pull-request-overlaps.ts";
import type { GateReport } from "../../src/core/report.ts";
import { applyOverrides, type StandingOverride } from "../../src/engine/apply-overrides.ts";
import { conclude } from "../../src/engine/conclude.ts";
import { ownership } from "../../src/gates/ownership/gate.ts";
import { outcome, situation } from "../commands/support.ts";
import { actingOf, ada, filesOf, sourcesOf } from "../gates/ownership/support.ts";

const fileOf = (path: string) => ({
  path,
  kind: "content" as const,
  pathInMine: path,
  pathInTheirs: path,
  mine: [{ first: 3, last: 5 }],
  theirs: [{ first: 4, last: 4 }],
  owners: [],
});

function overlapWith(number: number, paths: readonly string[]): PullRequestOverlap {
  return {
    id: `o-7-${number}-5f2c9a`,
    other: { number, head: "5d6e7f8", agent: "codex", trust: "verified", draft: false },
    level: "textual",
    orders: { mineThenTheirs: "conflict", theirsThenMine: "conflict" },
    files: paths.map(fileOf),
    symbols: [],
    otherChange: [],
    yields: { number: 7, rule: "age" },
  };
}

/** What the gate says of pull request 7, which waits for 8 and 9. */
async function judged(...overlaps: readonly PullRequestOverlap[]): Promise<GateReport> {
  const sources = sourcesOf({ base: filesOf("z"), head: filesOf("z", "a/x", "a/y"), acting: actingOf(ada) });
  const compared = {
    kind: "overlaps",
    overlaps: {
      subject: { number: 7, head: "1a2b3c4", agent: null, trust: "none", draft: false },
      base: { ref: "main", sha: "9f8e7d6" },
      overlaps,
      pairs: { judged: overlaps.length, total: overlaps.length },
      compared: overlaps.length,
      leftOut: { old: 0, large: 0, stuck: 0, sameAgent: 0, unread: 0 },
      mergeOrder: [8, 9, 7],
    },
  } as const;
  const run = await ownership.run({}, { ...sources, overlaps: { compare: async () => compared } });
  return { gate: "ownership", title: "Ownership", mode: "enforce", verdict: conclude(run), durationMs: 1 };
}

/** What a maintainer's comment about the judged head gives: the override as the ledger has it. */
function overrideBy(report: GateReport, line: string): StandingOverride {
  const { verdict } = applyOverrides(report, []);
  if (verdict.outcome !== "failed") throw new Error("Nothing blocks.");
  const findings = verdict.findings.map((finding) => ({ gate: report.gate, finding }));
  const place = {
    number: 7,
    pullRequest: { open: true, author: { id: 10 }, agent: undefined, judged: { headSha: "abcdef0123", findings } },
  };
  const { effects, says } = outcome(situation("maintainer", [], { place }), line);
  const [effect] = effects;
  if (effect?.action !== "overridden") throw new Error(says);
  return { ...effect.override, id: 11, number: 7, by: { id: 10, login: "ada" }, at: 1, sameHead: true };
}

function messageOf({ verdict }: GateReport) {
  if (verdict.outcome !== "passed" && verdict.outcome !== "failed") throw new Error(verdict.summary);
  return OverlapMessage.parse(verdict.overlap?.message);
}

describe("the override that a message names", () => {
  it("lets every contested place of that overlap pass, and no other overlap", async () => {
    const report = await judged(overlapWith(8, ["a/x", "a/y"]), overlapWith(9, ["a/x"]));
    const before = messageOf(applyOverrides(report, []));
    expect(before).toMatchObject({ verdict: "blocked", override: "/gate override ownership o-7-8-5f2c9a REASON" });

    const first = overrideBy(report, before.override?.replace("REASON", "We merge both.") ?? "");
    const half = applyOverrides(report, [first]);
    expect(half.verdict).toMatchObject({ outcome: "failed", findings: [{ id: "o-7-9-5f2c9a", at: { path: "a/x" } }] });
    expect(half.overrides).toMatchObject([{ finding: "o-7-8-5f2c9a", by: "ada", reason: "We merge both." }]);
    const between = messageOf(half);
    expect(between).toMatchObject({ verdict: "blocked", override: "/gate override ownership o-7-9-5f2c9a REASON" });
    expect(between.overlaps.map(({ blocks }) => blocks)).toEqual([false, true]);

    const second = overrideBy(report, "/gate override ownership o-7-9-5f2c9a Both.");
    const whole = applyOverrides(report, [first, second]);
    expect(whole.verdict.outcome).toBe("passed");
    const after = messageOf(whole);
    expect(after.verdict).toBe("yield");
    expect(after).not.toHaveProperty("override");
  });

  it("is about the heads of both as they were looked at, and about no place that came later", async () => {
    const seen = overlapWith(8, ["a/x"]);
    const override = overrideBy(await judged(seen), "/gate override ownership o-7-8-5f2c9a Both.");
    expect(override).toMatchObject({ paths: ["a/x"], other: { number: 8, head: "5d6e7f8" } });
    const pushed = await judged({ ...seen, other: { ...seen.other, head: "77aa001" } });
    expect(messageOf(applyOverrides(pushed, [override])).verdict).toBe("blocked");
    const wider = await judged(overlapWith(8, ["a/x", "a/y"]));
    expect(messageOf(applyOverrides(wider, [override])).verdict).toBe("blocked");
  });

  it("ends when the two meet at other paths", async () => {
    const override = overrideBy(await judged(overlapWith(8, ["a/x"])), "/gate override ownership o-7-8-5f2c9a Both.");
    const moved = await judged({ ...overlapWith(8, ["a/x", "a/y"]), id: "o-7-8-77aa00" });
    expect(messageOf(applyOverrides(moved, [override])).verdict).toBe("blocked");
  });
});
