import { untilAtRest } from "./at-rest.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until, type WorldOptions } from "./lanekeeper-world.ts";
import type { Files } from "./story-files.ts";

const configuration = `version: 1
mode: enforce
gates:
  ownership:
    agents: { claude-code: {}, codex: {}, copilot: {} }
`;

export const accounts = {
  claude: { login: "claude[bot]", id: 209825114 },
  codex: { login: "openai-code-agent[bot]", id: 242516109 },
  copilot: { login: "copilot-swe-agent[bot]", id: 198982749 },
} as const;
type Agent = keyof typeof accounts;

interface SeenComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** Agents whose pull requests are told of each other in comments. */
export interface CommentStory {
  readonly world: LanekeeperWorld;
  /** Opens a pull request from a new branch of `main`; answers its number. */
  open(branch: string, files: Files, agent: Agent, title?: string): Promise<number>;
  push(number: number, branch: string, files: Files, agent: Agent): Promise<void>;
  /** Lanekeeper's comments, the oldest first. */
  comments(number: number): readonly SeenComment[];
  /** Waits until the newest one says so below its marker. */
  tells(number: number, text: RegExp): Promise<void>;
  /** The JSON in the newest comment. */
  data(number: number): Readonly<Record<string, unknown>>;
  /** That in the check run. */
  checkData(number: number): Promise<unknown>;
  judgeAgain(number: number): Promise<void>;
  /** Waits until its head has a verdict. */
  isJudged(number: number): Promise<void>;
  /** Another server takes over, with another database beside that of the first one. */
  restart(database: string): Promise<void>;
  /** How many comments were written and edited through the API so far. */
  writes(): { readonly created: number; readonly edited: number };
  /** Waits until nothing is under way that began by now. */
  rest(): Promise<void>;
  /** What servers take for the time goes on. */
  pass(hours: number): void;
}

export async function openCommentStory(files: Files, options: WorldOptions = {}): Promise<CommentStory> {
  let passedMs = 0;
  const world = await openLanekeeperWorld({ configuration, clock: () => Date.now() + passedMs, ...options });
  const { github, repository, work } = world;
  for (const { login, id } of Object.values(accounts)) github.createUser(login, "Bot", id);
  await world.push("main", files);
  let server = await world.startServer();
  const heads = new Map<number, string>();
  const commit = async (branch: string, changes: Files, agent: Agent, from?: string) => {
    const sha = work.commit(branch, changes, from === undefined ? {} : { from });
    const { login: as } = accounts[agent];
    await github.push({ repository, from: work.directory, refspec: `refs/heads/${branch}`, as });
    return sha;
  };
  const comments = (number: number) =>
    github.commentsOf(repository, number).filter(({ author }) => author === "lanekeeper[bot]");
  const newest = (number: number) =>
    comments(number)
      .at(-1)
      ?.body.replace(/^<!-- lanekeeper:overlap:v1 -->\n+/, "");
  const run = async (number: number) =>
    (await github.checkRunsOf(repository, heads.get(number) ?? "")).find(({ name }) => name.endsWith("/ ownership"));
  const sent = (method: string, path: RegExp) =>
    github.requests.filter((request) => request.method === method && path.test(request.path)).length;
  return {
    world,
    comments,
    async open(branch, changes, agent, title = branch) {
      const from = work.git("rev-parse", "main");
      await commit(branch, changes, agent, from);
      const about = { repository, head: branch, base: "main", title, author: accounts[agent].login };
      const { number, headSha } = await github.openPullRequest(about);
      heads.set(number, headSha);
      return number;
    },
    async push(number, branch, changes, agent) {
      heads.set(number, await commit(branch, changes, agent));
    },
    tells: (number, text) =>
      until(
        () => text.test(newest(number) ?? ""),
        () => `#${number} is told ${newest(number)}, and not ${text}`,
      ),
    data: (number) => jsonIn(newest(number) ?? ""),
    checkData: async (number) => jsonIn((await run(number))?.text ?? ""),
    async judgeAgain(number) {
      const { id = 0 } = (await run(number)) ?? {};
      const key = `pull-request/${repository.id}/${number}`;
      const times = () => world.logged.filter((line) => line["key"] === key && "outcome" in line).length;
      const before = times();
      await github.rerequestCheckRun(repository, id);
      await until(
        () => times() > before,
        () => `#${number} is not judged again`,
      );
    },
    async isJudged(number) {
      await world.verdict(heads.get(number) ?? "");
    },
    async restart(file) {
      const { database } = world.settings;
      if (database.kind !== "sqlite") throw new Error("There is no file.");
      await server.stop();
      server = await world.startServer({ database: { kind: "sqlite", file: `${database.file}.${file}` } });
    },
    writes: () => ({
      created: sent("POST", /\/issues\/\d+\/comments$/),
      edited: sent("PATCH", /\/issues\/comments\/\d+$/),
    }),
    rest: () => untilAtRest(github, server.url),
    pass(hours) {
      passedMs += hours * 60 * 60_000;
    },
  };
}

function jsonIn(text: string): Readonly<Record<string, unknown>> {
  const [, json = "null"] = /^```json\n(.*?)\n```$/ms.exec(text) ?? [];
  return JSON.parse(json);
}
