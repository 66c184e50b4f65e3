import { describe, expect, it } from "@jest/globals";
import type { Account, Acting } from "../../../../src/core/acting.ts";
import type { OwnCommit } from "../../../../src/core/history.ts";
import { mayHoldExclusiveRights, TrustTier } from "../../../../src/core/trust-tier.ts";
import { actorsOf } from "../../../../src/gates/ownership/actors/actors.ts";
import { OwnershipSettings } from "../../../../src/gates/ownership/model.ts";
import {
  actingOf,
  ada,
  bob,
  claudeBot,
  codexBot,
  commitOf,
  dependabot,
  filesOf,
  findingsOf,
  judge,
  stranger,
} from "../support.ts";

/** Only who holds claude's right may change `claude/x`; people may not either. */
const settings = {
  humans: "deny",
  agents: {
    claude: {
      owns: ["/claude/"],
      delegates: [{ login: "ada", id: ada.id }],
      declare: { branches: ["claude/**"], labels: ["agent:claude"] },
    },
    codex: {
      owns: ["/codex/"],
      delegates: [{ login: "bob", id: bob.id }],
      declare: { branches: ["codex/**"], labels: ["agent:codex"] },
    },
    robot: { owns: ["/robot/"], identities: [{ login: "robot", id: 77, type: "user" }] },
  },
};

const cursorUser: Account = { id: 199161495, login: "cursoragent", type: "user" };
const actions: Account = { id: 41898282, login: "github-actions[bot]", type: "bot" };
const copilot: Account = { id: 198982749, login: "Copilot", type: "bot" };
const robot: Account = { id: 77, login: "robot", type: "user" };

interface Payload {
  readonly acting: Acting;
  readonly branch?: string;
  readonly labels?: readonly string[];
  readonly commits?: readonly OwnCommit[];
}

/** What GitHub and git say, who acts by it, and whether it may change what is claude's alone. */
type Row = readonly [what: string, payload: Payload, actors: readonly string[], holdsClaude: boolean];

const signed = (acting: Acting, ...items: Account[]): Acting => ({ ...acting, signers: { items, complete: true } });

const honest: readonly Row[] = [
  ["the agent's own app", { acting: actingOf(claudeBot) }, ["verified claude"], true],
  [
    "another app of the same agent",
    { acting: actingOf({ id: 242468646, login: "Claude", type: "bot" }) },
    ["verified claude"],
    true,
  ],
  [
    "the app under a new login",
    { acting: actingOf({ ...claudeBot, login: "claude-renamed[bot]" }) },
    ["verified claude"],
    true,
  ],
  [
    "the app with its usual commits",
    { acting: actingOf(claudeBot), commits: [commitOf("noreply@anthropic.com")] },
    ["verified claude"],
    true,
  ],
  ["the app of another agent", { acting: actingOf(codexBot) }, ["verified codex"], false],
  ["an app that the map does not name", { acting: actingOf(copilot) }, ["verified copilot"], false],
  ["an agent with an account of a person", { acting: actingOf(cursorUser) }, ["verified cursor"], false],
  ["an account that the configuration lists", { acting: actingOf(robot) }, ["verified robot"], false],
  ["a delegate by branch", { acting: actingOf(ada), branch: "claude/fix" }, ["delegated claude"], true],
  ["a delegate by label", { acting: actingOf(ada), labels: ["agent:claude"] }, ["delegated claude"], true],
  [
    "a delegate under a new login",
    { acting: actingOf({ ...ada, login: "ada2" }), branch: "claude/x" },
    ["delegated claude"],
    true,
  ],
  ["a delegate who says nothing", { acting: actingOf(ada) }, ["none"], false],
  ["a person", { acting: actingOf(bob) }, ["none"], false],
  ["an account that is gone", { acting: actingOf(undefined) }, ["none"], false],
  ["a program", { acting: actingOf(dependabot) }, ["automation"], false],
  ["a bot that nobody listed", { acting: actingOf(stranger) }, ["unknown-bot"], false],
  [
    "the agent pushed to a person's pull request",
    { acting: actingOf(bob, [claudeBot, bob]) },
    ["none", "verified-pusher claude"],
    false,
  ],
  [
    "a person pushed to the agent's pull request",
    { acting: actingOf(claudeBot, [bob, claudeBot]) },
    ["verified claude", "none"],
    false,
  ],
  [
    "two agents",
    { acting: actingOf(claudeBot, [codexBot, claudeBot]) },
    ["verified claude", "verified-pusher codex"],
    false,
  ],
  [
    "two apps of one agent",
    { acting: actingOf(claudeBot, [{ id: 242468646, login: "Claude", type: "bot" }]) },
    ["verified claude", "verified-pusher claude"],
    true,
  ],
  [
    "a delegate pushed to the agent's",
    { acting: actingOf(claudeBot, [ada, claudeBot]), branch: "claude/x" },
    ["verified claude", "delegated claude"],
    true,
  ],
  [
    "the agent's signature besides",
    { acting: signed(actingOf(claudeBot), codexBot) },
    ["verified claude", "verified-pusher codex"],
    false,
  ],
  [
    "a delegate who names another agent, too",
    { acting: actingOf(ada), labels: ["agent:claude", "agent:codex"] },
    ["delegated claude", "declared codex"],
    true,
  ],
  ["somebody unknown pushed", { acting: actingOf(claudeBot, [claudeBot], false) }, ["verified claude", "none"], false],
];

const spoofs: readonly Row[] = [
  ["the login with another number", { acting: actingOf({ ...claudeBot, id: 5 }) }, ["unknown-bot"], false],
  [
    "a person called like the app",
    { acting: actingOf({ id: 5, login: "claude[bot]", type: "user" }) },
    ["none"],
    false,
  ],
  ["the number on an account of another kind", { acting: actingOf({ ...claudeBot, type: "user" }) }, ["none"], false],
  ["the number of a listed person on a bot", { acting: actingOf({ ...robot, type: "bot" }) }, ["unknown-bot"], false],
  [
    "a login that contains the name",
    { acting: actingOf({ id: 6, login: "claude-code-helper[bot]", type: "bot" }) },
    ["unknown-bot"],
    false,
  ],
  [
    "the agent's author address",
    { acting: actingOf(bob), commits: [commitOf("noreply@anthropic.com")] },
    ["none", "hint claude"],
    false,
  ],
  [
    "the agent's committer address",
    {
      acting: actingOf(bob),
      commits: [commitOf("bob@example.com", [], "209825114+claude[bot]@users.noreply.github.com")],
    },
    ["none", "hint claude"],
    false,
  ],
  [
    "the agent as co-author",
    {
      acting: actingOf(bob),
      commits: [commitOf("bob@example.com", ["Co-authored-by: Claude <noreply@anthropic.com>"])],
    },
    ["none", "hint claude"],
    false,
  ],
  [
    "the agent's trailer",
    { acting: actingOf(bob), commits: [commitOf("bob@example.com", ["Claude-Session: https://claude.ai/x"])] },
    ["none", "hint claude"],
    false,
  ],
  ["the agent's branch", { acting: actingOf(bob), branch: "claude/fix" }, ["none", "declared claude"], false],
  ["the agent's label", { acting: actingOf(bob), labels: ["agent:claude"] }, ["none", "declared claude"], false],
  [
    "a delegate's login with another number",
    { acting: actingOf({ ...ada, id: 7 }), branch: "claude/x" },
    ["none", "declared claude"],
    false,
  ],
  [
    "a bot with a delegate's number",
    { acting: actingOf({ ...ada, type: "bot" }), branch: "claude/x" },
    ["unknown-bot", "declared claude"],
    false,
  ],
  [
    "a delegate of another agent",
    { acting: actingOf(bob), labels: ["agent:claude"], branch: "codex/x" },
    ["delegated codex", "declared claude"],
    false,
  ],
  [
    "an old commit that the agent signed",
    { acting: signed(actingOf(bob), claudeBot) },
    ["none", "verified-pusher claude"],
    false,
  ],
  [
    "a workflow under the agent's branch",
    { acting: actingOf(actions), branch: "claude/x" },
    ["automation", "declared claude"],
    false,
  ],
  [
    "an unlisted bot with all the signs",
    {
      acting: actingOf(stranger),
      branch: "claude/x",
      labels: ["agent:claude"],
      commits: [commitOf("noreply@anthropic.com")],
    },
    ["unknown-bot", "declared claude"],
    false,
  ],
];

const rows = [...honest, ...spoofs];

describe("actorsOf", () => {
  it("is held against at least 30 payloads, a third of them spoofs", () => {
    expect(rows.length).toBeGreaterThanOrEqual(30);
    expect(spoofs.length * 3).toBeGreaterThanOrEqual(rows.length);
    expect(spoofs.filter(([, , , holds]) => holds)).toEqual([]);
  });

  it.each(rows)("knows %s", (_what, { acting, branch, labels = [], commits = [] }, expected) => {
    const { agents } = OwnershipSettings.parse(settings);
    const actors = actorsOf(agents, { acting, branch, labels, commits });
    expect(actors.map(({ tier, agent }) => (agent === undefined ? tier : `${tier} ${agent}`))).toEqual(expected);
  });

  it.each(rows)("gives rights, or none, to %s", async (_what, payload, _actors, holds) => {
    const ruling = await judge(settings, { base: {}, head: filesOf("claude/x"), ...payload });
    expect(ruling.outcome).toBe(holds ? "passed" : "failed");
    if (!holds) expect(findingsOf(ruling)[0]).toMatch(/ claude\/x$/);
  });

  it.each(["noreply@anthropic.com.evil.test", "xnoreply@anthropic.com", "claude@example.com", "anthropic.com"])(
    "takes whole addresses only, and not %s",
    (address) => {
      const { agents } = OwnershipSettings.parse(settings);
      const commits = [commitOf(address, [`Co-authored-by: Claude <${address}>`])];
      const actors = actorsOf(agents, { acting: actingOf(bob), branch: "x/claude/y", labels: [], commits });
      expect(actors.map(({ tier }) => tier)).toEqual(["none"]);
    },
  );

  it("reads addresses and keys of trailers without regard to case, and odd lines without harm", () => {
    const { agents } = OwnershipSettings.parse(settings);
    const odd = ["", ":", "<>", "Co-authored-by: >x<", "Co-authored-by: Claude <NoReply@Anthropic.com>"];
    const actors = actorsOf(agents, {
      acting: undefined,
      branch: undefined,
      labels: [],
      commits: [commitOf("a@b", odd)],
    });
    expect(actors).toMatchObject([{ tier: "hint", agent: "claude", because: expect.stringContaining("co-author") }]);
  });

  it("takes what the configuration says of hints", () => {
    const hints = { branches: ["ai/**"], addresses: ["me@claude.test"] };
    const known = { acting: undefined, labels: [], commits: [] };
    const tiersOf = (agent: object, branch: string, address = "a@b") => {
      const { agents } = OwnershipSettings.parse({ agents: { claude: agent } });
      return actorsOf(agents, { ...known, branch, commits: [commitOf(address)] }).map(({ tier }) => tier);
    };
    expect(tiersOf({ hints: "none" }, "claude/x")).toEqual(["none"]);
    expect(tiersOf({ hints }, "claude/x")).toEqual(["none"]);
    expect(tiersOf({ hints }, "ai/x")).toEqual(["hint"]);
    expect(tiersOf({ hints }, "x", "ME@claude.test")).toEqual(["hint"]);
    expect(tiersOf({}, "claude/x")).toEqual(["hint"]);
  });

  it("replaces what it knows of an agent's accounts by those that are listed", () => {
    const identities = [{ login: "our-claude[bot]", id: 99 }];
    const { agents } = OwnershipSettings.parse({ agents: { claude: { identities } } });
    const tierOf = (account: Account) =>
      actorsOf(agents, { acting: actingOf(account), branch: undefined, labels: [], commits: [] })[0]?.tier;
    expect(tierOf({ id: 99, login: "x", type: "bot" })).toBe("verified");
    expect(tierOf(claudeBot)).toBe("unknown-bot");
  });
});

describe("mayHoldExclusiveRights", () => {
  it("is for what the platform or the configuration vouches for", () => {
    expect(TrustTier.options.filter(mayHoldExclusiveRights)).toEqual(["verified", "verified-pusher", "delegated"]);
  });
});
