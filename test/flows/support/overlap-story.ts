import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { CheckRun } from "../../../src/demo/github/check-types.ts";
import { untilAtRest } from "./at-rest.ts";
import { textOf } from "./gate-story.ts";
import { type LanekeeperWorld, openLanekeeperWorld, until, type WorldOptions } from "./lanekeeper-world.ts";
import type { Files } from "./story-files.ts";

const configuration = `version: 1
mode: enforce
gates:
  ownership:
    ownership:
      - { id: lukhas, paths: ["/lukhas/"], owner: claude-code, mode: exclusive }
    agents:
      claude-code: {}
`;

const accounts = { claude: { login: "claude[bot]", id: 209825114, type: "Bot" } } as const;

/** Pull requests that the gate `ownership` holds against each other. */
export interface OverlapStory {
  readonly world: LanekeeperWorld;
  readonly accounts: typeof accounts;
  /** Opens a pull request from a new branch of `main`, by ada unless told; answers its number. */
  open(branch: string, files: Files, as?: string): Promise<number>;
  push(number: number, branch: string, files: Files): Promise<void>;
  /** Waits until the gate's run on its head says so. */
  says(number: number, text: RegExp): Promise<void>;
  text(number: number): Promise<string>;
  annotations(number: number): Promise<CheckRun["annotations"]>;
  /** How often anything, or one pull request, was judged to its end. */
  evaluations(): number;
  evaluationsOf(number: number): number;
  /** Waits until no webhook and no wish is under way. */
  rest(): Promise<void>;
  /** Objects of the mirror that no fetch brought. */
  looseObjects(): number;
}

export async function openOverlapStory(files: Files, options: WorldOptions = {}): Promise<OverlapStory> {
  const world = await openLanekeeperWorld({ configuration, ...options });
  const { github, repository, work } = world;
  for (const { login, id, type } of Object.values(accounts)) github.createUser(login, type, id);
  await world.push("main", files);
  const server = await world.startServer();
  const heads = new Map<number, string>();
  const newest = (number: number) =>
    github.allCheckRunsOf(repository, heads.get(number) ?? "").findLast(({ name }) => name.endsWith("/ ownership"));
  const commit = async (branch: string, changes: Files, as: string, from?: string) => {
    const sha = work.commit(branch, changes, from === undefined ? {} : { from });
    await github.push({ repository, from: work.directory, refspec: `refs/heads/${branch}`, as });
    return sha;
  };
  const ended = () => world.logged.filter(({ msg }) => msg === "target is up to date");
  return {
    world,
    accounts,
    async open(branch, changes, as = "ada") {
      await commit(branch, changes, as, "main");
      const { number, headSha } = await github.openPullRequest({
        repository,
        head: branch,
        base: "main",
        title: branch,
        author: as,
      });
      heads.set(number, headSha);
      return number;
    },
    async push(number, branch, changes) {
      heads.set(number, await commit(branch, changes, "ada"));
    },
    says: (number, text) =>
      until(
        () => text.test(shortOf(newest(number))),
        () => `#${number} says ${textOf(newest(number))}, and not ${text}`,
      ),
    text: async (number) => textOf(newest(number)),
    annotations: async (number) => newest(number)?.annotations ?? [],
    evaluations: () => ended().length,
    evaluationsOf: (number) => ended().filter(({ key }) => key === `pull-request/${repository.id}/${number}`).length,
    rest: () => untilAtRest(github, server.url),
    looseObjects: () => {
      const objects = join(world.settings.mirrors.root, `${repository.id}.git`, "objects");
      return readdirSync(objects).filter((name) => /^[0-9a-f]{2}$/.test(name)).length;
    },
  };
}

function shortOf(run: CheckRun | undefined): string {
  return run === undefined ? "nothing" : `${run.conclusion ?? run.status}: ${run.title}`;
}
