import { createHash } from "node:crypto";
import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { PublishedCheck } from "../core/store.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Annotation, CheckContent } from "./check-content.ts";
import { annotationsPerRequest, withinLimits } from "./check-limits.ts";
import type { Octokit } from "./client.ts";

export interface PublishedChecks {
  publishedChecks(repositoryId: number, headSha: string): Promise<readonly PublishedCheck[]>;
  savePublishedCheck(repositoryId: number, headSha: string, check: PublishedCheck): Promise<void>;
}

export interface Publication {
  readonly octokit: Octokit;
  readonly appId: number;
  readonly repository: RepositoryName;
  readonly headSha: string;
  readonly checks: readonly CheckContent[];
  readonly published: PublishedChecks;
}

/**
 * Brings the check runs of one commit up to date. Safe to repeat at any point: what is there already is left
 * alone, and a run whose creation was never answered is found again instead of doubled.
 * The caller holds the commit's publication lock. Throws the client's Faults.
 */
export async function publishChecks(publication: Publication): Promise<{ readonly written: number }> {
  const stored = await publication.published.publishedChecks(publication.repository.id, publication.headSha);
  const known = new Map(stored.filter(({ digest }) => digest !== "").map((check) => [check.name, check]));
  const contents = [...publication.checks, ...retired(stored, publication.checks)].map(withinLimits);
  const unknown = contents.some(({ name }) => !known.has(name));
  const existing = unknown ? await runsOnGitHub(publication) : new Map<string, ExistingRun>();
  let written = 0;
  for (const content of contents) {
    const digest = digestOf(content);
    const before = known.get(content.name);
    if (before?.digest === digest) continue;
    const run = before === undefined ? existing.get(content.name) : existingOf(before, content);
    const runId = run === undefined ? await create(publication, content) : await update(publication, content, run);
    await publication.published.savePublishedCheck(publication.repository.id, publication.headSha, {
      name: content.name,
      runId,
      digest,
    });
    written += 1;
  }
  return { written };
}

/** A gate that is judged no more leaves no old verdict behind: a stale failure would block, a stale success would lie. */
function retired(stored: readonly PublishedCheck[], checks: readonly CheckContent[]): readonly CheckContent[] {
  const wanted = new Set(checks.map(({ name }) => name));
  const gone = stored.filter(({ name }) => !wanted.has(name));
  return gone.map(({ name }) => ({
    name,
    conclusion: "skipped",
    title: "No longer judged",
    summary: "The last evaluation of this commit gave no verdict here. The other checks of Lanekeeper say what counts.",
    annotations: [],
    detailsUrl: undefined,
  }));
}

/** A run that can be updated, and whether its annotations are those that are wanted, none, or others. */
interface ExistingRun {
  readonly runId: number;
  readonly annotations: "same" | "none" | "others";
}

function existingOf(before: PublishedCheck, content: CheckContent): ExistingRun {
  const annotations = before.digest.split(":")[1];
  if (annotations === annotationsDigest(content)) return { runId: before.runId, annotations: "same" };
  return { runId: before.runId, annotations: annotations === "none" ? "none" : "others" };
}

function digestOf(content: CheckContent): string {
  const { annotations: _annotations, ...rest } = content;
  return `${sha256(JSON.stringify(rest))}:${annotationsDigest(content)}`;
}

function annotationsDigest(content: CheckContent): string {
  return content.annotations.length === 0 ? "none" : sha256(JSON.stringify(content.annotations));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function externalId(publication: Publication, name: string): string {
  return `${publication.repository.id}:${publication.headSha}:${name}`;
}

const ListedRun = z.object({
  id: z.int(),
  name: z.string(),
  external_id: z.string().nullish(),
  output: z.object({ annotations_count: z.int() }),
});

/** Our newest run of each name on this commit, as GitHub has it. */
async function runsOnGitHub(publication: Publication): Promise<Map<string, ExistingRun>> {
  const { octokit, repository, headSha, appId } = publication;
  const where = { owner: repository.owner, repo: repository.name, ref: headSha };
  const { data } = await octokit.rest.checks.listForRef({ ...where, app_id: appId, filter: "latest", per_page: 100 });
  if (data.total_count > data.check_runs.length) {
    throw new Fault("LIST_CUT_SHORT", "GitHub listed only a part of the check runs of this commit.", { retry: true });
  }
  const ours = z
    .array(ListedRun)
    .parse(data.check_runs)
    .filter((run) => run.external_id === externalId(publication, run.name))
    .sort((a, b) => a.id - b.id);
  return new Map(
    ours.map((run) => [
      run.name,
      { runId: run.id, annotations: run.output.annotations_count === 0 ? "none" : "others" },
    ]),
  );
}

async function create(publication: Publication, content: CheckContent): Promise<number> {
  const { octokit, repository, headSha } = publication;
  const [firstPage, ...pages] = pagesOf(content.annotations);
  const { data } = await octokit.rest.checks.create({
    owner: repository.owner,
    repo: repository.name,
    head_sha: headSha,
    name: content.name,
    external_id: externalId(publication, content.name),
    ...bodyOf(content, firstPage ?? [], pages.length === 0),
  });
  await appendPages(publication, content, data.id, pages);
  return data.id;
}

async function update(publication: Publication, content: CheckContent, run: ExistingRun): Promise<number> {
  // GitHub appends annotations and cannot remove one: other annotations need a new run, which then counts.
  if (run.annotations === "others") return create(publication, content);
  const pages = run.annotations === "same" ? [[]] : pagesOf(content.annotations);
  await appendPages(publication, content, run.runId, pages);
  return run.runId;
}

async function appendPages(
  publication: Publication,
  content: CheckContent,
  runId: number,
  pages: readonly (readonly Annotation[])[],
): Promise<void> {
  for (const [index, page] of pages.entries()) {
    await publication.octokit.rest.checks.update({
      owner: publication.repository.owner,
      repo: publication.repository.name,
      check_run_id: runId,
      ...bodyOf(content, page, index === pages.length - 1),
    });
  }
}

/** At least one page, so that a check without annotations is sent too. */
function pagesOf(annotations: readonly Annotation[]): readonly (readonly Annotation[])[] {
  const pages = [];
  for (let start = 0; start < annotations.length; start += annotationsPerRequest) {
    pages.push(annotations.slice(start, start + annotationsPerRequest));
  }
  return pages.length === 0 ? [[]] : pages;
}

/** The conclusion goes with the last page only: until then the run is not complete. */
function bodyOf(content: CheckContent, annotations: readonly Annotation[], last: boolean) {
  const output = { title: content.title, summary: content.summary, annotations: [...annotations] };
  const details = content.detailsUrl === undefined ? {} : { details_url: content.detailsUrl };
  if (!last || content.conclusion === "in_progress") return { status: "in_progress" as const, output, ...details };
  return { status: "completed" as const, conclusion: content.conclusion, output, ...details };
}
