import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Annotation, CheckContent } from "./check-content.ts";
import type { Octokit } from "./client.ts";

/** The commit whose check runs are read and written, and as which app. */
export interface CheckedCommit {
  readonly octokit: Octokit;
  readonly appId: number;
  readonly repository: RepositoryName;
  readonly headSha: string;
}

/** A part of a check run's content: one page of annotations. Only the last page completes the run. */
export interface CheckPage {
  readonly content: CheckContent;
  readonly annotations: readonly Annotation[];
  readonly last: boolean;
}

const ListedRun = z.object({
  id: z.int(),
  name: z.string(),
  external_id: z.string().nullish(),
  output: z.object({ title: z.string().nullish(), summary: z.string().nullish(), annotations_count: z.int() }),
});
export type ListedRun = z.infer<typeof ListedRun>;

/** Marks a run as ours for this commit: its name alone could be anybody's. */
function externalId({ repository, headSha }: CheckedCommit, name: string): string {
  return `${repository.id}:${headSha}:${name}`;
}

/** Our newest run of each name on this commit, as GitHub has it. Throws LIST_CUT_SHORT. */
export async function listRuns(commit: CheckedCommit): Promise<ReadonlyMap<string, ListedRun>> {
  const { octokit, repository, headSha, appId } = commit;
  const where = { owner: repository.owner, repo: repository.name, ref: headSha };
  const { data } = await octokit.rest.checks.listForRef({ ...where, app_id: appId, filter: "latest", per_page: 100 });
  if (data.total_count > data.check_runs.length) {
    throw new Fault("LIST_CUT_SHORT", "GitHub listed only a part of the check runs of this commit.", { retry: true });
  }
  const ours = z
    .array(ListedRun)
    .parse(data.check_runs)
    .filter((run) => run.external_id === externalId(commit, run.name))
    .toSorted((a, b) => a.id - b.id);
  return new Map(ours.map((run) => [run.name, run]));
}

/** Makes a run with a first page; answers its id. */
export async function createRun(commit: CheckedCommit, page: CheckPage): Promise<number> {
  const { octokit, repository, headSha } = commit;
  const { name } = page.content;
  const { data } = await octokit.rest.checks.create({
    owner: repository.owner,
    repo: repository.name,
    head_sha: headSha,
    name,
    external_id: externalId(commit, name),
    ...bodyOf(page),
  });
  return data.id;
}

/** Updates a run; GitHub appends the page's annotations to those that the run has. */
export async function updateRun(commit: CheckedCommit, runId: number, page: CheckPage): Promise<number> {
  await commit.octokit.rest.checks.update({
    owner: commit.repository.owner,
    repo: commit.repository.name,
    check_run_id: runId,
    ...bodyOf(page),
  });
  return runId;
}

/** The conclusion goes with the last page only: until then the run is not complete. */
function bodyOf({ content, annotations, last }: CheckPage) {
  const { title, summary, text } = content;
  const output = { title, summary, ...(text === undefined ? {} : { text }), annotations: [...annotations] };
  const details = content.detailsUrl === undefined ? {} : { details_url: content.detailsUrl };
  if (!last || content.conclusion === "in_progress") return { status: "in_progress" as const, output, ...details };
  return { status: "completed" as const, conclusion: content.conclusion, output, ...details };
}
