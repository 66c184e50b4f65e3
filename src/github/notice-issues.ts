import { createHash } from "node:crypto";
import type { Watched } from "../core/notice.ts";
import type { NoticeIssue, NoticeStore } from "../core/notice-store.ts";
import type { RepositoryName } from "../core/target.ts";
import { type ChosenNotice, chooseNotices } from "./choose-notices.ts";
import type { Octokit } from "./client.ts";
import { type AppIdentity, changeIssue, createIssue, listOwnIssues, readIssue } from "./issues.ts";
import { type Ending, hasEnding, type IssueText, issueText, placeOfIssue, withEnding } from "./notice-text.ts";
import { wasRefused } from "./refusals.ts";

type StoredIssues = Pick<NoticeStore, "noticeIssues" | "saveNoticeIssue" | "forgetNoticeIssue">;

export interface NoticePublication {
  readonly octokit: Octokit;
  readonly identity: () => Promise<AppIdentity>;
  readonly repository: RepositoryName;
  readonly branch: string;
  readonly today: string;
  readonly stored: StoredIssues;
  /** Whether everything that GitHub has of us is in the store: not so in a new database. */
  readonly listed: boolean;
  /** What the configured gates see; of other gates nothing is wanted any more. */
  readonly watched: ReadonlyMap<string, Watched>;
}

/**
 * Brings the issues of a repository in line with what its gates see. Safe to repeat at any point: what is the same is not
 * sent, and a creation whose answer never came is looked for by its marker before it is repeated.
 *
 * A notice has one issue for ever: when it comes back, its closed issue is opened again, however old it is. Its key says
 * that it is the same matter, so what people wrote about it belongs there; and a bound in time would leave two issues with
 * one marker, between which a lost database could not choose.
 *
 * What a person closes stays closed as long as the notice lasts. Throws the client's Faults.
 */
export async function publishNotices(publication: NoticePublication): Promise<{ readonly written: number }> {
  const { stored, repository, watched } = publication;
  let known = await stored.noticeIssues(repository.id);
  if (!publication.listed || known.some(({ issue }) => issue === undefined)) {
    await adoptIssues(publication, known);
    known = await stored.noticeIssues(repository.id);
  }
  let written = 0;
  for (const issue of known.filter(({ gate }) => !watched.has(gate))) {
    written += await end(publication, issue, "unwatched");
  }
  for (const [gate, seen] of watched) {
    if (seen.kind === "unknown") continue;
    const ofGate = known.filter((issue) => issue.gate === gate);
    const { chosen, all } = chooseNotices(seen.notices, ofGate);
    for (const issue of ofGate.filter(({ notice }) => !all.has(notice))) {
      written += await end(publication, issue, "gone");
    }
    for (const notice of chosen) written += await bringUpToDate(publication, gate, notice);
  }
  return { written };
}

/** Our issues on GitHub by gate and notice. Of two of one notice, which only a deletion by hand can leave, the older. */
async function issuesOnGitHub({ octokit, identity, repository }: NoticePublication) {
  const found = new Map<string, { readonly gate: string; readonly notice: string; number: number; open: boolean }>();
  for (const { number, open, body } of await listOwnIssues(octokit, repository, await identity())) {
    const place = placeOfIssue(body);
    if (place?.repositoryId !== repository.id) continue;
    // One that a person has closed still stands for its notice, and is not opened again.
    const lasts = open || !hasEnding(body);
    found.set(keyOf(place), { gate: place.gate, notice: place.notice, number, open: lasts });
  }
  return found;
}

function keyOf({ gate, notice }: Pick<NoticeIssue, "gate" | "notice">): string {
  return `${gate}/${notice}`;
}

/** Takes over what GitHub has and the store does not: after a crash in the middle of a creation, and in a new database. */
async function adoptIssues(publication: NoticePublication, known: readonly NoticeIssue[]): Promise<void> {
  const { stored, repository } = publication;
  const numbered = new Set(known.filter(({ issue }) => issue !== undefined).map(keyOf));
  const found = await issuesOnGitHub(publication);
  for (const [key, { gate, notice, number, open }] of found) {
    if (numbered.has(key)) continue;
    await stored.saveNoticeIssue(repository.id, { gate, notice, issue: number, digest: "", open });
  }
  for (const issue of known) {
    if (numbered.has(keyOf(issue)) || found.has(keyOf(issue))) continue;
    await stored.forgetNoticeIssue(repository.id, issue.gate, issue.notice);
  }
}

/** Answers how many requests were sent that write. */
async function bringUpToDate(publication: NoticePublication, gate: string, chosen: ChosenNotice): Promise<number> {
  const { repository, branch, stored, octokit } = publication;
  const place = { repositoryId: repository.id, gate, notice: chosen.id };
  const content = issueText(place, chosen.notice, branch, chosen.others);
  const { known } = chosen;
  const digest = digestOf(content);
  if (known?.open === true && known.digest === digest) return 0;
  const about = { gate, notice: chosen.id, digest, open: true };
  if (known?.issue === undefined) return create(publication, content, about, known);
  const change = known.open ? content : ({ ...content, state: "open", state_reason: "reopened" } as const);
  if (!(await changeIssue(octokit, repository, known.issue, change))) return create(publication, content, about, known);
  await stored.saveNoticeIssue(repository.id, { ...about, issue: known.issue });
  return 1;
}

/**
 * Remembers, before it writes, that the outcome is unknown; after a refusal what was known before holds again. An issue
 * that was deleted by hand gets a successor.
 */
async function create(
  { octokit, repository, stored }: NoticePublication,
  content: IssueText,
  about: Omit<NoticeIssue, "issue">,
  before: NoticeIssue | undefined,
): Promise<number> {
  await stored.saveNoticeIssue(repository.id, { ...about, issue: undefined, digest: "" });
  try {
    const issue = await createIssue(octokit, repository, content);
    await stored.saveNoticeIssue(repository.id, { ...about, issue });
    return 1;
  } catch (error) {
    if (!wasRefused(error)) throw error;
    if (before === undefined) await stored.forgetNoticeIssue(repository.id, about.gate, about.notice);
    else await stored.saveNoticeIssue(repository.id, before);
    throw error;
  }
}

/** Closes the issue with a last line. One that somebody has closed or deleted is left as it is. */
async function end(publication: NoticePublication, known: NoticeIssue, ending: Ending): Promise<number> {
  if (!known.open || known.issue === undefined) return 0;
  const { octokit, repository, stored } = publication;
  const issue = await readIssue(octokit, repository, known.issue);
  let written = 0;
  if (issue?.open === true) {
    const body = withEnding(issue.body, ending, publication);
    await changeIssue(octokit, repository, issue.number, { body, state: "closed", state_reason: "completed" });
    written = 1;
  }
  await stored.saveNoticeIssue(repository.id, { ...known, digest: "", open: false });
  return written;
}

function digestOf({ title, body }: IssueText): string {
  return createHash("sha256")
    .update(JSON.stringify([title, body]))
    .digest("hex");
}
