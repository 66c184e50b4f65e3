import { z } from "zod";
import type { Account, Acting } from "../core/acting.ts";
import { Fault } from "../core/fault.ts";
import type { Listing } from "../core/listing.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";

const User = z.object({ id: z.int().positive(), login: z.string(), type: z.string() }).nullish();

const Activity = z.object({
  before: z.string(),
  after: z.string(),
  activity_type: z.string(),
  actor: User,
});
type Activity = z.infer<typeof Activity>;

const Commit = z.object({
  commit: z.object({ verification: z.object({ verified: z.boolean() }).optional() }),
  author: User,
  committer: User,
});
type Commit = z.infer<typeof Commit>;

/** The head of a pull request, as far as asking who moved it takes. */
interface MovedHead {
  readonly sha: string;
  readonly ref: string;
  /** Undefined where the fork is gone. */
  readonly repository: Pick<RepositoryName, "owner" | "name"> | undefined;
}

interface ActedOn {
  readonly repository: RepositoryName;
  readonly number: number;
  readonly author: Account | undefined;
  readonly head: MovedHead;
}

/** Whom GitHub itself vouches for: who opened a pull request, who pushed to its branch, and whose signatures it checked. */
export async function readActing(octokit: Octokit, { repository, number, author, head }: ActedOn): Promise<Acting> {
  const [pushers, signers] = await Promise.all([readPushers(octokit, head), readSigners(octokit, repository, number)]);
  return { author, pushers, signers };
}

/** GitHub's own account for what people do on its pages. It signs those commits, and their author is who did it. */
const webFlowId = 19_864_447;

export function accountOf(user: z.infer<typeof User>): Account | undefined {
  if (user === null || user === undefined) return undefined;
  const type = user.type === "Bot" ? "bot" : user.type === "User" ? "user" : "other";
  return { id: user.id, login: user.login, type };
}

/** A private fork tells nobody who pushes to it. */
const refusals: readonly Fault["code"][] = ["GITHUB_NOT_FOUND", "GITHUB_FORBIDDEN"];

const nobodyKnown: Listing<Account> = { items: [], complete: false };

async function readPushers(octokit: Octokit, { repository, ref, sha }: MovedHead): Promise<Listing<Account>> {
  if (repository === undefined) return nobodyKnown;
  try {
    const { data } = await octokit.rest.repos.listActivities({
      owner: repository.owner,
      repo: repository.name,
      ref: `refs/heads/${ref}`,
      direction: "desc",
      per_page: 100,
    });
    return pushersOf(z.array(Activity).parse(data), sha);
  } catch (error) {
    const isRefused = error instanceof Fault && !error.retry && refusals.includes(error.code);
    if (isRefused) return nobodyKnown;
    throw error;
  }
}

/**
 * Who moved a branch to this commit, from its last move back to when it was made. `moves` are newest first. Not complete
 * when a move in between, or whoever made it, is not told.
 */
export function pushersOf(moves: readonly Activity[], sha: string): Listing<Account> {
  const found = new Map<number, Account>();
  let wanted = sha;
  let unknown = false;
  for (const { before, after, activity_type: type, actor } of moves) {
    if (after !== wanted) continue;
    const account = accountOf(actor);
    if (account === undefined) unknown = true;
    else found.set(account.id, account);
    if (type === "branch_creation") return { items: [...found.values()], complete: !unknown };
    wanted = before;
  }
  return { items: [...found.values()], complete: false };
}

/** GitHub lists so many commits of a pull request, and no more. */
const mostCommits = 250;
const pageSize = 100;

async function readSigners(octokit: Octokit, repository: RepositoryName, number: number): Promise<Listing<Account>> {
  const commits: Commit[] = [];
  for (let page = 1; commits.length < mostCommits; page += 1) {
    const { data } = await octokit.rest.pulls.listCommits({
      owner: repository.owner,
      repo: repository.name,
      pull_number: number,
      per_page: pageSize,
      page,
    });
    commits.push(...z.array(Commit).parse(data));
    if (data.length < pageSize) break;
  }
  return signersOf(commits, commits.length < mostCommits);
}

/** A checked signature proves who committed; who is named as author it proves only where GitHub itself committed. */
export function signersOf(commits: readonly Commit[], complete: boolean): Listing<Account> {
  const found = new Map<number, Account>();
  for (const { commit, author, committer } of commits) {
    if (commit.verification?.verified !== true) continue;
    const account = accountOf(committer?.id === webFlowId ? author : committer);
    if (account !== undefined) found.set(account.id, account);
  }
  return { items: [...found.values()], complete };
}
