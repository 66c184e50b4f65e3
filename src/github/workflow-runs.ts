import { z } from "zod";
import type { Listing } from "../core/listing.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";
import { type CountedPage, countedPages } from "./counted-pages.ts";

/** A run of a workflow as GitHub has it now: its newest attempt. Times are epoch milliseconds. */
export interface WorkflowRun {
  readonly id: number;
  /** 1, and one more with every re-run of the same id. */
  readonly attempt: number;
  /** From the root of the repository, such as `.github/workflows/ci.yml`. That of another repository begins with its name. */
  readonly workflowPath: string;
  /** What the workflow calls itself: whoever may edit it chooses it. */
  readonly workflowName: string;
  readonly event: string;
  /** Of a pull request's run: its head, not the merge commit that was checked out. */
  readonly headSha: string;
  /** The branch or tag; of a pull request from a fork, the name that the branch has there. */
  readonly headBranch: string | undefined;
  /** Where the head is; undefined when that fork was deleted. */
  readonly headRepositoryId: number | undefined;
  /** `running` is GitHub's `in_progress`; `queued` is everything before that, also a wait for an approval. */
  readonly status: "queued" | "running" | "completed";
  /** GitHub's word for it, such as `success`; undefined until it is completed. */
  readonly conclusion: string | undefined;
  readonly createdAt: number;
  /** When the present attempt began: an artifact from before it belongs to an earlier one. */
  readonly startedAt: number;
  readonly url: string;
}

const Time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const Run = z.object({
  id: z.int().positive(),
  run_attempt: z.int().positive().optional(),
  path: z.string(),
  name: z.string().nullish(),
  event: z.string(),
  head_sha: z.string(),
  head_branch: z.string().nullish(),
  head_repository: z.object({ id: z.int().positive() }).nullish(),
  status: z.string().nullish(),
  conclusion: z.string().nullish(),
  created_at: Time,
  run_started_at: Time.nullish(),
  html_url: z.string(),
});
const RunWithRepository = Run.extend({
  repository: z.object({ id: z.int().positive(), name: z.string(), owner: z.object({ login: z.string() }) }),
});
const Runs = z.object({ total_count: z.int(), workflow_runs: z.array(Run) });

const pageSize = 100;
/** GitHub shows 1,000 results of a search. Source: its OpenAPI description, actions/list-workflow-runs-for-repo. */
const mostPages = 10;

/** Every run on a commit, of whatever workflow and event, newest first. */
export async function listRunsOfCommit(
  octokit: Octokit,
  repository: RepositoryName,
  headSha: string,
): Promise<Listing<WorkflowRun>> {
  const listing = await listRuns(octokit, repository, { head_sha: headSha }, { pageSize, mostPages });
  // A server that does not know the filter lists everything.
  return { ...listing, items: listing.items.filter((run) => run.headSha === headSha) };
}

/** One run by its number, with the repository as it is called now. Throws GITHUB_NOT_FOUND when it is not there. */
export async function readRun(
  octokit: Octokit,
  { owner, name: repo }: Pick<RepositoryName, "owner" | "name">,
  runId: number,
): Promise<{ readonly run: WorkflowRun; readonly repository: RepositoryName }> {
  const about = { owner, repo, run_id: runId, exclude_pull_requests: true };
  const found = RunWithRepository.parse((await octokit.rest.actions.getWorkflowRun(about)).data);
  const repository = { id: found.repository.id, owner: found.repository.owner.login, name: found.repository.name };
  return { run: runOf(found, repository), repository };
}

export interface RunsOfBranch {
  readonly event: "push" | "schedule";
  /** So many at most; a list that reaches it counts as cut short. */
  readonly limit: number;
}

/** The newest runs of a branch of the repository itself. A tag of the same name looks the same to GitHub. */
export async function listRunsOfBranch(
  octokit: Octokit,
  repository: RepositoryName,
  branch: string,
  { event, limit }: RunsOfBranch,
): Promise<Listing<WorkflowRun>> {
  const size = Math.min(limit, pageSize);
  const pages = { pageSize: size, mostPages: Math.ceil(limit / size) };
  const { items, complete } = await listRuns(octokit, repository, { branch, event }, pages);
  // A fork may call its branch as it likes.
  const own = items.filter((run) => run.headRepositoryId === repository.id && run.event === event);
  return { items: own.slice(0, limit), complete: complete && own.length <= limit };
}

async function listRuns(
  octokit: Octokit,
  repository: RepositoryName,
  filters: { readonly head_sha: string } | { readonly branch: string; readonly event: string },
  limits: Parameters<typeof countedPages>[0],
): Promise<Listing<WorkflowRun>> {
  const { owner, name: repo } = repository;
  return countedPages(limits, async (page): Promise<CountedPage<WorkflowRun>> => {
    const { data } = await octokit.rest.actions.listWorkflowRunsForRepo({
      owner,
      repo,
      exclude_pull_requests: true,
      ...filters,
      ...page,
    });
    const { total_count: total, workflow_runs: runs } = Runs.parse(data);
    return { total, items: runs.map((run) => runOf(run, repository)) };
  });
}

function runOf(run: z.infer<typeof Run>, repository: RepositoryName): WorkflowRun {
  return {
    id: run.id,
    attempt: run.run_attempt ?? 1,
    workflowPath: workflowPathOf(run.path, repository),
    workflowName: run.name ?? "",
    event: run.event,
    headSha: run.head_sha,
    headBranch: run.head_branch ?? undefined,
    headRepositoryId: run.head_repository?.id,
    status: statusOf(run.status),
    conclusion: run.conclusion ?? undefined,
    createdAt: run.created_at,
    startedAt: run.run_started_at ?? run.created_at,
    url: run.html_url,
  };
}

function statusOf(status: string | null | undefined): WorkflowRun["status"] {
  if (status === "completed") return "completed";
  return status === "in_progress" ? "running" : "queued";
}

/**
 * GitHub writes `.github/workflows/ci.yml`, in some places with `owner/name/` before and `@ref` behind it. Files and
 * branches may hold an `@` too, and a pull request chooses both, so where one end could be either it counts as part of
 * the file's name: `ci.yml@x.yml` never passes for `ci.yml`.
 */
export function workflowPathOf(path: string, { owner, name }: Pick<RepositoryName, "owner" | "name">): string {
  const prefix = `${owner}/${name}/`;
  const own = path.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() ? path.slice(prefix.length) : path;
  if (own.endsWith(".yml") || own.endsWith(".yaml")) return own;
  const ends = [".yml", ".yaml"].map((extension) => {
    const at = own.lastIndexOf(`${extension}@`);
    return at === -1 ? -1 : at + extension.length;
  });
  const end = Math.max(...ends);
  return end === -1 ? own : own.slice(0, end);
}
