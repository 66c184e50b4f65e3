import { describe, expect, it } from "@jest/globals";
import { dump } from "js-yaml";
import { configurationPath } from "../../../src/core/configuration-path.ts";
import type { Ruling } from "../../../src/core/verdict.ts";
import { actingOf, ada, type ChangeUnderTest, claudeBot, filesOf, findingsOf, judge, notesOf } from "./support.ts";

const acting = actingOf(ada);
const tree = filesOf("a/1", "a/2", "b/1", "README.md");

/** A person changes the map to these lines of `gates.ownership`, which stand from line 4 on. */
async function edited(lines: string, more: Partial<ChangeUnderTest> = {}): Promise<Ruling> {
  const text = `version: 1\ngates:\n  ownership:\n${lines}`;
  const head = { ...tree, ...more.head, [configurationPath]: text };
  const base = { ...tree, ...more.base, [configurationPath]: "version: 1\ngates: {ownership: {}}\n" };
  return judge({}, { acting, ...more, base, head });
}

const agents = "    agents:\n      claude: {}\n      codex: {}\n";

describe("a change of the map", () => {
  it.each([
    ["nothing is wrong", `${agents}    shared: ["/a/"]\n`, [], []],
    [
      "two packs give a file to two agents",
      `${agents}    packs:\n      - {id: one, agent: claude, glob: ["/a/"], expires: 2027-03-01T00:00:00Z}\n      - {id: two, agent: codex, paths: [a/1], expires: 2027-03-01T00:00:00Z}\n`,
      [`contested-path ${configurationPath}:9`],
      [],
    ],
    [
      "two packs of which one is shared",
      `${agents}    packs:\n      - {id: one, agent: claude, glob: ["/a/"], mode: shared, expires: 2027-03-01T00:00:00Z}\n      - {id: two, agent: codex, paths: [a/1], expires: 2027-03-01T00:00:00Z}\n`,
      [],
      [],
    ],
    [
      "two packs of one agent",
      `${agents}    packs:\n      - {id: one, agent: codex, glob: ["/a/"], expires: 2027-03-01T00:00:00Z}\n      - {id: two, agent: codex, paths: [a/1], expires: 2027-03-01T00:00:00Z}\n`,
      [],
      [],
    ],
    [
      "two packs of which one begins when the other ends",
      `${agents}    packs:\n      - {id: one, agent: claude, glob: ["/a/"], expires: 2027-03-01T00:00:00Z}\n      - {id: two, agent: codex, paths: [a/1], starts: 2027-03-01T00:00:00Z, expires: 2027-04-01T00:00:00Z}\n`,
      [],
      [],
    ],
    [
      "two agents own a file",
      `    agents:\n      claude: {owns: ["/a/"]}\n      codex: {owns: ["/b/", "a/1"]}\n`,
      [`contested-path ${configurationPath}:6`],
      [],
    ],
    [
      "a rule matches nothing",
      `${agents}    ownership:\n      - {id: one, paths: ["/src/"], owner: claude}\n`,
      [],
      [`matches-nothing ${configurationPath}:8`],
    ],
    [
      "a rule never counts",
      `${agents}    ownership:\n      - {id: one, paths: ["/a/1"], owner: claude}\n      - {id: two, paths: ["/a/"], owner: codex}\n`,
      [`shadowed-rule ${configurationPath}:8`],
      [],
    ],
    [
      "a rule comes behind what is frozen",
      `${agents}    ownership:\n      - {id: ice, paths: ["/a/"], owner: claude, mode: frozen}\n      - {id: two, paths: ["/a/1"], owner: codex}\n`,
      [`shadowed-rule ${configurationPath}:9`],
      [],
    ],
    [
      "a rule counts for one file of many",
      `${agents}    ownership:\n      - {id: one, paths: ["/a/"], owner: claude}\n      - {id: two, paths: ["/a/1"], owner: codex}\n`,
      [],
      [],
    ],
    [
      "a pack has expired",
      `${agents}    packs:\n      - {id: old, agent: claude, paths: [gone], expires: 2027-01-31T12:00:00Z}\n`,
      [],
      [`expired-pack ${configurationPath}:8`],
    ],
    [
      "a pack lists what is not there",
      `${agents}    packs:\n      - id: one\n        agent: claude\n        paths:\n          - a/1\n          - a/gone\n        expires: 2027-03-01T00:00:00Z\n`,
      [`missing-path ${configurationPath}:12`],
      [],
    ],
    [
      "a pack takes its paths from a file that is not there",
      `${agents}    packs:\n      - {id: one, agent: claude, paths-from: list.txt, expires: 2027-03-01T00:00:00Z}\n`,
      [`unreadable-list ${configurationPath}:8`],
      [],
    ],
    [
      "nobody can prove to be an agent",
      "    agents:\n      somebody: {}\n      ada: {delegates: [{login: ada, id: 1}]}\n",
      [],
      [`unprovable-agent ${configurationPath}:5`],
    ],
  ])("is told on its own lines: %s", async (_what, lines, findings, notes) => {
    const ruling = await edited(lines);
    expect([findingsOf(ruling), notesOf(ruling)]).toEqual([findings, notes]);
  });

  it("points at the line of a list", async () => {
    const lines = `${agents}    packs:\n      - {id: one, agent: claude, paths-from: list.txt, expires: 2027-03-01T00:00:00Z}\n`;
    const ruling = await edited(lines, { base: {}, head: { "list.txt": "# mine\na/1\n\na/gone\na/too\n" } });
    expect(findingsOf(ruling)).toEqual(["missing-path list.txt:4"]);
    expect(ruling).toMatchObject({
      findings: [{ what: expect.stringContaining("a/gone, which is no file of the repository, and 1 more") }],
    });
  });

  it("says so when the map takes too long to be held against every file", async () => {
    const paths = Array.from({ length: 250 }, (_, index) => `**/${"*/".repeat(240)}z${index}`);
    const lines = `${agents}    ownership:\n      - { id: slow, owner: claude, paths: ${JSON.stringify(paths)} }\n`;
    const deep = filesOf(`${"a/".repeat(1_000)}x`);
    const ruling = await edited(lines, { base: deep, head: deep });
    expect([findingsOf(ruling), notesOf(ruling)]).toEqual([[], [`not-expanded ${configurationPath}`]]);
  });

  it("says nothing of a map that the change leaves alone, nor of one that its own check refuses", async () => {
    const settings = {
      agents: { claude: {}, codex: {} },
      ownership: [{ id: "one", paths: ["/src/"], owner: "claude" }],
    };
    const text = dump({ version: 1, gates: { ownership: settings, "batch-size": {} } });
    const same = {
      base: { ...tree, [configurationPath]: text },
      head: { ...tree, [configurationPath]: `${text}# more\n` },
    };
    expect(notesOf(await judge(settings, { ...same, acting }))).toEqual([]);
    expect(notesOf(await edited("    agens: {}\n"))).toEqual([]);
    expect(notesOf(await edited("    agents: [\n"))).toEqual([]);
  });
});

describe("a map that is a file of its own", () => {
  const settings = { map: "lanes.yml" };
  const map = "version: 1\nagents:\n  claude: {owns: [/a/]}\n  codex: {owns: [/b/]}\n";

  it("is read from the base, and frozen", async () => {
    const base = { ...tree, "lanes.yml": map };
    const head = { ...base, "b/1": "2", "lanes.yml": `${map}# mine\n` };
    const ruling = await judge(settings, { base, head, acting: actingOf(claudeBot) });
    expect(findingsOf(ruling)).toEqual(["foreign-path b/1", "frozen-path lanes.yml"]);
  });

  it("counts as on the tip of the base", async () => {
    const base = { ...tree, "lanes.yml": "version: 1\n" };
    const tip = { ...tree, "lanes.yml": map };
    const ruling = await judge(settings, { base, tip, head: { ...base, "b/1": "2" }, acting: actingOf(claudeBot) });
    expect(findingsOf(ruling)).toEqual(["foreign-path b/1"]);
  });

  it("is told on its own lines when a change breaks it", async () => {
    const base = { ...tree, "lanes.yml": map };
    const broken = `${map}ownership:\n  - {id: x, paths: [/a/], owner: codex, mod: frozen}\n`;
    const ruling = await judge(settings, { base, head: { ...base, "lanes.yml": broken }, acting });
    expect(findingsOf(ruling)).toEqual(["broken-map lanes.yml:6"]);
    const stranger = `${map}ownership:\n  - {id: x, paths: [/a/], owner: cody}\n`;
    const named = await judge(settings, { base, head: { ...base, "lanes.yml": stranger }, acting });
    expect(named).toMatchObject({
      findings: [
        {
          rule: "broken-map",
          what: expect.stringContaining("Nobody is called `cody`. Known: `claude`, `codex`, `humans`"),
        },
      ],
    });
  });

  it("counts as it last could be read where the base breaks it, and fails", async () => {
    const base = { ...tree, "lanes.yml": "version: 1\nagents: [\n" };
    const earlier = { worse: { "lanes.yml": "agents: {}\n" }, good: { "lanes.yml": map } };
    const change = { base, earlier, head: { ...base, "b/1": "2" }, acting: actingOf(claudeBot) };
    const ruling = await judge(settings, change);
    expect(findingsOf(ruling)).toEqual(["foreign-path b/1", "broken-map lanes.yml:3"]);
    const repaired = await judge(settings, { ...change, head: { ...base, "lanes.yml": map }, acting });
    expect(findingsOf(repaired)).toEqual(["broken-map lanes.yml:1"]);
  });

  it("leaves the gate without a ruling where it never could be read", async () => {
    for (const base of [{ ...tree, "lanes.yml": "agents: [" }, tree]) {
      await expect(judge(settings, { base, head: { ...base, x: "1" }, acting })).rejects.toThrow(
        "The map lanes.yml cannot be read, and no earlier version of it on the base could.",
      );
    }
  });
});

describe("the list of a pack", () => {
  const settings = {
    agents: { claude: {}, codex: {} },
    packs: [{ id: "m2", agent: "codex", "paths-from": "m2.txt", expires: "2027-02-01T00:00:00Z" }],
  };

  it("says whose files are", async () => {
    const base = { ...tree, "m2.txt": "b/1\r\n# a/1\r\n" };
    const head = { ...base, "b/1": "2", "a/1": "2" };
    expect(findingsOf(await judge(settings, { base, head, acting: actingOf(claudeBot) }))).toEqual([
      "foreign-path b/1",
    ]);
  });

  it("counts as it last could be read where the base lost it, and fails", async () => {
    const change = { base: tree, head: { ...tree, "b/1": "2" }, earlier: { before: { "m2.txt": "b/1\n" } } };
    const ruling = await judge(settings, { ...change, acting: actingOf(claudeBot) });
    expect(findingsOf(ruling)).toEqual(["foreign-path b/1", "unreadable-list m2.txt:1"]);
  });
});
