import { describe, expect, it } from "@jest/globals";
import type { Finding } from "../../src/core/finding.ts";
import { OverlapMessage } from "../../src/core/overlap-message.ts";
import type { GateReport } from "../../src/core/report.ts";
import { type CheckContent, checksOf } from "../../src/github/check-content.ts";
import { mostAnnotations, textLimit, withinLimits } from "../../src/github/check-limits.ts";
import { failedGate, passedGate, storedReportOf } from "../support/reports.ts";

const noLink = () => undefined;

function conclusions(...gates: readonly GateReport[]) {
  return checksOf([storedReportOf(2, gates)], noLink).map(({ name, conclusion }) => [name, conclusion]);
}

describe("check runs of one pull request", () => {
  it("are one a gate, and the roll-up last with the worst of them", () => {
    expect(conclusions(passedGate, failedGate)).toEqual([
      ["lanekeeper / batch-size", "success"],
      ["lanekeeper / lane-guard", "failure"],
      ["lanekeeper", "failure"],
    ]);
  });

  it("are neutral where a failing gate only advises, and never where it is unproven", () => {
    const unproven = { ...passedGate, mode: "advise", verdict: { outcome: "unproven", summary: "?" } } as const;
    expect(conclusions({ ...failedGate, mode: "advise" })).toEqual([
      ["lanekeeper / lane-guard", "neutral"],
      ["lanekeeper", "neutral"],
    ]);
    expect(conclusions(unproven)).toEqual([
      ["lanekeeper / batch-size", "failure"],
      ["lanekeeper", "failure"],
    ]);
  });

  it("have what agents are told as data in their text, whole or not at all", () => {
    const message = OverlapMessage.parse({
      schema: "lanekeeper.overlap/1",
      pr: 2,
      head: "1111111111",
      base: { ref: "main", sha: "2222222222" },
      actor: { agent: "codex", trust: "verified" },
      verdict: "proceed",
      partial: false,
      pairs: { judged: 0, total: 0 },
      ownership: [],
      overlaps: [],
      hidden: 0,
      actions: [],
      merge_order: [2],
    });
    const overlap = { message, comments: "never", notable: false } as const;
    const told = { ...passedGate, verdict: { ...passedGate.verdict, overlap } } as GateReport;
    const [check, rollUp] = checksOf([storedReportOf(2, [told])], noLink).map(withinLimits);
    const [, json = ""] = /^```json\n(.*)\n```$/s.exec(check?.text ?? "") ?? [];
    expect(JSON.parse(json)).toEqual({ ...message, mode: told.mode });
    expect(rollUp).not.toHaveProperty("text");
    const tooLong = { ...check, text: "x".repeat(textLimit + 1) } as CheckContent;
    expect(withinLimits(tooLong)).not.toHaveProperty("text");
  });

  it("wait as a whole while one gate waits and none fails", () => {
    const waiting = { ...failedGate, verdict: { outcome: "waiting", summary: "No report yet." } } as const;
    expect(conclusions(passedGate, waiting).at(-1)).toEqual(["lanekeeper", "in_progress"]);
    expect(conclusions({ ...failedGate, gate: "other" }, waiting).at(-1)).toEqual(["lanekeeper", "failure"]);
  });

  it("annotate the exact line with what, why and fix", () => {
    const [check] = checksOf([storedReportOf(2, [failedGate])], noLink);
    expect(check?.annotations).toEqual([
      {
        path: "lukhas/identity/tokens.py",
        start_line: 4,
        end_line: 4,
        annotation_level: "failure",
        title: "forbidden-import",
        message: [
          "lukhas.identity.tokens imports candidate.memory.store.",
          "Production never imports experiments.",
          "Fix: Import from core instead, or promote candidate.memory first.",
        ].join("\n"),
        raw_details: "lukhas.identity.tokens -> candidate.memory.store (lukhas/identity/tokens.py:4)",
      },
    ]);
  });
});

describe("two pull requests with one head", () => {
  const checks = checksOf(
    [storedReportOf(1, [failedGate]), storedReportOf(2, [{ ...passedGate, gate: "lane-guard" }])],
    noLink,
  );

  it("show the worst verdict", () => {
    expect(checks.map(({ conclusion }) => conclusion)).toEqual(["failure", "failure"]);
  });

  it("name both", () => {
    for (const { summary } of checks) {
      expect(summary).toContain("This commit is the head of #1 and #2.");
      expect(summary).toContain("## #1 into `release`");
      expect(summary).toContain("## #2 into `main`");
    }
  });
});

describe("GitHub's limits", () => {
  const finding = (index: number): Finding => ({
    rule: "forbidden-import",
    what: `Module number ${index} ${"x".repeat(300)}`,
    why: "Because.",
    fix: "Change it.",
    at: { path: "a.py", firstLine: index + 1 },
  });
  const many = { ...failedGate, verdict: verdictWith(Array.from({ length: 700 }, (_, index) => finding(index))) };
  const [check] = checksOf([storedReportOf(2, [many])], () => "https://lanes.example/reports/1");

  it("cut a long summary at a finding, with a link to the whole report", () => {
    const limited = withinLimits(check ?? fail());
    expect(check?.summary.length).toBeGreaterThan(textLimit);
    expect(limited.summary.length).toBeLessThanOrEqual(textLimit);
    expect(limited.summary).toMatch(/cut short.*\[The whole report\]\(https:\/\/lanes\.example\/reports\/1\)/);
  });

  it("leave out annotations beyond our own bound", () => {
    expect(withinLimits(check ?? fail()).annotations).toHaveLength(mostAnnotations);
  });

  it("leave a short check as it is", () => {
    const [short] = checksOf([storedReportOf(2, [passedGate])], noLink);
    expect(withinLimits(short ?? fail())).toEqual(short);
  });
});

function verdictWith(findings: readonly Finding[]): GateReport["verdict"] {
  const [first, ...others] = findings;
  return {
    outcome: "failed",
    summary: "Many.",
    examined: { count: 1, of: "modules" },
    findings: [first ?? fail(), ...others],
    notes: [],
  };
}

function fail(): never {
  throw new Error("nothing to look at");
}
