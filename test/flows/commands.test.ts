import { afterEach, describe, expect, it } from "@jest/globals";
import { untilAtRest } from "./support/at-rest.ts";
import { type CommandStory, openCommandStory } from "./support/command-story.ts";
import { until } from "./support/lanekeeper-world.ts";

let story: CommandStory;
afterEach(() => story.world[Symbol.asyncDispose]());

async function begin(options: Parameters<typeof openCommandStory>[0] = {}) {
  story = await openCommandStory(options);
  const { number, headSha } = await story.world.openPull("topic", { "lukhas/tokens.py": "import candidate\n" });
  await story.world.verdict(headSha);
  return { number, headSha };
}

const actions = async () =>
  (await story.ledger()).map(({ action, subject, by }) => [action, subject, by.login]).reverse();

describe("leases", () => {
  it("are claimed, refused to another, handed on by a person, and over when their time is", async () => {
    const { number } = await begin({ settings: { sweepEveryMs: 200 } });
    expect(await story.says(number, "codex[bot]", "/claim core/ --ttl 2h --reason Move the clock.")).toMatch(
      /^\*\*Done\.\*\* `codex` holds `core\/` \(2 files\) until \d{4}-\d\d-\d\d \d\d:\d\d UTC: lease `L1`\./,
    );
    expect(await story.says(number, "claude[bot]", "/claim core/clock.py")).toMatch(
      /^\*\*Refused\.\*\* `codex` holds `core\/` until .* with lease `L1`\. To ask for it: `\/handoff claude core\/clock\.py`\./,
    );
    expect(await story.says(number, "write", "/handoff claude core/clock.py")).toContain(
      "`claude` holds `core/clock.py`",
    );
    expect(await story.leases()).toEqual({ L4: "codex: core/", L5: "claude: core/clock.py" });
    story.pass(25);
    await until(
      async () => Object.keys(await story.leases()).length === 0,
      () => "the leases are not over",
    );
    expect(await actions()).toEqual([
      ["claimed", "L1", "codex[bot]"],
      ["refused", "/claim", "claude[bot]"],
      ["superseded", "L1", "write"],
      ["claimed", "L4", "write"],
      ["handed-off", "L5", "write"],
      ["expired", "L4", "lanekeeper"],
      ["expired", "L5", "lanekeeper"],
    ]);
    const [, , , , , , first] = await story.ledger();
    expect(first).toMatchObject({ why: "Move the clock.", number, by: { tier: "verified" } });
  });

  it("are over with their pull request, and have those judged again that change what is leased", async () => {
    const { number } = await begin();
    const clock = await story.world.openPull("clock", { "core/clock.py": "import time\n\n" });
    const other = await story.world.openPull("other", { "docs/a.md": "text\n" });
    const rest = () => untilAtRest(story.world.github, story.url);
    const judged = (one: number) =>
      story.world.logged.filter(({ key, outcome }) => String(key).endsWith(`/${one}`) && outcome === "published")
        .length;
    await rest();
    const all = [number, clock.number, other.number];
    const before = all.map(judged);
    await story.says(number, "codex[bot]", "/claim core/clock.py");
    await rest();
    const after = all.map((one, at) => judged(one) > (before[at] ?? 0));
    expect(after).toEqual([true, true, false]);
    await story.world.github.closePullRequest(story.world.repository, number);
    await until(
      async () => Object.keys(await story.leases()).length === 0,
      () => "the lease lasts",
    );
    const [last] = await story.ledger();
    expect(last).toMatchObject({ action: "fulfilled", subject: "L1", why: `#${number} was closed.` });
    expect(await story.says(number, "codex[bot]", "/claim core/clock.py")).toContain("This pull request is closed");
  });

  it("are refused to whoever only looks like an agent, and to bots that nobody knows", async () => {
    const { number } = await begin();
    const declared = await story.world.openPull("codex/work", { "docs/b.md": "text\n" });
    expect(await story.says(declared.number, "read", "/claim core/clock.py")).toContain(
      "This looks like `codex`, but nothing proves it.",
    );
    expect(await story.says(declared.number, "dora", "/claim core/clock.py")).toContain("`codex` holds");
    expect(await story.says(number, "stray[bot]", "/release all")).toMatch(/^\*\*Refused\.\*\* Only an agent/);
    expect(await story.says(number, "dora", "/claim docs/")).toMatch(/^\*\*Refused\.\*\*/);
    await story.says(number, "dora", "/agent codex");
    expect(await story.says(number, "write", "/agent codex")).toContain("speaks for `codex` from now on");
    expect(await story.says(number, "dora", "/claim lukhas/identity.py")).toContain("`codex` holds");
  });
});

describe("the gate ownership", () => {
  it("holds other agents to a lease as long as it lasts, and lets in whom a person lets in", async () => {
    const { number } = await begin();
    const { github, repository, work } = story.world;
    const headSha = work.commit("clock", { "core/clock.py": "import time\n\n" }, { from: "main" });
    const about = { repository, as: "claude[bot]" };
    await github.push({ ...about, from: work.directory, refspec: "refs/heads/clock" });
    await github.openPullRequest({ repository, head: "clock", base: "main", title: "Clock", author: "claude[bot]" });
    const says = async (conclusion: string) => {
      const isSo = async () => (await story.world.conclusions(headSha))["ownership"] === conclusion;
      await until(isSo, () => `ownership does not say ${conclusion}`);
    };
    await says("success");
    await story.says(number, "codex[bot]", "/claim core/");
    await says("failure");
    const runs = await github.checkRunsOf(repository, headSha);
    const { summary = "" } = runs.find(({ name }) => name === "lanekeeper / ownership") ?? {};
    expect(summary).toContain("by the lease L1");
    expect(summary).toContain("/handoff claude core/clock.py");
    await story.says(number, "write", "/handoff claude core/clock.py");
    await says("success");
    await story.says(number, "codex[bot]", "/release all");
    await says("success");
  });
});

describe("a lease", () => {
  it("counts for the branch alone whose map granted it", async () => {
    const { number } = await begin();
    const { github, repository, work } = story.world;
    const map = `version: 1
gates:
  ownership:
    agents: { codex: { identities: [{ login: "codex[bot]", id: ${github.createUser("codex[bot]", "Bot").id} }] } }
    leases: { longest-time: 90d, default-time: 90d }
`;
    await story.world.push("x", { ".github/lanekeeper.yml": map }, { from: "main" });
    const elsewhere = await story.world.openPull("into-x", { "docs/a.md": "text\n" }, { base: "x" });
    expect(await story.says(number, "claude[bot]", "/claim matriz/later.py")).toContain("`claude` holds");
    expect(await story.says(elsewhere.number, "codex[bot]", "/claim matriz/later.py core/")).toContain("`codex` holds");
    expect(await story.says(number, "read", "/explain core/clock.py")).not.toContain("codex");
    expect(await story.says(elsewhere.number, "read", "/explain core/clock.py")).toContain("by lease `L2`");
    expect(await story.says(elsewhere.number, "write", "/release L1")).toContain("counts for the branch `main`");
    const headSha = work.commit("clock", { "core/clock.py": "import time\n\n" }, { from: "main" });
    await github.push({ repository, as: "claude[bot]", from: work.directory, refspec: "refs/heads/clock" });
    await github.openPullRequest({ repository, head: "clock", base: "main", title: "Clock", author: "claude[bot]" });
    await story.world.verdict(headSha);
    expect((await story.world.conclusions(headSha))["ownership"]).toBe("success");
    expect(await story.says(number, "claude[bot]", "/claim core/clock.py")).toContain("`claude` holds");
  });
});

describe("overrides", () => {
  const idOf = async (headSha: string) => {
    const runs = await story.world.github.checkRunsOf(story.world.repository, headSha);
    const text = runs.find(({ name }) => name === "lanekeeper / lane-guard")?.summary ?? "";
    const [, id = ""] = /finding: `([0-9a-f]{10})`/.exec(text) ?? [];
    expect(text).toContain("`/gate override lane-guard <finding> <reason>`");
    return id;
  };
  const rollUp = async (headSha: string) => {
    const runs = await story.world.github.checkRunsOf(story.world.repository, headSha);
    return runs.find(({ name }) => name === "lanekeeper")?.summary ?? "";
  };
  const says = async (headSha: string, conclusion: string) => {
    const isSo = async () => {
      const { "lane-guard": gate, lanekeeper } = await story.world.conclusions(headSha);
      return gate === conclusion && lanekeeper === conclusion;
    };
    await until(isSo, () => `lane-guard and the roll-up do not say ${conclusion}`);
  };

  it("let a finding pass, for people with the right alone, until a push changes its file", async () => {
    const { number, headSha } = await begin();
    const command = `/gate override lane-guard ${await idOf(headSha)} We <b>know</b> it.`;
    expect(await story.says(number, "write", command)).toContain("Only a person with maintain or admin");
    expect(await story.says(number, "codex[bot]", command)).toContain("Only a person with maintain or admin");
    expect(await story.says(number, "maintain", command, { throughApp: true })).toContain("through an app");
    await says(headSha, "failure");
    expect(await story.says(number, "maintain", command)).toContain("until a push changes `lukhas/tokens.py`");
    await says(headSha, "success");
    expect(await rollUp(headSha)).toMatch(/overridden by maintain because: We &lt;b\\>know&lt;\/b\\> it\./);

    const { github, repository } = story.world;
    const group = await github.mergeGroup(repository, number);
    await says(group.headSha, "success");
    await group.destroy("dequeued");

    const untouched = await story.world.push("topic", { "docs/c.md": "text\n" });
    await says(untouched, "success");
    const touched = await story.world.push("topic", { "lukhas/tokens.py": "import candidate\n# More.\n" });
    await says(touched, "failure");
    const back = await story.world.push("topic", { "lukhas/tokens.py": "import candidate\n" });
    await says(back, "failure");
    const [last] = await story.ledger();
    expect(last).toMatchObject({ action: "override-ended", why: "A push changed lukhas/tokens.py." });
  });
});

describe("comments", () => {
  it("do nothing in code, in a quotation, in HTML, in a later line, when edited, or when they are ours", async () => {
    const { number } = await begin();
    const { github, repository } = story.world;
    const bodies = [
      "```\n/claim core/\n```",
      "> /claim core/",
      "    /claim core/",
      "<!--\n/claim core/\n-->",
      "Hm.\n/claim core/",
    ];
    for (const body of [...bodies, "/tableflip now"])
      await github.comment(repository, number, { as: "codex[bot]", body });
    const { id } = await github.comment(repository, number, { as: "codex[bot]", body: "Hello." });
    await github.editComment(repository, id, { as: "write", body: "/claim core/" });
    await github.settle();
    expect(await story.says(number, "codex[bot]", "/explain core/clock.py")).toContain("is open");
    expect(await story.ledger()).toEqual([]);
    expect(story.replies(number)).toHaveLength(1);
  });

  it("count once, however often they are delivered, and as they were written", async () => {
    const { number } = await begin();
    const { github, repository } = story.world;
    await story.says(number, "codex[bot]", "/claim core/");
    const deliveries = github.deliveries.log.filter(({ webhook }) => webhook.event === "issue_comment");
    const [first] = deliveries;
    if (first === undefined) throw new Error("There is no delivery.");
    await github.deliveries.redeliver(first.id);
    await github.settle();
    // Under another id the queue takes it for new; the ledger does not.
    await story.sendAgain(first.webhook.payload);
    expect(await story.says(number, "codex[bot]", "/renew")).toContain("`L1` lasts until");
    expect(await actions()).toEqual([
      ["claimed", "L1", "codex[bot]"],
      ["renewed", "L1", "codex[bot]"],
    ]);
    expect(story.replies(number)).toHaveLength(2);
    expect(github.commentsOf(repository, number)).toHaveLength(4);
    const dealtWith = story.world.logged.filter(
      ({ key, outcome }) => String(key).startsWith("comment/") && outcome === "answered",
    );
    expect(dealtWith).toHaveLength(3);
  });

  it("are answered when GitHub was away, once, even if the answer was lost", async () => {
    const { number } = await begin();
    const isReply = ({ method, path }: { method: string; path: string }) =>
      method === "POST" && path.endsWith("/comments");
    story.world.github.faults.respondWith(isReply, { status: 502, afterwards: true });
    await story.says(number, "codex[bot]", "/claim core/");
    expect(story.replies(number)).toHaveLength(1);
    story.world.github.faults.respondWith(isReply, { status: 403, body: { message: "locked" } });
    await story.says(number, "codex[bot]", "/renew");
    expect(story.replies(number)).toHaveLength(1);
    expect((await actions()).map(([action]) => action)).toEqual(["claimed", "renewed"]);
  });

  it("that are wrong are answered with what is right, and not for ever", async () => {
    const { number } = await begin();
    expect(await story.says(number, "codex[bot]", "/cliam core/")).toContain("Did you mean `/claim`?");
    expect(await story.says(number, "codex[bot]", "/claim --ttl soon")).toContain("`/claim <paths> [--ttl 24h]");
    for (let round = 0; round < 2; round += 1) await story.says(number, "codex[bot]", "/release L9");
    expect(await story.says(number, "codex[bot]", "/release L9")).toContain("nothing more is refused here in words");
    expect(await story.says(number, "codex[bot]", "/release L9")).toBe("");
    expect(await story.says(number, "codex[bot]", "/claim core/")).toContain("`codex` holds");
  });

  it("in an issue are about the default branch", async () => {
    await begin();
    const { github, repository } = story.world;
    const issue = github.openIssue(repository, { author: "ada", title: "Plan", body: "" });
    expect(await story.says(issue.number, "write", "/claim core/ --agent codex")).toContain("`codex` holds `core/`");
    expect(await story.says(issue.number, "read", "/explain core/clock.py")).toMatch(
      /Until .* `codex` alone may change it, by lease `L1`\. By the map, `core\/clock\.py` is open, of `humans`, by the default\./,
    );
    expect(await story.says(issue.number, "write", "/recheck")).toContain("This is no pull request");
  });

  it("suggest an order for merging what is open against the same branch", async () => {
    const { number } = await begin();
    const clock = (text: string) => ({ "core/clock.py": text });
    const first = await story.world.openPull("a", clock("now = 1\n"));
    await story.world.verdict(first.headSha);
    const second = await story.world.openPull("b", clock("now = 2\n"));
    await story.world.verdict(second.headSha);
    await story.world.openPull("elsewhere", { "docs/a.md": "text\n" }, { base: "a" });
    const text = await story.says(number, "triage", "/merge-order");
    const collides = "To be rebased then, since they collide with one of these or with the branch";
    expect(text).toContain(
      `**Done.** Into \`main\`, in this order: \`#${number}\`, \`#${first.number}\`. ${collides}: \`#${second.number}\`.\n`,
    );
    expect(await story.says(number, "read", "/merge-order")).toContain("Only its author");
    expect(await story.says(number, "triage", "/merge-order please")).toContain("It is written as `/merge-order`");
  });

  it("for which no gate stands in the configuration are left to other apps", async () => {
    story = await openCommandStory();
    await story.world.push("main", { ".github/lanekeeper.yml": "version: 1\ngates:\n  batch-size: {}\n" });
    const { number, headSha } = await story.world.openPull("topic", { "docs/a.md": "text\n" });
    await story.world.verdict(headSha);
    expect(await story.says(number, "write", "/claim core/")).toBe("");
    expect(await story.says(number, "write", "/relase")).toBe("");
    expect(await story.says(number, "triage", "/recheck")).toContain("It is judged again");
    expect(await story.says(number, "read", "/recheck")).toContain("Only its author");
  });
});
