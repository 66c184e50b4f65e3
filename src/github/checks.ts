import { createHash } from "node:crypto";
import type { PublishedCheck } from "../core/store.ts";
import type { CheckContent } from "./check-content.ts";
import { annotationsPerRequest, withinLimits } from "./check-limits.ts";
import { type CheckedCommit, createRun, type ListedRun, listRuns, updateRun } from "./check-runs.ts";
import { wasRefused } from "./refusals.ts";

export interface PublishedChecks {
  publishedChecks(repositoryId: number, headSha: string): Promise<readonly PublishedCheck[]>;
  savePublishedCheck(repositoryId: number, headSha: string, check: PublishedCheck): Promise<void>;
  forgetPublishedCheck(repositoryId: number, headSha: string, name: string): Promise<void>;
}

export interface Publication extends CheckedCommit {
  readonly checks: readonly CheckContent[];
  readonly published: PublishedChecks;
}

/**
 * Brings the check runs of one commit up to date. Safe to repeat at any point: what is there already is left alone,
 * and a write whose answer never came is looked for before it is repeated. Every write is remembered by itself, so
 * that a refusal in the middle loses nothing that was done.
 * The caller holds the commit's publication lock. Throws the client's Faults.
 */
export async function publishChecks(publication: Publication): Promise<{ readonly written: number }> {
  const { published, repository, headSha } = publication;
  const stored = await published.publishedChecks(repository.id, headSha);
  const known = new Map(stored.map((check) => [check.name, check]));
  let listing: ReturnType<typeof listRuns> | undefined;
  let written = 0;
  // The roll-up comes last: when it is there, everything else has been said.
  for (const content of [...retired(stored, publication.checks), ...publication.checks].map(withinLimits)) {
    const before = known.get(content.name);
    if (before?.digest === digestOf(content, content.annotations.length)) continue;
    let run: ExistingRun | undefined;
    if (before !== undefined && before.runId === undefined) {
      listing ??= listRuns(publication);
      run = listedRun((await listing).get(content.name), content);
    } else if (before?.runId !== undefined) run = { runId: before.runId, sent: sentBefore(before.digest, content) };
    await bringUpToDate(publication, content, before, run);
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

/** A run on GitHub, and how many of the wanted annotations it has; `others`: it has some that are not wanted. */
interface ExistingRun {
  readonly runId: number;
  readonly sent: number | "others";
}

/** What of this content the run has by what is remembered of it. */
function sentBefore(digest: string, content: CheckContent): ExistingRun["sent"] {
  const [, annotations = "", sent = ""] = digest.split(":");
  if (sent === "0") return 0;
  return annotations === annotationsDigest(content) ? Number(sent) : "others";
}

/** What of this content the run has by GitHub's listing, which shows everything but the annotations themselves. */
function listedRun(run: ListedRun | undefined, content: CheckContent): ExistingRun | undefined {
  if (run === undefined) return undefined;
  const { title, summary, annotations_count: count } = run.output;
  const isThis = title === content.title && summary === content.summary && count <= content.annotations.length;
  return { runId: run.id, sent: count === 0 || isThis ? count : "others" };
}

/** Sends what is missing, a page a request. GitHub cannot remove an annotation: others need a new run, which then counts. */
async function bringUpToDate(
  publication: Publication,
  content: CheckContent,
  before: PublishedCheck | undefined,
  run: ExistingRun | undefined,
): Promise<void> {
  const { published, repository, headSha } = publication;
  const total = content.annotations.length;
  let runId = run?.sent === "others" ? undefined : run?.runId;
  let sent = run === undefined || run.sent === "others" ? 0 : run.sent;
  let remembered = before;
  do {
    const annotations = content.annotations.slice(sent, sent + annotationsPerRequest);
    const page = { content, annotations, last: sent + annotations.length === total };
    const target = runId;
    runId = await carryOut(publication, content.name, remembered, () =>
      target === undefined ? createRun(publication, page) : updateRun(publication, target, page),
    );
    sent += annotations.length;
    remembered = { name: content.name, runId, digest: digestOf(content, sent) };
    await published.savePublishedCheck(repository.id, headSha, remembered);
  } while (sent < total);
}

/** Remembers, before it writes, that the outcome is unknown; after a refusal what was known before holds again. */
async function carryOut(
  { published, repository, headSha }: Publication,
  name: string,
  before: PublishedCheck | undefined,
  write: () => Promise<number>,
): Promise<number> {
  await published.savePublishedCheck(repository.id, headSha, { name, runId: undefined, digest: "" });
  try {
    return await write();
  } catch (error) {
    if (!wasRefused(error)) throw error;
    if (before === undefined) await published.forgetPublishedCheck(repository.id, headSha, name);
    else await published.savePublishedCheck(repository.id, headSha, before);
    throw error;
  }
}

/** The content without its annotations, the annotations, and how many of them were sent. */
function digestOf(content: CheckContent, sent: number): string {
  const { annotations: _annotations, ...rest } = content;
  return `${sha256(JSON.stringify(rest))}:${annotationsDigest(content)}:${sent}`;
}

function annotationsDigest(content: CheckContent): string {
  return sha256(JSON.stringify(content.annotations));
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
