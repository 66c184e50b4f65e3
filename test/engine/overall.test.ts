import { describe, expect, it } from "@jest/globals";
import type { GateReport } from "../../src/core/report.ts";
import { blocks, overall } from "../../src/engine/overall.ts";

const examined = { count: 1, of: "things" };
const finding = { rule: "r", what: "w", why: "y", fix: "f" };
const base = { title: "G", durationMs: 0 };
const passed: GateReport = {
  ...base,
  gate: "p",
  mode: "enforce",
  verdict: { outcome: "passed", summary: "", examined, notes: [] },
};
const failed: GateReport = {
  ...base,
  gate: "f",
  mode: "enforce",
  verdict: { outcome: "failed", summary: "", examined, findings: [finding], notes: [] },
};
const advised: GateReport = { ...failed, mode: "advise" };
const skipped: GateReport = { ...base, gate: "s", mode: "enforce", verdict: { outcome: "skipped", summary: "" } };
const waiting: GateReport = { ...base, gate: "w", mode: "advise", verdict: { outcome: "waiting", summary: "" } };
const unproven: GateReport = { ...base, gate: "u", mode: "advise", verdict: { outcome: "unproven", summary: "" } };

describe("overall", () => {
  it.each([
    [[passed, skipped], "clear"],
    [[passed, advised], "clear"],
    [[skipped], "clear"],
    [[passed, waiting], "waiting"],
    [[waiting, unproven], "unproven"],
    [[unproven, failed], "blocked"],
    [[], "unproven"],
  ] as const)("%#: is the worst of all", (gates, expected) => {
    expect(overall({ gates })).toBe(expected);
  });
});

describe("blocks", () => {
  it("is what a required check would do: only advice, passes and skips let a change through", () => {
    const blocking = [passed, failed, advised, skipped, waiting, unproven].filter(blocks);
    expect(blocking).toEqual([failed, waiting, unproven]);
  });
});
