import { describe, expect, it } from "@jest/globals";
import { completenessOf, missingEntries } from "../../src/core/completeness.ts";
import type { FoundReport, FoundReports } from "../../src/core/evidence.ts";

const run = { workflow: "ci.yml", runId: 1, attempt: 1, event: "push", createdAt: 0 };
const value = { kind: "value", value: 1 } as const;
const refused = { kind: "refused", because: "It is empty." } as const;

function fromArtifact(artifact: string, more: Partial<FoundReport<number>> = {}): FoundReport<number> {
  const origin = { kind: "artifact", artifact, path: "lcov.info", ...run } as const;
  return { flag: "unit", entries: ["unit"], origin, claim: undefined, content: value, ...more };
}

function found(reports: readonly FoundReport<number>[], more: Partial<FoundReports<number>> = {}) {
  const nothing = {
    running: [],
    lost: [],
    skipped: [],
    growing: [],
    absence: undefined,
    overload: undefined,
    passedOver: [],
  };
  return { commit: "c", distance: 0, reports, ...nothing, ...more };
}

describe("entries", () => {
  const answer = (...entries: readonly string[]) => ({ entries });

  it.each([
    ["nothing was sent", ["a", "b"], [], ["a", "b"]],
    ["each has its own", ["a", "b"], [answer("a"), answer("b")], []],
    ["one has two", ["a", "b"], [answer("a"), answer("a")], ["b"]],
    ["one report may answer both", ["a", "b"], [answer("a", "b")], ["b"]],
    ["two may answer both", ["a", "b"], [answer("a", "b"), answer("a", "b")], []],
    ["one has to leave its first choice to another", ["a", "b"], [answer("a", "b"), answer("a")], []],
    ["all have to move on", ["a", "b", "c"], [answer("a", "b", "c"), answer("a", "b"), answer("a")], []],
    ["what nobody waits for is there, too", ["a"], [answer("z"), answer("a", "z")], []],
    ["one is named twice", ["a", "a"], [answer("a")], []],
  ])("without a report of their own are missing: %s", (_what, entries, answers, missing) => {
    expect(missingEntries(entries, answers)).toEqual(missing);
  });
});

describe("a gate that waits", () => {
  const patience = { since: 0, now: 59 };

  it("names the entries that are missing, and counts the others", () => {
    const reports = [fromArtifact("cov", { entries: ["unit (cov)"] })];
    expect(completenessOf(found(reports), ["unit (cov)", "unit (e2e)"], patience, 60)).toEqual({
      kind: "not-yet",
      because: "1 of 2 reports are there. Missing: unit (e2e). No workflow is running.",
      until: 60,
    });
  });

  it("waits for the entries that may grow, as far as they are waited for at all", () => {
    const reports = [fromArtifact("cov", { entries: ["unit (cov)"] })];
    const state = (growing: string) =>
      completenessOf(found(reports, { growing: [growing] }), ["unit (cov)"], patience, 60);
    expect(state("unit (cov)")).toMatchObject({ kind: "not-yet" });
    expect(state("unit (optional)")).toEqual({ kind: "complete" });
  });
});

describe("reports that cannot be read", () => {
  it("are called so that those of two jobs of a matrix can be told apart", () => {
    const whole = { kind: "artifact", artifact: "cov-3.14", path: "cov-3.14", ...run } as const;
    const sent = { kind: "upload", path: "windows.info", ...run } as const;
    const reports = [
      fromArtifact("cov-3.12", { content: refused }),
      fromArtifact("cov-3.13", { content: refused }),
      fromArtifact("", { origin: whole, content: refused }),
      fromArtifact("", { origin: sent, content: refused }),
      fromArtifact("", { origin: { kind: "file", path: "a/lcov.info" }, content: refused }),
    ];
    const names = [
      "lcov.info in cov-3.12",
      "lcov.info in cov-3.13",
      "artifact cov-3.14",
      "windows.info",
      "a/lcov.info",
    ];
    expect(completenessOf(found(reports), ["unit"], undefined, 1)).toEqual({
      kind: "unavailable",
      because: `Reports cannot be read: ${names.map((name) => `unit (${name}): It is empty.`).join("; ")}`,
    });
  });

  it("are not there at all where they are too much together, which comes before everything else", () => {
    const overload = "They are too much.";
    const patience = { since: 0, now: 0 };
    expect(completenessOf(found([], { overload }), ["unit"], patience, 1)).toEqual({
      kind: "unavailable",
      because: overload,
    });
  });
});
