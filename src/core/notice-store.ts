/** What is known of the issue of one notice. */
export interface NoticeIssue {
  readonly gate: string;
  /** A digest of the notice's key, as it stands in the issue. */
  readonly notice: string;
  /** Its number; undefined while the outcome of its creation is unknown: GitHub has to be asked whether there is one. */
  readonly issue: number | undefined;
  /** Digest of what was sent last; empty when it is not known. */
  readonly digest: string;
  /** Whether the notice lasts. Somebody may have closed the issue all the same. */
  readonly open: boolean;
}

/** A repository whose default branch is watched. */
export interface WatchedRepository {
  readonly installationId: number;
  readonly repositoryId: number;
  readonly defaultBranch: string;
  /** When the schedule has wished it last, in epoch milliseconds; 0 for never. */
  readonly wishedAt: number;
  /** Whether GitHub was asked once which of our issues there are: what an earlier database knew is lost. */
  readonly listed: boolean;
  /** Why GitHub takes no issue of us; empty when it does. */
  readonly refusal: string;
}

export type WatchedChange = Partial<Omit<WatchedRepository, "repositoryId">>;

/** Watched repositories, and the issues of their notices. */
export interface NoticeStore {
  watchedRepository(repositoryId: number): Promise<WatchedRepository | undefined>;
  /** Of one installation. */
  watchedRepositories(installationId: number): Promise<readonly WatchedRepository[]>;
  saveWatchedRepository(repository: WatchedRepository): Promise<void>;
  /** Changes what is given and nothing else, so that two who know different things of it do not undo each other. */
  changeWatchedRepository(repositoryId: number, change: WatchedChange): Promise<void>;

  noticeIssues(repositoryId: number): Promise<readonly NoticeIssue[]>;
  saveNoticeIssue(repositoryId: number, issue: NoticeIssue): Promise<void>;
  forgetNoticeIssue(repositoryId: number, gate: string, notice: string): Promise<void>;
}
