import { describe, expect, it } from "@jest/globals";
import { type ActorName, actors, leaseOf, outcome, situation } from "./support.ts";

const everybody = Object.keys(actors).filter((name): name is ActorName => name in actors);
const people = ["writer", "maintainer", "admin"] as const;
const ofCodex = ["codex", "pusher", "dora"] as const;
const overriders = ["maintainer", "admin"] as const;
const order = {
  baseRef: "main",
  together: [3, 5],
  later: [],
  leftOut: [],
  pairs: { judged: 1, total: 1 },
  isCut: false,
};
const held = [leaseOf(4, "codex", ["docs/a.md"]), leaseOf(5, "claude", ["docs/b.md"])];

describe("who may do what", () => {
  it.each<[string, readonly ActorName[]]>([
    ["/claim docs/c.md --agent codex", [...ofCodex, ...people]],
    ["/claim docs/c.md --agent claude", ["claude", ...people]],
    ["/claim docs/c.md", [...ofCodex, "claude"]],
    ["/renew", [...ofCodex, "claude", ...people]],
    ["/release L4", [...ofCodex, ...people]],
    ["/release L5", ["claude", ...people]],
    ["/handoff claude docs/c.md", ["claude", ...people]],
    ["/handoff claude docs/a.md", [...ofCodex, "claude", ...people]],
    ["/agent codex", people],
    ["/prefer #7", people],
    ["/gate override lane-guard 0123456789 We know.", overriders],
    ["/gate revoke L4", overriders],
    // Ada has written the pull request; all but two of these actors are her.
    ["/recheck", everybody.filter((name) => !["stray", "automation", "adminBot"].includes(name))],
    ["/merge-order", everybody.filter((name) => !["stray", "automation", "adminBot"].includes(name))],
    ["/explain core/a.py", everybody],
  ])("%s", (line, allowed) => {
    const may = everybody.filter((name) => !outcome(situation(name, held, { mergeOrder: order }), line).refused);
    expect(may.toSorted()).toEqual([...new Set(allowed)].toSorted());
  });

  it("lets no bot decide or override, whatever GitHub lets it write", () => {
    for (const line of ["/prefer #7", "/gate revoke L4", "/claim docs/c.md --agent codex"]) {
      expect(outcome(situation("adminBot", held), line).refused).toBe(true);
    }
  });

  it("lets no app decide or override in the name of a person, and says so", () => {
    for (const line of [
      "/prefer #7",
      "/agent codex",
      "/claim docs/c.md --agent codex",
      "/handoff claude core/a.py",
      "/release L4",
    ]) {
      const { refused, says } = outcome(situation("adminThroughApp", held), line);
      expect([line, refused, says]).toEqual([line, true, expect.stringContaining("not through an app")]);
    }
    const delegate = { actor: { ...actors.dora, throughApp: true } };
    expect(outcome(situation("dora", held, delegate), "/release L4").refused).toBe(false);
    expect(outcome(situation("dora", held, delegate), "/handoff codex matriz/a.py").effects).toMatchObject([
      { action: "requested" },
    ]);
  });

  it("lets delegates declare what is theirs, and nobody else", () => {
    const place = (id: number) => ({
      number: 3,
      pullRequest: { open: true, author: { id }, agent: undefined, judged: undefined },
    });
    const says = (who: ActorName, id: number) =>
      outcome(situation(who, [], { place: place(id) }), "/agent codex").refused;
    expect([says("dora", 11), says("dora", 10), says("nobody", 10), says("writer", 11)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(outcome(situation("dora", [], { place: place(11) }), "/agent claude").refused).toBe(true);
    const inIssue = { place: { number: 8, pullRequest: undefined } };
    expect(outcome(situation("dora", [], inIssue), "/agent codex").refused).toBe(false);
  });

  it("writes every refusal down, with its reason", () => {
    const { effects, says } = outcome(situation("hint"), "/claim docs/a.md");
    expect(effects).toEqual([{ action: "refused", command: "claim", why: says }]);
    expect(says).toContain("This looks like codex, but nothing proves it.");
  });

  it("gives nothing in a pull request that is closed, and lets give back", () => {
    const place = { number: 3, pullRequest: { open: false, author: { id: 10 }, agent: undefined, judged: undefined } };
    const where = situation("codex", held, { place });
    const refused = (line: string) => outcome(where, line).refused;
    expect(["/claim docs/c.md", "/renew", "/handoff codex docs/c.md", "/release L4"].map(refused)).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
