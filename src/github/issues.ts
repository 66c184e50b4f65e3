import { z } from "zod";
import { Fault } from "../core/fault.ts";
import type { RepositoryName } from "../core/target.ts";
import type { Octokit } from "./client.ts";
import type { IssueText } from "./notice-text.ts";

/** An issue that this App has opened. */
export interface OwnIssue {
  readonly number: number;
  readonly open: boolean;
  readonly body: string;
}

/** Who has written an issue or a comment. */
export const Authorship = z.object({
  user: z.object({ login: z.string(), type: z.string() }).nullish(),
  performed_via_github_app: z.object({ id: z.int() }).nullish(),
});

const Issue = Authorship.extend({
  number: z.int().positive(),
  state: z.string(),
  body: z.string().nullish(),
  pull_request: z.unknown().optional(),
});
type Issue = z.infer<typeof Issue>;

const pageSize = 100;
/** 5,000 issues of this App in one repository. */
const mostPages = 50;

/** The App as GitHub knows it. */
export interface AppIdentity {
  readonly appId: number;
  /** The user that GitHub has for it. Nobody else can have a name with brackets. */
  readonly login: string;
}

/** Asks GitHub what the App is called. `octokit` speaks as the App. */
export async function readAppIdentity(octokit: Octokit): Promise<AppIdentity> {
  const { data } = await octokit.rest.apps.getAuthenticated();
  const { id, slug } = z.object({ id: z.int(), slug: z.string().min(1) }).parse(data);
  return { appId: id, login: `${slug}[bot]` };
}

/**
 * The newest issues that the App has opened itself, open or closed, the newest first. Of one that is too old to be listed
 * nothing is known; at worst its notice gets a second one.
 */
export async function listOwnIssues(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  identity: AppIdentity,
): Promise<readonly OwnIssue[]> {
  const own: OwnIssue[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const { data } = await octokit.rest.issues.listForRepo({
      owner,
      repo,
      state: "all",
      creator: identity.login,
      per_page: pageSize,
      page,
    });
    const issues = z.array(Issue).parse(data);
    // A server that does not know the filter lists everything, and pull requests are listed as issues.
    own.push(...issues.filter((issue) => issue.pull_request === undefined && isOwn(issue, identity)).map(ownIssue));
    if (issues.length < pageSize) return own;
  }
  return own;
}

/** Undefined when there is no such issue, or none may be read. */
export async function readIssue(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  number: number,
): Promise<OwnIssue | undefined> {
  try {
    const { data } = await octokit.rest.issues.get({ owner, repo, issue_number: number });
    return ownIssue(Issue.parse(data));
  } catch (error) {
    if (isNotThere(error)) return undefined;
    throw error;
  }
}

/** Answers its number. */
export async function createIssue(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  { title, body }: IssueText,
): Promise<number> {
  const { data } = await octokit.rest.issues.create({ owner, repo, title, body });
  return z.object({ number: z.int().positive() }).parse(data).number;
}

export type IssueChange =
  | IssueText
  | (IssueText & { readonly state: "open"; readonly state_reason: "reopened" })
  | { readonly body: string; readonly state: "closed"; readonly state_reason: "completed" };

/** False when there is no such issue, or none may be written. */
export async function changeIssue(
  octokit: Octokit,
  { owner, name: repo }: RepositoryName,
  number: number,
  change: IssueChange,
): Promise<boolean> {
  try {
    await octokit.rest.issues.update({ owner, repo, issue_number: number, ...change });
    return true;
  } catch (error) {
    if (isNotThere(error)) return false;
    throw error;
  }
}

/** A person may act through an App, too: then the user is that person. */
export function isOwn(
  { user, performed_via_github_app: via }: z.infer<typeof Authorship>,
  { appId, login }: AppIdentity,
): boolean {
  return user?.type === "Bot" && (user.login === login || via?.id === appId);
}

function ownIssue({ number, state, body }: Issue): OwnIssue {
  return { number, open: state === "open", body: body ?? "" };
}

function isNotThere(error: unknown): boolean {
  return error instanceof Fault && error.code === "GITHUB_NOT_FOUND";
}
