import { describe, expect, it } from "@jest/globals";
import { expiries, fulfilments, nextExpiry } from "../../src/commands/settle.ts";
import type { Situation } from "../../src/commands/situation.ts";
import { countsAt } from "../../src/core/lease.ts";
import type { Reasoned } from "../../src/core/ledger.ts";
import { isHeldAt, leaseStateAt } from "../../src/core/recorded-lease.ts";
import { TooMuchEffort } from "../../src/formats/ownership/segment.ts";
import { type ActorName, finding, hour, leaseOf, noon, outcome, situation } from "./support.ts";

const lease = {
  agent: "codex",
  mode: "exclusive",
  starts: noon,
  baseRef: "main",
  standsBefore: [],
  reason: "",
} as const;
const brief = (effects: readonly Reasoned[]) =>
  effects.map((effect) => [
    effect.action,
    "lease" in effect
      ? `${effect.lease.agent}: ${effect.lease.paths.join(" ")}`
      : "epoch" in effect
        ? effect.epoch
        : "",
  ]);

describe("a claim", () => {
  it("is granted with the next epoch, for the time that was asked for", () => {
    const { effects, says } = outcome(situation("codex"), "/claim /docs/ core/a.py --ttl 2h --reason Move it.");
    const times = { expires: noon + 2 * hour, ttlMs: 2 * hour };
    const granted = { ...lease, ...times, paths: ["/docs/", "core/a.py"], reason: "Move it." };
    expect(effects).toEqual([{ action: "claimed", lease: granted, why: "Move it." }]);
    expect(says).toMatch(/^codex holds \/docs\/, core\/a\.py \(4 files\) until 2027-01-31 14:00 UTC: lease L11\./);
    expect(outcome(situation("codex"), "/claim docs/a.md").effects).toMatchObject([{ lease: { ttlMs: 24 * hour } }]);
  });

  it.each<[string, RegExp]>([
    [".github/x.yml", /frozen by the rule ci/],
    [".github/new.yml", /frozen/],
    ["docs/a.md .github/x.yml", /frozen/],
    ["matriz/a.py", /belongs to claude alone, by the rule matriz\. To ask for it: \/handoff codex matriz\/a\.py\./],
    ["docs/a.md matriz/", /belongs to claude/],
    ["matriz/new.py", /belongs to claude/],
    ["docs/b.md", /claude holds docs\/b\.md until 2027-01-31 13:00 UTC with lease L5/],
    ["docs/", /claude holds docs\/b\.md/],
    ["docs/new.md docs/b.md", /claude holds/],
    ["lib/later.py", /claude holds lib\/later\.py/],
    ["lib/*.py docs/a.md", /matches no file/],
    ["nowhere/", /matches no file/],
    ["*.rs", /matches no file/],
    ["docs/../core/a.py", /matches no file/],
    ["!docs/a.md", /is no path/],
    ["/", /matches no file/],
    ["**", /6 files are more|7 files are more/],
    ["docs/a.md --ttl 8d", /7 days at most/],
    ["docs/a.md --agent claude", /codex claims for itself only/],
  ])("of %s is refused as a whole", (paths, because) => {
    const held = [leaseOf(5, "claude", ["docs/b.md"]), leaseOf(6, "claude", ["lib/later.py"])];
    const { effects, says, refused } = outcome(situation("codex", held), `/claim ${paths}`);
    expect([refused, brief(effects)]).toEqual([true, [["refused", ""]]]);
    expect(says).toMatch(because);
  });

  it("takes in a new file that nobody has, and not one that is leased", () => {
    const held = [leaseOf(5, "claude", ["docs/later.md"])];
    expect(outcome(situation("codex", held), "/claim docs/new.md").refused).toBe(false);
    expect(outcome(situation("codex", held), "/claim docs/later.md").refused).toBe(true);
    // The folder would take the file in.
    expect(outcome(situation("codex", held), "/claim docs/").refused).toBe(true);
  });

  it.each<[string, string, boolean]>([
    ["shared", "--shared", false],
    ["shared", "", true],
    ["exclusive", "--shared", true],
    ["exclusive", "", true],
  ])("beside a lease of another that is %s, made %s", (mode, option, refused) => {
    const held = [leaseOf(5, "claude", ["docs/b.md"], { mode: mode === "shared" ? "shared" : "exclusive" })];
    expect(outcome(situation("codex", held), `/claim docs/ ${option}`).refused).toBe(refused);
  });

  it("is not hindered by what is over, not yet, or only asked for", () => {
    const paths = ["docs/b.md"];
    for (const more of [{ expires: noon }, { starts: noon + 1 }, { state: "requested" } as const]) {
      expect(outcome(situation("codex", [leaseOf(5, "claude", paths, more)]), "/claim docs/b.md").refused).toBe(false);
    }
    const lasts = [leaseOf(5, "claude", paths, { expires: noon + 1 })];
    expect(outcome(situation("codex", lasts), "/claim docs/b.md").refused).toBe(true);
  });

  it("replaces an older one of the agent with nothing else in it, and is one of so many", () => {
    const one = [leaseOf(4, "codex", ["docs/a.md"])];
    const { effects, says } = outcome(situation("codex", one), "/claim docs/a.md docs/b.md");
    expect(brief(effects)).toEqual([
      ["superseded", 4],
      ["claimed", "codex: docs/a.md docs/b.md"],
    ]);
    expect(says).toContain("lease L12");
    const two = [...one, leaseOf(6, "codex", ["docs/b.md"])];
    expect(outcome(situation("codex", two), "/claim docs/c.md").says).toContain(
      "as many leases as it may have: L4, L6.",
    );
  });

  it("is not hindered by how many there are by what it replaces itself", () => {
    const both = [leaseOf(4, "codex", ["docs/a.md"]), leaseOf(6, "codex", ["docs/b.md"])];
    expect(brief(outcome(situation("codex", both), "/claim docs/a.md --ttl 3h").effects)).toEqual([
      ["superseded", 4],
      ["claimed", "codex: docs/a.md"],
    ]);
    expect(outcome(situation("codex", both), "/claim docs/c.md").refused).toBe(true);
    expect(brief(outcome(situation("codex", both), "/handoff codex docs/a.md").effects)).toEqual([
      ["superseded", 4],
      ["claimed", "codex: docs/a.md"],
    ]);
  });

  it("is refused when comparing its patterns takes too long", () => {
    const where = situation("codex");
    const slow = () => {
      throw new TooMuchEffort();
    };
    const pattern = () => ({ kind: "pattern", matches: slow }) as const;
    const hard = { ...where, territory: { ...where.territory, pattern } };
    expect(outcome(hard, "/claim **/a*")).toMatchObject({
      refused: true,
      says: expect.stringContaining("takes too long"),
    });
  });

  it("counts nothing in a list of files that was cut short", () => {
    const where = situation("codex", [], { files: { items: ["docs/a.md"], complete: false } });
    expect(outcome(where, "/claim docs/a.md").says).toContain("too many files");
  });

  it("of a person is for an agent that is named, or that the pull request speaks for", () => {
    const place = { number: 3, pullRequest: { open: true, author: { id: 20 }, agent: "claude", judged: undefined } };
    expect(brief(outcome(situation("writer", [], { place }), "/claim docs/a.md").effects)).toEqual([
      ["claimed", "claude: docs/a.md"],
    ]);
    expect(outcome(situation("writer"), "/claim docs/a.md").says).toContain("--agent <id>");
    expect(outcome(situation("writer"), "/claim docs/a.md --agent gpt").says).toContain(
      "no agent gpt; it has codex, claude.",
    );
    expect(outcome(situation("writer"), "/claim core/a.py --agent claude").says).toContain("belongs to codex alone");
  });
});

describe("a hand-off", () => {
  it.each<[ActorName, string, readonly unknown[]]>([
    ["writer", "claude core/a.py", [["handed-off", "claude: core/a.py"]]],
    [
      "writer",
      "claude docs/",
      [
        ["superseded", 4],
        ["handed-off", "claude: docs/"],
      ],
    ],
    [
      "writer",
      "claude docs/a.md",
      [
        ["superseded", 4],
        ["claimed", "codex: docs/b.md"],
        ["handed-off", "claude: docs/a.md"],
      ],
    ],
    [
      "codex",
      "claude docs/a.md",
      [
        ["superseded", 4],
        ["claimed", "codex: docs/b.md"],
        ["handed-off", "claude: docs/a.md"],
      ],
    ],
    ["codex", "claude core/a.py", [["handed-off", "claude: core/a.py"]]],
    ["codex", "claude docs/a.md docs/c.md", [["refused", ""]]],
    ["codex", "claude matriz/a.py", [["refused", ""]]],
    ["claude", "claude docs/a.md", [["requested", "claude: docs/a.md"]]],
    ["claude", "claude core/b.py", [["requested", "claude: core/b.py"]]],
    ["claude", "claude docs/c.md", [["claimed", "claude: docs/c.md"]]],
    ["claude", "claude .github/x.yml", [["refused", ""]]],
    ["admin", "claude .github/x.yml", [["refused", ""]]],
    ["admin", "gpt docs/a.md", [["refused", ""]]],
    ["reader", "claude docs/a.md", [["refused", ""]]],
    ["hint", "codex docs/a.md", [["refused", ""]]],
  ])("by %s: %s", (who, rest, effects) => {
    const held = [leaseOf(4, "codex", ["docs/a.md", "docs/b.md"])];
    expect(brief(outcome(situation(who, held), `/handoff ${rest}`).effects)).toEqual(effects);
  });

  it("of a part of a folder is younger than what is left of it", () => {
    const held = [leaseOf(4, "codex", ["docs/"], { reason: "Mine." })];
    const { effects, says } = outcome(situation("writer", held), "/handoff claude docs/a.md");
    expect(brief(effects)).toEqual([
      ["superseded", 4],
      ["claimed", "codex: docs/"],
      ["handed-off", "claude: docs/a.md"],
    ]);
    expect(effects[1]).toMatchObject({ lease: { expires: noon + hour, reason: "Mine." } });
    expect(says).toMatch(/lease L13\..* It comes from L4\.$/);
  });

  it("answers the request for the same paths", () => {
    const asked = [
      leaseOf(4, "claude", ["core/b.py"], { state: "requested" }),
      leaseOf(5, "claude", ["core/a.py"], { state: "requested" }),
    ];
    expect(brief(outcome(situation("writer", asked), "/handoff claude core/b.py").effects)).toEqual([
      ["superseded", 4],
      ["handed-off", "claude: core/b.py"],
    ]);
  });
});

describe("how many leases an agent may have", () => {
  const asked = (epoch: number) => leaseOf(epoch, "claude", [`core/${epoch}.py`], { state: "requested" });

  it("counts no request where a person gives, and what is held all the same", () => {
    const requests = [asked(4), asked(5)];
    expect(outcome(situation("writer", requests), "/handoff claude core/a.py").refused).toBe(false);
    expect(outcome(situation("writer", requests), "/claim docs/a.md --agent claude").refused).toBe(false);
    const held = [leaseOf(6, "claude", ["docs/a.md"]), leaseOf(7, "claude", ["docs/b.md"])];
    expect(outcome(situation("writer", held), "/handoff claude core/a.py").says).toContain("as many leases");
  });

  it("counts requests where an agent asks or gives, but for the one that is granted", () => {
    const requests = [asked(4), leaseOf(5, "claude", ["core/a.py"], { state: "requested" })];
    expect(outcome(situation("claude", requests), "/handoff claude core/b.py").says).toContain("as many leases");
    expect(outcome(situation("codex", requests), "/handoff claude core/b.py").says).toContain("as many leases");
    expect(brief(outcome(situation("codex", requests), "/handoff claude core/a.py").effects)).toEqual([
      ["superseded", 5],
      ["handed-off", "claude: core/a.py"],
    ]);
  });
});

describe("leases of a conversation", () => {
  const held = [
    leaseOf(4, "codex", ["docs/a.md"], { ttlMs: 400 * hour }),
    leaseOf(5, "claude", ["docs/b.md"], { grantedBy: { id: 10, login: "ada" } }),
    leaseOf(6, "codex", ["docs/c.md"], { number: 9 }),
    leaseOf(7, "codex", ["core/"], { state: "requested" }),
    leaseOf(8, "codex", ["core/"], { expires: noon }),
  ];

  it.each<[ActorName, string, readonly unknown[]]>([
    ["codex", "/renew", [["renewed", 4]]],
    [
      "writer",
      "/renew",
      [
        ["renewed", 4],
        ["renewed", 5],
      ],
    ],
    [
      "codex",
      "/release",
      [
        ["released", 4],
        ["released", 7],
      ],
    ],
    [
      "writer",
      "/release",
      [
        ["released", 4],
        ["released", 5],
        ["released", 7],
      ],
    ],
    [
      "codex",
      "/release all",
      [
        ["released", 4],
        ["released", 6],
        ["released", 7],
      ],
    ],
    ["writer", "/release all", [["released", 5]]],
    ["codex", "/release L6", [["released", 6]]],
    ["codex", "/release L5", [["refused", ""]]],
    ["codex", "/release L8", [["refused", ""]]],
    ["codex", "/release L99", [["refused", ""]]],
    ["admin", "/gate revoke L5", [["revoked", 5]]],
    ["admin", "/gate revoke L8", [["refused", ""]]],
  ])("%s: %s", (who, line, effects) => {
    expect(brief(outcome(situation(who, held), line).effects)).toEqual(effects);
  });

  it("are those of the branch alone: of another one's only a revocation reaches them", () => {
    const elsewhere = { elsewhere: [leaseOf(4, "codex", ["docs/a.md"], { baseRef: "x" })] };
    const of = (who: ActorName, line: string) => outcome(situation(who, [], elsewhere), line);
    expect(of("codex", "/renew").says).toContain("There is no lease of yours in this conversation.");
    expect(of("codex", "/release all").refused).toBe(true);
    expect(of("codex", "/release L4").says).toBe(
      "L4 counts for the branch x; release it in a pull request against that branch.",
    );
    expect(of("writer", "/release L4").refused).toBe(true);
    expect(of("claude", "/claim docs/a.md").refused).toBe(false);
    expect(of("nobody", "/explain docs/a.md").says).not.toContain("L4");
    expect(brief(of("admin", "/gate revoke L4").effects)).toEqual([["revoked", 4]]);
  });

  it("get their own time again, and no more than the longest", () => {
    const { effects } = outcome(situation("writer", held), "/renew");
    expect(effects).toMatchObject([{ expires: noon + 168 * hour }, { expires: noon + 2 * hour }]);
  });
});

describe("a lease of files that came later", () => {
  const later = { files: { items: ["core/a.py", "matriz/utils_new.py"], complete: true } };
  const held = [leaseOf(4, "codex", ["utils_new.py"])];

  it("gives its agent nothing of what the map gives to another alone", () => {
    expect(outcome(situation("nobody", held, later), "/explain matriz/utils_new.py").says).not.toContain("L4");
    expect(outcome(situation("codex", held, later), "/handoff codex matriz/utils_new.py").effects).toMatchObject([
      { action: "requested" },
    ]);
    expect(outcome(situation("claude", held, later), "/claim matriz/utils_new.py").refused).toBe(false);
    const toOther = outcome(situation("codex", held, later), "/handoff claude matriz/utils_new.py");
    expect(toOther.says).toContain("codex does not hold matriz/utils_new.py itself");
  });

  it("is not renewed, and others are", () => {
    const both = [...held, leaseOf(5, "codex", ["core/"])];
    const { effects, says } = outcome(situation("codex", both, later), "/renew");
    expect(brief(effects)).toEqual([["renewed", 5]]);
    expect(says).toContain("L4 is not renewed: matriz/utils_new.py belongs to claude alone, by the rule matriz.");
    expect(outcome(situation("codex", held, later), "/renew").refused).toBe(true);
    const decided = [leaseOf(4, "codex", ["utils_new.py"], { standsBefore: "everybody" })];
    expect(brief(outcome(situation("codex", decided, later), "/renew").effects)).toEqual([["renewed", 4]]);
  });

  it("is renewed beside what was handed on of it", () => {
    const rest = [leaseOf(4, "codex", ["docs/"]), leaseOf(5, "claude", ["docs/a.md"], { standsBefore: "everybody" })];
    expect(brief(outcome(situation("codex", rest), "/renew").effects)).toEqual([["renewed", 4]]);
  });

  it("is not renewed where the map has frozen it since, whoever gave it", () => {
    const frozen = [leaseOf(4, "codex", [".github/x.yml"], { standsBefore: "everybody" })];
    expect(outcome(situation("writer", frozen), "/renew").says).toContain("L4 is not renewed: .github/x.yml is frozen");
  });

  it.each<[ActorName, string, unknown]>([
    ["writer", "/handoff claude core/a.py", "everybody"],
    ["codex", "/handoff claude core/a.py", ["codex"]],
    ["codex", "/claim docs/a.md", []],
    ["writer", "/claim docs/a.md --agent codex", []],
  ])("of %s, by %s, stands before %j", (who, line, standsBefore) => {
    expect(outcome(situation(who), line).effects).toMatchObject([{ lease: { standsBefore } }]);
  });
});

describe("what an agent hands on", () => {
  const { territory } = situation("codex");
  const held = [leaseOf(4, "codex", ["matriz/a.py"], { standsBefore: "everybody" })];
  const handedOn = (line: string, more: Partial<Situation> = {}) => {
    const known = { territory: { ...territory, agents: [...territory.agents, "jules"] }, ...more };
    const [effect] = outcome(situation("codex", held, known), line).effects.slice(-1);
    if (effect?.action !== "handed-off") throw new Error("Nothing is handed on.");
    const { lease } = effect;
    const counts = (path: string) => {
      const { pattern, ownerOf } = known.territory;
      const patterns = lease.paths.map(pattern);
      const matches = patterns.some((one) => one.kind === "pattern" && one.matches(path));
      return matches && countsAt(lease, ownerOf(path));
    };
    return { lease, counts };
  };

  it("is no file of another's lane that comes later, where it had one of these from a person", () => {
    const { lease, counts } = handedOn("/handoff jules a.py");
    expect(lease).toMatchObject({ paths: ["core/a.py", "matriz/a.py"], standsBefore: ["codex", "claude"] });
    expect(["core/a.py", "matriz/a.py", "matriz/new/a.py"].map(counts)).toEqual([true, true, false]);
  });

  it("is its own lane by the pattern, also where it shares the lane", () => {
    const shared = { mode: "exclusive", owners: ["codex", "claude"], source: "the rule core" } as const;
    const ownerOf = (path: string) => (path.startsWith("core/") ? shared : territory.ownerOf(path));
    const { lease, counts } = handedOn("/handoff jules core/", {
      territory: { ...territory, agents: ["jules"], ownerOf },
    });
    expect(lease).toMatchObject({ paths: ["core/"], standsBefore: ["codex"] });
    expect(["core/new.py", "matriz/core/new.py"].map(counts)).toEqual([true, false]);
  });
});

describe("the life of a lease", () => {
  it.each([
    [noon - hour - 1, "active", false],
    [noon - hour, "active", true],
    [noon + 0.6 * hour - 1, "active", true],
    [noon + 0.6 * hour, "expiring", true],
    [noon + hour - 1, "expiring", true],
    [noon + hour, "expired", false],
  ] as const)("at %d it is %s", (now, state, held) => {
    const one = leaseOf(1, "codex", ["a"]);
    expect([leaseStateAt(one, now), isHeldAt(one, now)]).toEqual([state, held]);
    const asked = leaseStateAt({ ...one, state: "requested" }, now);
    expect(asked).toBe(state === "expired" ? "expired" : "requested");
    expect(leaseStateAt({ ...one, state: "revoked" }, now)).toBe("revoked");
  });

  it("ends when its time is over, or with its pull request", () => {
    const leases = [leaseOf(4, "codex", ["a"], { expires: noon }), leaseOf(5, "codex", ["b"], { number: 9 })];
    expect(expiries({ leases }, noon)).toEqual([{ action: "expired", epoch: 4, why: "Its time is over." }]);
    expect(expiries({ leases }, noon - 1)).toEqual([]);
    expect(fulfilments({ leases }, 9, true)).toEqual([{ action: "fulfilled", epoch: 5, why: "#9 was merged." }]);
    expect([nextExpiry(leases), nextExpiry([])]).toEqual([noon, undefined]);
  });
});

describe("an override", () => {
  it("names the finding as it is about the head that was judged", () => {
    const { effects, says } = outcome(situation("admin"), "/gate override lane-guard 0123456789 We know.");
    const { rule, what } = finding;
    const about = {
      gate: "lane-guard",
      finding: "0123456789",
      rule,
      paths: ["a.py"],
      other: undefined,
      what,
      headSha: "abcdef0123",
      reason: "We know.",
    };
    expect(effects).toEqual([{ action: "overridden", override: about, why: "We know." }]);
    expect(says).toContain("until a push changes a.py");
  });

  it("keeps every place that has the id, and the head of the other pull request", () => {
    const other = { number: 8, head: "5d6e7f8" };
    const named = { ...finding, id: "o-3-8-5f2c9a", other };
    const findings = ["a.py", "b.py", "a.py"].map((path) => ({
      gate: "ownership",
      finding: { ...named, at: { path } },
    }));
    const pullRequest = { open: true, author: { id: 10 }, agent: undefined, judged: { headSha: "a1", findings } };
    const where = situation("admin", [], { place: { number: 3, pullRequest } });
    const { effects, says } = outcome(where, "/gate override ownership o-3-8-5f2c9a Both.");
    expect(effects).toMatchObject([{ override: { paths: ["a.py", "b.py"], other } }]);
    expect(says).toContain("until a push changes a.py, b.py, or until somebody pushes to #8.");
  });

  it.each([
    ["/gate override coverage 0123456789 x", "coverage has no finding 0123456789 about abcdef0."],
    ["/gate override lane-guard 0000000000 x", "has no finding"],
  ])("of what there is not is refused: %s", (line, says) => {
    expect(outcome(situation("admin"), line)).toMatchObject({ refused: true, says: expect.stringContaining(says) });
  });

  it("is refused before anything was judged, and in an issue", () => {
    const pullRequest = { open: true, author: { id: 10 }, agent: undefined, judged: undefined };
    for (const place of [
      { number: 3, pullRequest },
      { number: 3, pullRequest: undefined },
    ]) {
      expect(outcome(situation("admin", [], { place }), "/gate override lane-guard 0123456789 x").refused).toBe(true);
    }
  });
});

describe("an explanation", () => {
  it.each([
    ["core/a.py", "By the map, core/a.py is exclusive, of codex, by the rule core."],
    ["/core/a.py", "By the map, core/a.py is exclusive, of codex, by the rule core."],
    [".github/x.yml", "By the map, .github/x.yml is frozen, of humans, by the rule ci."],
    [
      "docs/b.md",
      "Until 2027-01-31 13:00 UTC claude alone may change it, by lease L5. By the map, docs/b.md is open, of humans, by the default.",
    ],
  ])("of %s", (path, says) => {
    const held = [leaseOf(5, "claude", ["docs/b.md"]), leaseOf(6, "claude", [".github/"])];
    expect(outcome(situation("nobody", held), `/explain ${path}`)).toMatchObject({ says, effects: [] });
  });
});
