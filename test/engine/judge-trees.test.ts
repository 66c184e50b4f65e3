import { describe, expect, it } from "@jest/globals";
import { z } from "zod";
import type { Finding } from "../../src/core/finding.ts";
import { defineGate, type Gathered } from "../../src/core/gate.ts";
import type { Ruling } from "../../src/core/verdict.ts";
import { brokenTogether, judgeTrees } from "../../src/engine/judge-trees.ts";
import { memoryRepository } from "../../src/memory/repository.ts";
import { forbiddenWords } from "./sample-gates.ts";

const finding: Finding = { rule: "r", what: "a reaches c", why: "contract", fix: "f", at: { path: "a", firstLine: 1 } };
const newWays = {
  from: new Set<string>(),
  to: new Set<string>(),
  around: () => ({ before: new Set(), beyond: new Set() }),
};

describe("what is broken together", () => {
  const said = (...findings: readonly Finding[]) => [{ gate: "g", findings, newWays: { ...newWays, around } }];
  const around = () => ({ before: new Set<string>(), beyond: new Set<string>() });

  it.each<[string, Finding | undefined, boolean]>([
    ["is what neither says alone", undefined, true],
    ["is not what one says alone", finding, false],
    [
      "is not what moved to another line or is said at more length",
      { ...finding, what: "a and b reach c", at: { path: "a", firstLine: 9 } },
      false,
    ],
    ["is not what is said of another file in the same words", { ...finding, at: { path: "b" } }, false],
    ["is what breaks another rule", { ...finding, rule: "other" }, true],
    ["is what breaks another contract", { ...finding, why: "another contract" }, true],
    ["is what breaks the contract elsewhere", { ...finding, what: "b reaches c", at: { path: "b" } }, true],
  ])("%s", (_, alone, isTold) => {
    const known = alone === undefined ? [] : [alone];
    for (const sides of [
      [said(...known), said()],
      [said(), said(...known)],
    ]) {
      expect(brokenTogether(said(finding), sides)).toEqual(isTold ? [{ gate: "g", finding }] : []);
    }
  });

  it("is told of each gate by itself", () => {
    expect(brokenTogether(said(finding), [[{ gate: "another", findings: [finding] }]])).toHaveLength(1);
  });
});

describe("judging trees", () => {
  const gateThat = (gathered: Gathered<Ruling>) =>
    defineGate({
      id: "g",
      title: "G",
      question: "?",
      settings: z.strictObject({}),
      rules: {},
      gather: async (): Promise<Gathered<Ruling>> => gathered,
      judge: (_settings, ruling) => ruling,
      trees: {
        gather: async () => gathered,
        newWays: () => ({ ...newWays, from: new Set(["a"]), around: () => ({ before: new Set(), beyond: new Set() }) }),
      },
    });
  const failed = {
    outcome: "failed",
    summary: "",
    examined: { count: 1, of: "x" },
    findings: [finding],
    notes: [],
  } as const;
  const rulings = (...gates: Parameters<typeof gateThat>) =>
    judgeTrees(
      [forbiddenWords, ...gates.map(gateThat)].map((gate) => ({ gate, mode: "enforce", settings: {} })),
      { repository: memoryRepository({ base: {}, head: {} }), today: "2027-01-31" },
    );

  it("asks those gates alone that need nothing else", async () => {
    const said = await rulings({ kind: "facts", facts: failed });
    expect(said).toMatchObject([{ gate: "g", findings: [finding] }]);
    expect(said?.[0]?.newWays.from).toEqual(new Set(["a"]));
  });

  it("takes a gate that does not apply for one that finds nothing", async () => {
    expect(await rulings({ kind: "not-applicable", because: "No files." })).toMatchObject([{ findings: [] }]);
  });

  it("says nothing as soon as one gate cannot", async () => {
    expect(await rulings({ kind: "unavailable", because: "Cut short." })).toBeUndefined();
  });
});
