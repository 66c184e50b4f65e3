import { describe, expect, it } from "@jest/globals";
import { Fault } from "../../src/core/fault.ts";
import { GateReport } from "../../src/core/report.ts";
import type { Ruling } from "../../src/core/verdict.ts";
import { evaluate } from "../../src/engine/evaluate.ts";
import { memoryEvidence } from "../../src/memory/evidence.ts";
import { memoryRepository } from "../../src/memory/repository.ts";
import { attestationSource } from "../support/attestation-source.ts";
import { configured, gateThat, tickingClock } from "./sample-gates.ts";

const sources = {
  subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
  repository: memoryRepository({ base: {}, head: { a: "1" } }),
  attestations: attestationSource(),
  today: "2027-01-31",
  now: Date.parse("2027-01-31"),
  evidence: memoryEvidence(),
} as const;

const good: Ruling = { outcome: "passed", summary: "Good.", examined: { count: 2, of: "things" }, notes: [] };
const passing = gateThat("passing", async () => ({ kind: "facts", facts: good }));
const secret = "ghs_secretsecretsecret";

describe("evaluate", () => {
  it("reports every gate in order, with its mode and its time", async () => {
    const skipping = gateThat("skipping", async () => ({ kind: "not-applicable", because: "Not here." }));
    const reports = await evaluate([configured(passing, "advise"), configured(skipping)], sources, {
      clock: tickingClock(),
      onFault: "unproven",
    });
    expect(reports.map(({ gate, mode, verdict }) => [gate, mode, verdict])).toEqual([
      ["passing", "advise", good],
      ["skipping", "enforce", { outcome: "skipped", summary: "Not here." }],
    ]);
    for (const report of reports) expect(GateReport.parse(report).durationMs).toBeGreaterThan(0);
  });

  it.each([
    ["waiting", { kind: "not-yet", because: "Soon." }],
    ["unproven", { kind: "unavailable", because: "Cut short." }],
  ] as const)("calls it %s when the evidence is %j", async (outcome, gathered) => {
    const [report] = await evaluate([configured(gateThat("g", async () => gathered))], sources, options("unproven"));
    expect(report?.verdict).toEqual({ outcome, summary: gathered.because });
  });

  it("does not let a gate pass that examined nothing, and lets it fail", async () => {
    const empty: Ruling = { ...good, examined: { count: 0, of: "modules" } };
    const finding = { rule: "r", what: "w", why: "y", fix: "f" };
    const failed: Ruling = {
      outcome: "failed",
      summary: "Bad.",
      examined: empty.examined,
      findings: [finding],
      notes: [],
    };
    const reports = await evaluate(
      [empty, failed].map((facts, index) => configured(gateThat(`g${index}`, async () => ({ kind: "facts", facts })))),
      sources,
      options("unproven"),
    );
    expect(reports.map(({ verdict }) => verdict)).toEqual([
      { outcome: "unproven", summary: expect.stringContaining("0 modules") },
      failed,
    ]);
  });

  it("makes only the broken gate unproven, keeps the exception's text out, and tells the log", async () => {
    const breaking = gateThat("breaking", async () => {
      throw new Error(`cannot read https://x:${secret}@github.com`);
    });
    const rejecting = gateThat("rejecting", () => Promise.reject(secret));
    const errors: string[] = [];
    const reports = await evaluate([configured(breaking), configured(passing), configured(rejecting)], sources, {
      ...options("throw"),
      onError: (gate, error) => errors.push(`${gate}: ${error}`),
    });
    expect(reports.map(({ verdict }) => verdict.outcome)).toEqual(["unproven", "passed", "unproven"]);
    expect(JSON.stringify(reports)).not.toContain(secret);
    expect(errors).toEqual([`breaking: Error: cannot read https://x:${secret}@github.com`, `rejecting: ${secret}`]);
  });

  it("throws a fault that a retry may heal only where somebody retries, and after all gates have ended", async () => {
    const fault = new Fault("GIT_TIMED_OUT", "git diff took too long.", { retry: true });
    let ended = false;
    const slow = gateThat("slow", async () => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      ended = true;
      return { kind: "facts", facts: good };
    });
    const failing = gateThat("failing", () => Promise.reject(fault));
    const gates = [configured(failing), configured(slow)];
    await expect(evaluate(gates, sources, options("throw"))).rejects.toBe(fault);
    expect(ended).toBe(true);
    const [report] = await evaluate(gates, sources, options("unproven"));
    expect(report?.verdict).toEqual({
      outcome: "unproven",
      summary: "git diff took too long. (GIT_TIMED_OUT) Run it again in a moment.",
    });
  });

  it("never throws a fault that no retry heals", async () => {
    const fault = new Fault("LIST_CUT_SHORT", "The list is too long.", { retry: false });
    const [report] = await evaluate(
      [configured(gateThat("g", () => Promise.reject(fault)))],
      sources,
      options("throw"),
    );
    expect(report?.verdict).toMatchObject({
      outcome: "unproven",
      summary: expect.stringMatching(/^The list is too long\./),
    });
  });

  it.each([
    ["NO_MERGE_BASE", "Nothing in common. (NO_MERGE_BASE) A second run over the same commits will not help."],
    [
      "REPOSITORY_TOO_LARGE",
      "Nothing in common. (REPOSITORY_TOO_LARGE) A second run will not help: ask whoever runs Lanekeeper.",
    ],
  ] as const)("says who can mend it: %s", async (code, summary) => {
    const fault = new Fault(code, "Nothing in common.", { retry: false });
    const broken = configured(gateThat("g", () => Promise.reject(fault)));
    const [report] = await evaluate([broken], sources, options("unproven"));
    expect(report?.verdict).toEqual({ outcome: "unproven", summary });
  });
});

function options(onFault: "unproven" | "throw") {
  return { clock: tickingClock(), onFault };
}
