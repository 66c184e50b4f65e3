import { describe, expect, it } from "@jest/globals";
import { matchesSegments, segmentOf } from "../../../src/formats/ownership/segment.ts";
import { boundedEffort } from "../../../src/gates/ownership/bounded-effort.ts";
import { OwnershipFigures } from "../../../src/gates/ownership/figures.ts";
import { ownership } from "../../../src/gates/ownership/gate.ts";
import {
  actingOf,
  ada,
  type ChangeUnderTest,
  claudeBot,
  codexBot,
  commitOf,
  dependabot,
  filesOf,
  findingsOf,
  judge,
  notesOf,
  sourcesOf,
  stranger,
} from "./support.ts";

const lanes = { agents: { claude: { owns: ["/a/"] }, codex: { owns: ["/b/"] } } };
const modes = {
  agents: { claude: {}, codex: {} },
  ownership: [
    { id: "frozen", paths: ["/frozen/"], owner: "claude", mode: "frozen" },
    { id: "advised", paths: ["/advised/"], owner: "claude", mode: "advisory" },
    { id: "shared", paths: ["/shared/"], owner: "claude", mode: "shared" },
    { id: "open", paths: ["/open/"], mode: "open" },
    { id: "people", paths: ["/people/"], owner: "humans" },
  ],
};

function change(...paths: readonly string[]): ChangeUnderTest {
  return { base: filesOf("README.md"), head: filesOf("README.md", ...paths) };
}

describe("judgeOwnership", () => {
  it.each([
    ["its own path", lanes, claudeBot, "a/x", [], []],
    ["a path of another", lanes, claudeBot, "b/x", ["foreign-path b/x"], []],
    ["a path of nobody", lanes, claudeBot, "c/x", [], []],
    ["the map", lanes, claudeBot, ".github/lanekeeper.yml", ["frozen-path .github/lanekeeper.yml"], []],
    ["what is frozen for another", modes, codexBot, "frozen/x", ["frozen-path frozen/x"], []],
    ["what is frozen for it", modes, claudeBot, "frozen/x", [], []],
    ["what another wants to know of", modes, codexBot, "advised/x", [], ["advisory-path advised/x"]],
    ["what it wants to know of itself", modes, claudeBot, "advised/x", [], []],
    ["shared paths", modes, codexBot, "shared/x", [], []],
    ["open paths", modes, codexBot, "open/x", [], []],
    ["what is people's", modes, codexBot, "people/x", ["foreign-path people/x"], []],
    ["what is people's, as a person", { ...modes, humans: "deny" }, ada, "people/x", [], []],
    ["an agent's path, as a person", lanes, ada, "a/x", [], []],
    ["the same with a note", { ...lanes, humans: "notify" }, ada, "a/x", [], ["human-change a/x"]],
    ["the same where it is denied", { ...lanes, humans: "deny" }, ada, "a/x", ["human-change a/x"], []],
    ["advised paths, as a person", modes, ada, "advised/x", [], []],
    [
      "advised paths, as a person of whom the owner hears",
      { ...modes, humans: "notify" },
      ada,
      "advised/x",
      [],
      ["advisory-path advised/x"],
    ],
    ["an agent's path, as a program", lanes, dependabot, "a/x", ["automation-change a/x"], []],
    ["the same with a note", { ...lanes, automation: "notify" }, dependabot, "a/x", [], ["automation-change a/x"]],
    ["the same where it is allowed", { ...lanes, automation: "allow" }, dependabot, "a/x", [], []],
    [
      "an agent's path, as an unlisted bot",
      { ...lanes, automation: "allow" },
      stranger,
      "a/x",
      ["unlisted-bot a/x"],
      [],
    ],
    ["what is people's, as an unlisted bot", modes, stranger, "people/x", ["unlisted-bot people/x"], []],
    ["open paths, as an unlisted bot", modes, stranger, "open/x", [], []],
  ])("judges who changes %s", async (_what, settings, author, path, findings, notes) => {
    const ruling = await judge(settings, { ...change(path), acting: actingOf(author) });
    expect([findingsOf(ruling), notesOf(ruling)]).toEqual([findings, notes]);
  });

  it("counts a renamed file at both of its paths", async () => {
    const acting = actingOf(claudeBot);
    const away = await judge(lanes, { base: { "b/x": "same\n" }, head: { "a/x": "same\n" }, acting });
    expect(away).toMatchObject({
      findings: [{ rule: "foreign-path", what: expect.stringContaining("b/x belongs to codex alone") }],
    });
    expect(findingsOf(away)).toEqual(["foreign-path a/x"]);
    const into = await judge(lanes, { base: { "a/x": "same\n" }, head: { "b/x": "same\n" }, acting });
    expect(findingsOf(into)).toEqual(["foreign-path b/x"]);
  });

  it("has no place for a deleted file, and says so in words", async () => {
    const ruling = await judge(lanes, { base: { "b/x": "1" }, head: {}, acting: actingOf(claudeBot) });
    expect(findingsOf(ruling)).toEqual(["foreign-path –"]);
    expect(ruling).toMatchObject({ findings: [{ what: expect.stringMatching(/claude \(verified\) deletes it\.$/) }] });
  });

  it("says which rule, whose, and what to write", async () => {
    const settings = {
      agents: { claude: {}, codex: {} },
      packs: [{ id: "m2", agent: "codex", glob: ["/b/**"], expires: "2027-02-01T00:00:00Z" }],
    };
    const ruling = await judge(settings, { ...change("b/it's new.ts"), acting: actingOf(claudeBot) });
    expect(ruling).toMatchObject({
      summary: "1 file changed by claude (verified): 1 path may not be. claude: 0 files, codex: 1 file, 0 in both.",
      findings: [
        {
          what: "b/it's new.ts belongs to codex alone, by the pack m2 (/b/**, until 2027-02-01 00:00 UTC). claude (verified) changes it.",
          fix: `Take the file out of this change, or ask for it in a comment: /handoff claude "b/it's new.ts"`,
          trace: ["claude[bot] opened it"],
        },
      ],
    });
    expect(ruling.tables?.map(({ title }) => title)).toEqual(["Who acts", "Owners", "Touched paths with an owner"]);
  });

  it("counts whose the files of the repository are, and those that are two agents' at once", async () => {
    const settings = { agents: { claude: { owns: ["/a/", "/b/both"] }, codex: { owns: ["/b/"] } } };
    const head = filesOf("a/1", "a/2", "b/1", "b/2", "b/both", "c");
    const ruling = await judge(settings, { base: {}, head, acting: actingOf(ada) });
    expect(ruling.summary).toBe("6 files changed by ada: all may be. claude: 2 files, codex: 3 files, 1 in both.");
  });

  it("says when a pack will change the answer", async () => {
    const settings = {
      agents: { claude: {}, codex: {} },
      packs: [
        { id: "over", agent: "codex", glob: ["/b/"], expires: "2027-01-31T11:00:00Z" },
        { id: "now", agent: "codex", glob: ["/b/"], expires: "2027-02-03T00:00:00Z" },
        {
          id: "later",
          agent: "claude",
          glob: ["/b/x"],
          starts: "2027-02-02T00:00:00Z",
          expires: "2027-02-04T00:00:00Z",
        },
        { id: "elsewhere", agent: "codex", glob: ["/c/"], expires: "2027-02-01T00:00:00Z" },
      ],
    };
    const acting = actingOf(claudeBot);
    expect((await judge(settings, { ...change("b/x"), acting })).until).toBe(Date.parse("2027-02-02T00:00:00Z"));
    expect((await judge(settings, { ...change("b/y"), acting })).until).toBe(Date.parse("2027-02-03T00:00:00Z"));
    expect((await judge(settings, { ...change("a/x"), acting })).until).toBeUndefined();
  });

  it("asks everybody who acts", async () => {
    const acting = actingOf(claudeBot, [codexBot]);
    expect(findingsOf(await judge(lanes, { ...change("a/x"), acting }))).toEqual(["foreign-path a/x"]);
    expect(findingsOf(await judge(lanes, { ...change("c/x"), acting }))).toEqual([]);
  });

  it("only warns of what anybody can write, and judges by it at the desk", async () => {
    const signs = { branch: "codex/fix", commits: [commitOf("noreply@anthropic.com")] };
    const online = await judge(lanes, { ...change("a/x"), ...signs, acting: actingOf(ada) });
    expect([findingsOf(online), notesOf(online)]).toEqual([[], ["uncertain-agent a/x"]]);
    const desk = await judge(lanes, { ...change("a/x"), ...signs });
    expect(findingsOf(desk)).toEqual(["foreign-path a/x"]);
    expect(findingsOf(await judge(lanes, { ...change("a/x"), branch: "claude/fix" }))).toEqual([]);
    expect(findingsOf(await judge(lanes, change("a/x", "b/x")))).toEqual([]);
  });

  it("tells when not everybody who pushed is known", async () => {
    const ruling = await judge(lanes, { ...change("c/x"), acting: actingOf(claudeBot, [claudeBot], false) });
    expect(notesOf(ruling)).toEqual(["unknown-pusher –"]);
  });

  it("holds the limit of an agent", async () => {
    const limited = { agents: { claude: { limits: { "files-per-pull-request": 2 } } } };
    const acting = actingOf(claudeBot);
    expect(findingsOf(await judge(limited, { ...change("x", "y"), acting }))).toEqual([]);
    expect(findingsOf(await judge(limited, { ...change("x", "y", "z"), acting }))).toEqual(["too-many-files –"]);
    expect(findingsOf(await judge(limited, { ...change("x", "y", "z"), acting: actingOf(ada) }))).toEqual([]);
  });

  it("shows a hundred findings of a rule, and counts the rest", async () => {
    const paths = Array.from({ length: 3_000 }, (_, index) => `b/${String(index).padStart(4, "0")}`);
    const ruling = await judge(lanes, { ...change(...paths), acting: actingOf(claudeBot) });
    expect(findingsOf(ruling)).toHaveLength(101);
    expect(ruling).toMatchObject({ examined: { count: 3_000, of: "changed files" } });
    expect(ruling.outcome === "failed" ? ruling.findings.at(-1)?.what : "").toBe("2,900 further paths are not shown.");
  });

  it("makes one note of all that one rule is about", async () => {
    const ruling = await judge(modes, { ...change("advised/1", "advised/2", "advised/3"), acting: actingOf(codexBot) });
    expect(ruling).toMatchObject({
      outcome: "passed",
      notes: [
        {
          what: expect.stringMatching(/The same goes for 2 further paths\.$/),
          trace: expect.arrayContaining(["advised/3"]),
        },
      ],
    });
  });

  it.each([
    ["control characters", "b/\u0007\u001b[31m"],
    ["text that turns round", "b/\u202etxt.exe"],
    ["Markdown and HTML", "b/<img src=x onerror=alert(1)> **bold** @codex"],
    ["shell", "b/$(rm -rf .)`id`; echo"],
    ["a very long name", `b/${"x".repeat(3_000)}`],
    ["line feeds", "b/one\ntwo"],
  ])("bounds and quotes a path with %s", async (_what, path) => {
    const ruling = await judge(lanes, { ...change(path), acting: actingOf(claudeBot) });
    const [finding] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(finding).toMatchObject({ rule: "foreign-path", at: { path } });
    const command = finding?.fix.slice(finding.fix.indexOf("/handoff")) ?? "";
    expect(command).toMatch(/^\/handoff claude (?:"(?:[^"\\]|\\.)*"|[\w./-]+)$/);
    const words = command.slice("/handoff claude ".length).replaceAll("\\*", "*");
    expect(JSON.parse(words.replace(/^([^"].*)$/, '"$1"'))).toBe(path);
    expect(finding?.what.length).toBeLessThan(400);
    expect(`${finding?.what}${finding?.fix}`).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  });
});

describe("what a branch and commits say", () => {
  it("is bounded and quoted, too", async () => {
    const branch = `codex/\u202e${"x".repeat(400)}<b>@codex`;
    const ruling = await judge(lanes, { ...change("a/x"), branch });
    const told = JSON.stringify([ruling.tables, ruling.outcome === "failed" ? ruling.findings : []]);
    expect(told).not.toContain("\u202e");
    expect(told).toContain("codex/\\\\u202exxx");
    expect(told).not.toContain("x".repeat(201));
  });
});

describe("patterns that take too long", () => {
  // Each of them has to be tried from every name of the path on, and fails only at its end.
  const paths = Array.from({ length: 250 }, (_, index) => `**/${"*/".repeat(240)}z${index}`);
  const settings = { agents: { claude: {} }, ownership: [{ id: "slow", paths, owner: "claude" }] };
  const path = `${"a/".repeat(1_000)}x`;

  it("leave the gate without a ruling, and not the server without an answer", async () => {
    const judging = judge(settings, { ...change(path), acting: actingOf(claudeBot) });
    await expect(judging).rejects.toThrow("Comparing the patterns of the map with the changed paths takes too long.");
  });

  it("leave out the counts where only other files are many", async () => {
    const files = { base: filesOf(path), head: { ...filesOf(path), "b/x": "1" }, acting: actingOf(ada) };
    const ruling = await judge(settings, files);
    expect(ruling).toMatchObject({ outcome: "passed", summary: expect.stringContaining("takes too long to say") });
  });

  it("end after the steps that they may take", () => {
    expect(boundedEffort((effort) => matchesSegments([segmentOf("*a*b*")], ["aaaa"], effort), 3)).toBeUndefined();
    expect(boundedEffort((effort) => matchesSegments([segmentOf("*a*b*")], ["aaab"], effort), 9)).toBe(true);
  });
});

describe("the gate", () => {
  it("gives its figures to programs", async () => {
    const judged = await ownership.run(lanes, sourcesOf({ ...change("a/x", "b/x"), acting: actingOf(claudeBot) }));
    const figures = judged.kind === "ruling" ? OwnershipFigures.parse(judged.figures?.()) : undefined;
    expect(figures).toEqual({
      actors: [{ agent: "claude", trust: "verified", login: "claude[bot]" }],
      paths: [
        { path: "a/x", owners: ["claude"], mode: "exclusive", source: "rule:claude.owns", result: "allowed" },
        { path: "b/x", owners: ["codex"], mode: "exclusive", source: "rule:codex.owns", result: "violation" },
      ],
    });
  });
});
