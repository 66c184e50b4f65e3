import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type LanekeeperWorld, openLanekeeperWorld, until } from "./support/lanekeeper-world.ts";
import type { Files } from "./support/story-files.ts";

const configuration = `version: 1
mode: enforce
gates:
  ownership:
    agents:
      claude-code: { owns: ["/lukhas/"] }
      codex: { owns: ["/core/"], delegates: [{ login: dora, id: 777001 }], declare: { branches: ["codex/**"] } }
`;

const accounts = {
  claude: { login: "claude[bot]", id: 209825114, type: "Bot" },
  codex: { login: "openai-code-agent[bot]", id: 242516109, type: "Bot" },
  impostor: { login: "claude-code-agent[bot]", id: 777002, type: "Bot" },
  dora: { login: "dora", id: 777001, type: "User" },
} as const;

/** The pack ends half an hour after the story has begun. */
const packEnd = new Date(Date.now() + 30 * 60_000).toISOString();
let passedMs = 0;

let world: LanekeeperWorld;
beforeAll(async () => {
  const pack = `    packs: [{ id: m2, agent: codex, glob: ["/lukhas/packed/"], expires: ${packEnd} }]\n`;
  world = await openLanekeeperWorld({ configuration: configuration + pack, clock: () => Date.now() + passedMs });
  for (const { login, id, type } of Object.values(accounts)) world.github.createUser(login, type, id);
  await world.startServer();
});
afterAll(() => world[Symbol.asyncDispose]());

async function push(branch: string, files: Files, as: string, from?: string): Promise<string> {
  const sha = world.work.commit(branch, files, from === undefined ? {} : { from });
  const { repository, work, github } = world;
  await github.push({ repository, from: work.directory, refspec: `refs/heads/${branch}`, as });
  return sha;
}

/** A pull request that this account pushes and opens; answers its head. */
async function open(branch: string, files: Files, as: string): Promise<string> {
  const { repository, github } = world;
  await push(branch, files, as, "main");
  const { headSha } = await github.openPullRequest({
    repository,
    head: branch,
    base: "main",
    title: branch,
    author: as,
  });
  return headSha;
}

async function said(sha: string): Promise<string> {
  const verdict = (await world.verdict(sha))["ownership"];
  const runs = await world.github.checkRunsOf(world.repository, sha);
  const run = runs.find(({ name }) => name === "lanekeeper / ownership");
  return `${verdict}: ${run?.title}`;
}

describe("the gate ownership on the server", () => {
  it("lets an agent into its own lane alone, by the number of its account", async () => {
    expect(await said(await open("own", { "lukhas/new.py": "1\n" }, accounts.claude.login))).toMatch(
      /^success: 1 file changed by claude-code \(verified\): all may be\./,
    );
    const sha = await open("foreign", { "core/new.py": "1\n" }, accounts.claude.login);
    expect(await said(sha)).toMatch(/^failure: .*1 path may not be/);
    const runs = await world.github.checkRunsOf(world.repository, sha);
    const [annotation] = runs.find(({ name }) => name === "lanekeeper / ownership")?.annotations ?? [];
    expect(annotation).toMatchObject({
      path: "core/new.py",
      annotation_level: "failure",
      title: "foreign-path",
      message: expect.stringContaining("/handoff claude-code core/new.py"),
    });
  });

  it("lets nobody in who only looks like the agent", async () => {
    const impostor = await open("claude/x", { "lukhas/x.py": "1\n" }, accounts.impostor.login);
    expect(await said(impostor)).toMatch(/^failure: 1 file changed by the unlisted bot claude-code-agent\[bot\]/);
  });

  it("lets people work, and believes whom the configuration lets speak for an agent", async () => {
    expect(await said(await open("person", { "lukhas/y.py": "1\n" }, "ada"))).toMatch(
      /^success: 1 file changed by ada/,
    );
    const spoken = await open("codex/y", { "lukhas/z.py": "1\n" }, accounts.dora.login);
    expect(await said(spoken)).toMatch(/^failure: 1 file changed by codex \(delegated\)/);
  });

  it("judges again when a pack ends", async () => {
    const sha = await open("packed", { "lukhas/packed/a.py": "1\n" }, accounts.claude.login);
    expect(await said(sha)).toMatch(/^failure: .*1 path may not be/);
    passedMs = 31 * 60_000;
    const now = async () => (await world.conclusions(sha))["ownership"];
    await until(
      async () => (await now()) === "success",
      () => "the pack still counts",
    );
  });

  it("asks everybody who pushed", async () => {
    await open("both", { "lukhas/both.py": "1\n" }, accounts.claude.login);
    const sha = await push("both", { "lukhas/both.py": "2\n" }, accounts.codex.login);
    expect(await said(sha)).toMatch(/^failure: 1 file changed by claude-code \(verified\), codex \(verified-pusher\)/);
  });
});
