import { setTimeout as sleep } from "node:timers/promises";
import { ProbotOctokit } from "probot";
import { z } from "zod";
import type { GitHubWorld, HostedRepository, SeenCheckRun } from "../../../src/demo/github/github-world.ts";
import { gitRepositoryAt } from "../../support/git-repository.ts";

/** Where a maintainer lets the story run for real. */
export const RealGitHubSettings = z.object({
  LANEKEEPER_E2E_OWNER: z
    .string()
    .describe("The account that holds the test repository; the App is installed on all of it."),
  LANEKEEPER_E2E_TOKEN: z.string().describe("A token of that account: repositories may be created and written."),
  LANEKEEPER_E2E_FORK_OWNER: z.string().describe("Another account, which forks."),
  LANEKEEPER_E2E_FORK_TOKEN: z.string().describe("A token of that other account."),
  GITHUB_URL: z.url().default("https://github.com"),
  GITHUB_API_URL: z.url().default("https://api.github.com"),
});
export type RealGitHubSettings = z.infer<typeof RealGitHubSettings>;

/** A real GitHub behind the same door as the stand-in. `as` and `author` choose between the two accounts. */
export function realGitHub(settings: RealGitHubSettings): GitHubWorld {
  const tokens = new Map([
    [settings.LANEKEEPER_E2E_OWNER, settings.LANEKEEPER_E2E_TOKEN],
    [settings.LANEKEEPER_E2E_FORK_OWNER, settings.LANEKEEPER_E2E_FORK_TOKEN],
  ]);
  const tokenOf = (login: string) => tokens.get(login) ?? settings.LANEKEEPER_E2E_TOKEN;
  const as = (login: string) =>
    new ProbotOctokit({ baseUrl: settings.GITHUB_API_URL, auth: { token: tokenOf(login) } });
  const octokit = as(settings.LANEKEEPER_E2E_OWNER);
  const at = ({ owner, name }: HostedRepository) => ({ owner, repo: name });
  const setState = async (repository: HostedRepository, number: number, state: "open" | "closed") => {
    await octokit.rest.pulls.update({ ...at(repository), pull_number: number, state });
  };
  return {
    webUrl: settings.GITHUB_URL,
    apiUrl: settings.GITHUB_API_URL,
    async createRepository({ owner, name, private: isPrivate }) {
      const options = { name, private: isPrivate, auto_init: false };
      const { data: account } = await octokit.rest.users.getByUsername({ username: owner });
      const { data } =
        account.type === "Organization"
          ? await octokit.rest.repos.createInOrg({ org: owner, ...options })
          : await octokit.rest.repos.createForAuthenticatedUser(options);
      return { id: data.id, owner, name };
    },
    async fork(repository, owner) {
      const { data } = await as(owner).rest.repos.createFork(at(repository));
      // GitHub copies the content in the background.
      await sleep(10_000);
      return { id: data.id, owner: data.owner.login, name: data.name };
    },
    async push({ repository, from, refspec, as: login, force }) {
      const url = new URL(`${settings.GITHUB_URL}/${repository.owner}/${repository.name}.git`);
      url.username = "x-access-token";
      url.password = tokenOf(login);
      gitRepositoryAt(from).git("push", "--quiet", ...(force === true ? ["--force"] : []), url.href, refspec);
    },
    async openPullRequest({ repository, head, base, title, author, body, draft }) {
      const from = typeof head === "string" ? head : `${head.fork.owner}:${head.branch}`;
      const options = { ...(body === undefined ? {} : { body }), ...(draft === undefined ? {} : { draft }) };
      const { data } = await as(author).rest.pulls.create({ ...at(repository), head: from, base, title, ...options });
      return { number: data.number, headSha: data.head.sha };
    },
    closePullRequest: (repository, number) => setState(repository, number, "closed"),
    reopenPullRequest: (repository, number) => setState(repository, number, "open"),
    async deleteBranch(repository, branch) {
      await octokit.rest.git.deleteRef({ ...at(repository), ref: `heads/${branch}` });
    },
    async rerequestCheckRun(repository, checkRunId) {
      await octokit.rest.checks.rerequestRun({ ...at(repository), check_run_id: checkRunId });
    },
    async checkRunsOf(repository, sha) {
      const { data } = await octokit.rest.checks.listForRef({
        ...at(repository),
        ref: sha,
        filter: "latest",
        per_page: 100,
      });
      return Promise.all(data.check_runs.map((run) => seen(run, repository)));
    },
  };

  async function seen(run: unknown, repository: HostedRepository): Promise<SeenCheckRun> {
    const { id, name, status, conclusion, external_id: externalId, details_url: detailsUrl, output } = Run.parse(run);
    const { data } = await octokit.rest.checks.listAnnotations({ ...at(repository), check_run_id: id, per_page: 100 });
    return {
      id,
      name,
      status,
      conclusion: conclusion ?? undefined,
      externalId: externalId ?? "",
      detailsUrl: detailsUrl ?? "",
      title: output.title ?? undefined,
      summary: output.summary ?? undefined,
      text: output.text ?? undefined,
      annotations: z.array(SeenAnnotation).parse(data),
    };
  }
}

const Run = z.object({
  id: z.int(),
  name: z.string(),
  status: z.string(),
  conclusion: z.string().nullable(),
  external_id: z.string().nullish(),
  details_url: z.string().nullish(),
  output: z.object({ title: z.string().nullable(), summary: z.string().nullable(), text: z.string().nullable() }),
});

const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);
const SeenAnnotation = z.object({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: optionalText,
  raw_details: optionalText,
});
