import { describe, expect, it } from "@jest/globals";
import type { PullRequestOverlap, PullRequestOverlaps } from "../../../../src/core/pull-request-overlaps.ts";
import { ownership } from "../../../../src/gates/ownership/gate.ts";
import { actingOf, ada, filesOf, findingsOf, notesOf, sourcesOf } from "../support.ts";

const finding = {
  rule: "forbidden-chain",
  what: 'lukhas.x now reaches candidate.z through other modules, which "Lukhas" forbids.',
  why: "Lukhas never knows candidates.",
  fix: "Cut the chain.",
  trace: ["lukhas.x -> core.y", "core.y -> candidate.z"],
};

const overlap: PullRequestOverlap = {
  id: "o-7-8",
  other: { number: 8, head: "5d6e7f8", agent: null, trust: "none", draft: false },
  level: "semantic",
  orders: { mineThenTheirs: "clean", theirsThenMine: "clean" },
  files: [{ path: "a/x", kind: "content", pathInMine: "a/x", pathInTheirs: "a/x", mine: [], theirs: [], owners: [] }],
  symbols: [],
  otherChange: [],
  together: [
    { gate: "lane-guard", finding },
    { gate: "lane-guard", finding },
  ],
  yields: { number: 7, rule: "age" },
};

function known(changed: Partial<PullRequestOverlaps>): PullRequestOverlaps {
  return {
    subject: { number: 7, head: "1a2b3c4", agent: null, trust: "none", draft: false },
    base: { ref: "main", sha: "9f8e7d6" },
    overlaps: [overlap],
    pairs: { judged: 1, total: 1 },
    compared: 1,
    leftOut: { old: 0, large: 0, stuck: 0, sameAgent: 0, unread: 0 },
    mergeOrder: [7],
    ...changed,
  };
}

async function judge(settings: object, changed: Partial<PullRequestOverlaps> = {}) {
  const sources = sourcesOf({ base: filesOf("z"), head: filesOf("z", "a/x"), acting: actingOf(ada) });
  const compare = async () => ({ kind: "overlaps", overlaps: known(changed) }) as const;
  const judged = await ownership.run({ overlap: settings }, { ...sources, overlaps: { compare } });
  if (judged.kind !== "ruling") throw new Error(judged.because);
  return judged.ruling;
}

describe("what two pull requests break only together", () => {
  it("is told with the contract and the chain, and blocks where the settings say so", async () => {
    const [note] = (await judge({})).notes;
    expect(note).toMatchObject({ rule: "overlap-told", at: { path: "a/x" } });
    expect(note?.what).toBe(
      `#8 and this one together break what each keeps alone: a/x. lane-guard says of both merged: ${finding.what} There is 1 more. #8 goes first: it has been ready for longer.`,
    );
    expect(note?.trace?.slice(0, 3)).toEqual([`lane-guard (forbidden-chain): ${finding.what}`, ...finding.trace]);
    expect(note?.fix).toContain("Then: Cut the chain.");
    expect(findingsOf(await judge({ "block-on": ["semantic"] }))).toEqual(["overlap-waits a/x"]);
  });

  it("says of a definition that is lacking, too, what the gates say", async () => {
    const [note] = (await judge({}, { overlaps: [{ ...overlap, symbols: ["fetch"], files: [] }] })).notes;
    expect(note?.what).toContain(
      "together lack a definition that one of them uses, and break what each keeps alone. lane-guard",
    );
  });

  it("is noted where it was not looked for, and why", async () => {
    const together = { judged: 3, total: 4, because: "There was no time." };
    expect((await judge({}, { overlaps: [], together })).notes).toMatchObject([
      { rule: "overlap-partial", what: expect.stringContaining("looked at for 3 of 4 pairs. There was no time.") },
    ]);
    expect(notesOf(await judge({}, { overlaps: [], together: { judged: 4, total: 4 } }))).toEqual([]);
  });
});
