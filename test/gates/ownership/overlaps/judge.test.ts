import { describe, expect, it } from "@jest/globals";
import type { OverlapLevel } from "../../../../src/core/overlap.ts";
import type {
  OverlapRequest,
  PullRequestOverlap,
  PullRequestOverlaps,
} from "../../../../src/core/pull-request-overlaps.ts";
import { Ruling } from "../../../../src/core/verdict.ts";
import { ownership } from "../../../../src/gates/ownership/gate.ts";
import { actingOf, ada, claudeBot, filesOf, findingsOf, notesOf, sourcesOf } from "../support.ts";

function overlapOf(level: OverlapLevel, yields: number, changed: Partial<PullRequestOverlap> = {}): PullRequestOverlap {
  return {
    id: `o-7-8-${level}`,
    other: { number: 8, head: "5d6e7f8", agent: "codex", trust: "verified", draft: false },
    level,
    orders: { mineThenTheirs: "conflict", theirsThenMine: "conflict" },
    files: [
      {
        path: "a/x",
        kind: "content",
        pathInMine: "a/x",
        pathInTheirs: "a/x",
        mine: [
          { first: 3, last: 5 },
          { first: 9, last: 9 },
        ],
        theirs: [{ first: 4, last: 4 }],
        owners: [],
      },
    ],
    symbols: [],
    otherChange: [],
    yields: { number: yields, rule: "age" },
    ...changed,
  };
}

function known(
  overlaps: readonly PullRequestOverlap[],
  changed: Partial<PullRequestOverlaps> = {},
): PullRequestOverlaps {
  return {
    subject: { number: 7, head: "1a2b3c4", agent: null, trust: "none", draft: false },
    base: { ref: "main", sha: "9f8e7d6" },
    overlaps,
    pairs: { judged: 1, total: 1 },
    compared: 1,
    leftOut: { old: 0, large: 0, stuck: 0, sameAgent: 0, unread: 0 },
    mergeOrder: [7],
    ...changed,
  };
}

/** What the gate answers when this is known, and what it asked for. */
async function run(overlap: object, answer: PullRequestOverlaps | string, settings: object = {}, author = ada) {
  let asked: OverlapRequest | undefined;
  const sources = sourcesOf({ base: filesOf("z"), head: filesOf("z", "a/x"), acting: actingOf(author) });
  const judged = await ownership.run(
    { ...settings, overlap },
    {
      ...sources,
      overlaps: {
        async compare(request) {
          asked = request;
          if (typeof answer === "string") return { kind: "unavailable", because: answer };
          return { kind: "overlaps", overlaps: answer };
        },
      },
    },
  );
  return { judged, asked };
}

async function judge(...about: Parameters<typeof run>) {
  const { judged, asked } = await run(...about);
  if (judged.kind !== "ruling") throw new Error(judged.because);
  return { ruling: Ruling.parse(judged.ruling), asked };
}

describe("an overlap", () => {
  const draft = { ...known([]).subject, draft: true };
  it.each<[string, object, PullRequestOverlaps, readonly string[], readonly string[]]>([
    ["blocks whoever has to wait", {}, known([overlapOf("textual", 7)]), ["overlap-waits a/x:3"], []],
    ["is a note to whoever goes first", {}, known([overlapOf("textual", 8)]), [], ["overlap-goes-first a/x:3"]],
    ["does not block at a level that is not to", {}, known([overlapOf("hunk", 7)]), [], ["overlap-told a/x:3"]],
    [
      "blocks at every level that is to",
      { "block-on": ["hunk"] },
      known([overlapOf("hunk", 7)]),
      ["overlap-waits a/x:3"],
      [],
    ],
    [
      "stands in the details below the weakest level",
      {},
      known([overlapOf("symbol", 7), overlapOf("file", 7)]),
      [],
      [],
    ],
    [
      "is told from the level of the settings on",
      { "report-from": "file" },
      known([overlapOf("file", 7)]),
      [],
      ["overlap-told a/x:3"],
    ],
    ["of a stack is nobody's trouble", {}, known([overlapOf("stacked", 7)]), [], []],
    ["blocks no draft", {}, known([overlapOf("textual", 7)], { subject: draft }), [], ["overlap-told a/x:3"]],
    [
      "with a draft blocks nobody",
      {},
      known([overlapOf("textual", 7, { other: { ...overlapOf("file", 7).other, draft: true } })]),
      [],
      ["overlap-told a/x:3"],
    ],
    [
      "at what is another's blocks a draft, too",
      {},
      known([overlapOf("ownership", 7)], { subject: draft }),
      ["overlap-waits a/x:3"],
      [],
    ],
    [
      "that not everybody was compared for says so",
      {},
      known([], { pairs: { judged: 312, total: 540 } }),
      [],
      ["overlap-partial –"],
    ],
    [
      "of a pull request that is set aside is not known",
      {},
      known([], { setAside: "large" }),
      [],
      ["overlap-unknown –"],
    ],
  ])("%s", async (_what, settings, answer, findings, notes) => {
    const { ruling } = await judge(settings, answer);
    expect([findingsOf(ruling), notesOf(ruling)]).toEqual([findings, notes]);
  });

  it("says with whom, where, why and what to do", async () => {
    const [file] = overlapOf("textual", 7).files;
    if (file === undefined) throw new Error("There is no file.");
    const owned = overlapOf("textual", 7, {
      files: [{ ...file, owners: ["codex"] }],
      yields: { number: 7, rule: "owner" },
      otherChange: [{ path: "a/x", op: "renamed", symbol: "fetch", to: "fetch_json" }],
    });
    const { ruling } = await judge({}, known([owned], { subject: { ...known([]).subject, agent: "claude" } }));
    const [finding] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(finding).toEqual({
      id: "o-7-8-textual",
      other: { number: 8, head: "5d6e7f8" },
      rule: "overlap-waits",
      what: "#8 (codex, verified) cannot be merged together with this one, in either order: a/x. #8 goes first: its agent owns the contested files.",
      why: expect.any(String),
      fix: "Wait until #8 is merged, then `git fetch origin && git rebase origin/main`. Or take a/x out of this change. Or ask its owner: /handoff claude a/x",
      at: { path: "a/x", firstLine: 3, lastLine: 5 },
      trace: [
        "a/x (content), lines 3–5, 9 here, 4 in #8; it belongs to codex",
        "#8 renames fetch to fetch_json in a/x",
      ],
    });
    expect(ruling.summary).toMatch(/ It has to wait for #8\.$/);
    const [table] = ruling.outcome === "failed" ? (ruling.tables ?? []) : [];
    expect(table?.rows).toEqual([
      [
        "✗",
        "#8 (codex, verified)",
        "textual",
        "in either order",
        "a/x: 3–5, 9",
        "#8: its agent owns the contested files",
      ],
    ]);
  });

  it("offers no command that could be more than one, whatever branches and files are called", async () => {
    const [file] = overlapOf("textual", 7).files;
    if (file === undefined) throw new Error("There is no file.");
    const path = 'a/" `$(id)';
    const odd = overlapOf("textual", 7, {
      yields: { number: 7, rule: "owner" },
      files: [{ ...file, path, owners: ["codex"] }],
    });
    const subject = { ...known([]).subject, agent: "claude" };
    const { ruling } = await judge({}, known([odd], { subject, base: { ref: "x`;$(id)", sha: "9f8e7d6" } }));
    const [finding] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(finding?.fix).toBe(
      `Wait until #8 is merged, then bring this change onto its base. Or take ${path} out of this change.`,
    );
  });

  it.each([
    ["a person, who asks for nothing", null, "*", ["codex"], undefined],
    ["the owner of that file", "codex", "*", ["codex"], undefined],
    ["another agent, for that file alone", "claude", "*", ["codex"], String.raw`/handoff claude "/\*"`],
    ["another agent, at the top alone", "claude", "x.py", ["codex"], "/handoff claude /x.py"],
  ])("asks the owner in the name of %s", async (_who, agent, path, owners, command) => {
    const [file] = overlapOf("textual", 7).files;
    if (file === undefined) throw new Error("There is no file.");
    const owned = overlapOf("textual", 7, { yields: { number: 7, rule: "owner" }, files: [{ ...file, path, owners }] });
    const { ruling } = await judge({}, known([owned], { subject: { ...known([]).subject, agent } }));
    const [finding] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(finding?.fix.split(" Or ask its owner: ")[1]).toBe(command);
  });

  it("that is one of hundreds is counted, and says that some are left", async () => {
    const crowd = Array.from({ length: 300 }, (_, at) =>
      overlapOf("textual", 7, { other: { ...overlapOf("file", 7).other, number: 100 + at } }),
    );
    const { ruling } = await judge({}, known(crowd, { pairs: { judged: 300, total: 499 } }));
    expect(findingsOf(ruling)).toHaveLength(21);
    expect(ruling.outcome === "failed" && ruling.findings.at(-1)?.what).toBe(
      "280 further pull requests are not shown.",
    );
    expect(ruling.notes[0]?.what).toMatch(/^partial: 300 of 499 pairs\./);
    expect(ruling.summary).toMatch(/wait for #100, #101, #102 and 297 more\.$/);
  });

  it("that cannot be known is no pass where it may block", async () => {
    expect(await run({}, "Git failed.")).toMatchObject({
      judged: { kind: "unavailable", because: "Git failed." },
    });
  });

  it("that cannot be known is a note where none blocks, and where the gate fails for the files themselves", async () => {
    const { ruling } = await judge({ "block-on": [] }, "Git failed.");
    expect([ruling.outcome, notesOf(ruling), ruling.notes[0]?.what]).toEqual([
      "passed",
      ["overlap-unknown –"],
      "Git failed.",
    ]);
    const map = {
      agents: { codex: {} },
      humans: "deny",
      ownership: [{ id: "a", paths: ["/a/"], owner: "codex", mode: "exclusive" }],
    };
    const { ruling: failed } = await judge({}, "Git failed.", map);
    expect([failed.outcome, notesOf(failed)]).toEqual(["failed", ["overlap-unknown –"]]);
  });
});

describe("what is asked", () => {
  const map = {
    agents: { "claude-code": { priority: 70 }, codex: {} },
    ownership: [
      { id: "a", paths: ["/a/"], owner: "codex", mode: "exclusive" },
      { id: "s", paths: ["/s/"], owner: "codex", mode: "shared" },
    ],
    hotspots: { paths: ["CHANGELOG.md"], automatic: { share: 0.5, fewest: 3 } },
  };

  it("is who acts, what is nobody's business, and whose the paths are", async () => {
    const { asked } = await judge({ "max-files": 5, "ignore-same-agent": true }, known([]), map, claudeBot);
    expect(asked).toMatchObject({
      acting: { agent: "claude-code", trust: "verified", priority: 70 },
      maxFiles: 5,
      maxAgeDays: 30,
      ignoreSameAgent: true,
      reportFrom: "hunk",
      hot: { share: 0.5, fewest: 3 },
    });
    expect(["CHANGELOG.md", "docs/CHANGELOG.md", "a"].map((path) => asked?.isHotspot(path))).toEqual([
      true,
      true,
      false,
    ]);
    expect(["a/x", "s/x", "z"].map((path) => asked?.ownersOf(path))).toEqual([["codex"], [], []]);
  });

  it("of people is nobody's agent", async () => {
    const { asked } = await judge({}, known([]), map);
    expect(asked?.acting).toEqual({ agent: null, trust: "none", priority: 50 });
  });
});
