/** A repository on GitHub. */
export interface HostedRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
}

interface PushOptions<R extends HostedRepository> {
  readonly repository: R;
  /** A git directory or work tree on this machine. */
  readonly from: string;
  /** Such as `HEAD:refs/heads/topic`; `:refs/heads/topic` deletes. */
  readonly refspec: string;
  readonly as: string;
  readonly force?: boolean;
}

interface PullRequestOptions<R extends HostedRepository> {
  readonly repository: R;
  /** A branch of the repository, or of a fork of it. */
  readonly head: string | { readonly fork: R; readonly branch: string };
  readonly base: string;
  readonly title: string;
  readonly author: string;
  readonly body?: string;
  readonly labels?: readonly string[];
  readonly draft?: boolean;
}

export interface SeenCheckRun {
  readonly id: number;
  readonly name: string;
  readonly status: string;
  readonly conclusion: string | undefined;
  readonly externalId: string;
  readonly detailsUrl: string;
  readonly title: string | undefined;
  readonly summary: string | undefined;
  readonly text: string | undefined;
  readonly annotations: readonly SeenAnnotation[];
}

interface SeenAnnotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string | undefined;
  readonly raw_details?: string | undefined;
}

/**
 * What the end-to-end flows need from a GitHub: people who push, and eyes that read check runs. The stand-in
 * implements it; so can a driver of a real GitHub, where `as` and `author` choose among tokens of test accounts.
 */
export interface GitHubWorld<R extends HostedRepository = HostedRepository> {
  readonly webUrl: string;
  readonly apiUrl: string;
  createRepository(options: { readonly owner: string; readonly name: string; readonly private: boolean }): Promise<R>;
  fork(repository: R, owner: string): Promise<R>;
  push(options: PushOptions<R>): Promise<void>;
  openPullRequest(options: PullRequestOptions<R>): Promise<{ readonly number: number; readonly headSha: string }>;
  closePullRequest(repository: R, number: number): Promise<void>;
  reopenPullRequest(repository: R, number: number): Promise<void>;
  deleteBranch(repository: R, branch: string): Promise<void>;
  rerequestCheckRun(repository: R, checkRunId: number): Promise<void>;
  /** The newest run of each name on a commit. */
  checkRunsOf(repository: R, sha: string): Promise<readonly SeenCheckRun[]>;
}
