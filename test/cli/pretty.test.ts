import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { renderPretty } from "../../src/cli/render/pretty.ts";
import type { GateReport, Report } from "../../src/core/report.ts";

const configuration: GateReport = {
  gate: "configuration",
  title: "Configuration",
  mode: "enforce",
  durationMs: 0.4,
  verdict: {
    outcome: "passed",
    summary: "5 gates are configured on the base branch.",
    examined: { count: 5, of: "configured gates" },
    notes: [
      {
        rule: "preview",
        what: "Under the new configuration, `sizes` would no longer run.",
        why: "It counts once it is merged.",
        fix: "Nothing to fix.",
        at: { path: ".github/lanekeeper.yml" },
      },
    ],
  },
};

const failed: GateReport = {
  gate: "lane-guard",
  title: "Lanes",
  mode: "enforce",
  durationMs: 41.7,
  verdict: {
    outcome: "failed",
    summary: "1 import crosses a lane.",
    examined: { count: 214, of: "modules" },
    findings: [
      {
        rule: "forbidden-import",
        what: "lukhas.api imports candidate.core,\nwhich the contract \u001b[31mLanes\u001b[0m forbids.",
        why: "Candidate code is not reviewed.",
        fix: "Move it,\nor ask its owner.",
        at: { path: "lukhas/api.py", firstLine: 3 },
        trace: ["lukhas/api.py:3 imports candidate.core", "candidate/core.py:9 imports labs.x"],
      },
    ],
    notes: [],
  },
};

const others: readonly GateReport[] = [
  {
    gate: "sizes",
    title: "S",
    mode: "enforce",
    durationMs: 1,
    verdict: { outcome: "unproven", summary: "Cut short." },
  },
  {
    gate: "slow",
    title: "W",
    mode: "enforce",
    durationMs: 2,
    verdict: { outcome: "waiting", summary: "Not finished." },
  },
  { gate: "rare", title: "R", mode: "advise", durationMs: 3, verdict: { outcome: "skipped", summary: "Not here." } },
];

function render(gates: readonly GateReport[], uncommitted = false): string {
  const report: Report = {
    subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
    base: "a".repeat(40),
    mergeBase: "b".repeat(40),
    head: "c".repeat(40),
    gates,
  };
  const sourceLines = new Map([["lukhas/api.py:3", "from candidate import core\t# \u001b[2J"]]);
  return renderPretty({ report, baseName: "main", headName: "HEAD", sourceLines }, { color: false, uncommitted });
}

describe("renderPretty", () => {
  it("looks like this", () => {
    const golden = readFileSync(new URL("fixtures/pretty.txt", import.meta.url), "utf8");
    expect(render([configuration, failed, ...others], true)).toBe(golden);
  });

  it.each([
    [[configuration, { ...failed, mode: "advise" as const }], "✓ Clear: 1 gate. Advice only: lane-guard."],
    [[configuration, ...others], "? Unproven: sizes, slow. What cannot be proven blocks."],
    [[configuration, ...others.slice(1)], "… Waiting: slow."],
    [[{ ...failed, gate: "configuration" }], "✗ The configuration has to be corrected first."],
  ])("%#: ends with what it comes to", (gates, expected) => {
    expect(render(gates).trimEnd().split("\n").at(-1)).toBe(expected);
  });
});
