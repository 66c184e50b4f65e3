import type { PublishedOverlapMessage } from "../../core/published-overlap-message.ts";
import type { RepositoryName } from "../../core/target.ts";
import type { Octokit } from "../../github/client.ts";
import { type PullRequestFate, readFate } from "../../github/pull-request-fate.ts";

/** So many of those that were told of are asked after. */
const mostAsked = 3;

/** Why a comment tells of nothing any more, when the pull request itself is still open. */
export async function endingWords(
  octokit: Octokit,
  repository: RepositoryName,
  partners: readonly number[],
  message: PublishedOverlapMessage,
): Promise<string> {
  const { set_aside: setAside, partial, pairs } = message;
  const none = partial ? `No overlaps among ${pairs.judged} of ${pairs.total} pairs` : "No overlaps";
  const asked: { readonly number: number; readonly fate: PullRequestFate }[] = [];
  for (const number of partners.slice(0, mostAsked)) {
    asked.push({ number, fate: await readFate(octokit, repository, number) });
  }
  // Of several, one that is closed is what has ended it.
  const last = asked.find(({ fate }) => fate !== "open") ?? asked[0];
  const ended = last === undefined ? "" : ` (last: #${last.number}, ended ${endWords[last.fate]})`;
  return `${none}${ended}${setAside === undefined ? "" : `; none are looked for now, since this one ${asideWords[setAside]}`}`;
}

/** The same when the pull request itself is open no more. */
export async function closingWords(
  octokit: Octokit,
  repository: RepositoryName,
  partners: readonly number[],
  number: number,
): Promise<string> {
  const when = (await readFate(octokit, repository, number)) === "merged" ? "merged" : "closed";
  const [last] = partners;
  return `No overlaps (${last === undefined ? "" : `last: #${last}, `}ended when this one was ${when})`;
}

const endWords: Readonly<Record<PullRequestFate, string>> = {
  merged: "when it merged",
  closed: "when it was closed",
  gone: "when it went away",
  open: "when the two met no more",
};

const asideWords: Readonly<Record<NonNullable<PublishedOverlapMessage["set_aside"]>, string>> = {
  large: "changes too many files",
  stuck: "does not merge into its base, and has to be rebased first",
  old: "has not been touched for too long",
};
