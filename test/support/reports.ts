import type { GateReport, Report } from "../../src/core/report.ts";
import type { StoredReport } from "../../src/core/store.ts";

export const headSha = "1111111111111111111111111111111111111111";
const baseSha = "2222222222222222222222222222222222222222";

export const passedGate: GateReport = {
  gate: "batch-size",
  title: "Batch size",
  mode: "enforce",
  verdict: { outcome: "passed", summary: "3 files, 20 lines.", examined: { count: 3, of: "changed files" }, notes: [] },
  durationMs: 1,
};

export const failedGate: GateReport = {
  gate: "lane-guard",
  title: "Lane guard",
  mode: "enforce",
  verdict: {
    outcome: "failed",
    summary: "1 new forbidden import.",
    examined: { count: 214, of: "modules" },
    findings: [
      {
        rule: "forbidden-import",
        what: "lukhas.identity.tokens imports candidate.memory.store.",
        why: "Production never imports experiments.",
        fix: "Import from core instead, or promote candidate.memory first.",
        at: { path: "lukhas/identity/tokens.py", firstLine: 4 },
        trace: ["lukhas.identity.tokens -> candidate.memory.store (lukhas/identity/tokens.py:4)"],
      },
    ],
    notes: [],
  },
  durationMs: 12,
};

export function reportOf(number: number, gates: readonly GateReport[]): Report {
  return {
    subject: {
      kind: "pull-request",
      number,
      title: `Pull request ${number}`,
      author: "codex",
      labels: [],
      baseRef: number % 2 === 0 ? "main" : "release",
      headRef: "codex/branch",
      fromFork: false,
    },
    base: baseSha,
    mergeBase: baseSha,
    head: headSha,
    gates,
  };
}

export function storedReportOf(number: number, gates: readonly GateReport[]): StoredReport {
  return {
    id: `report-${number}`,
    repositoryId: 7,
    targetKey: `pull-request/7/${number}`,
    installationId: 1,
    savedAt: 0,
    report: reportOf(number, gates),
  };
}
