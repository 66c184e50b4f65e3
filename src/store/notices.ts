import type { NoticeIssue, NoticeStore, WatchedChange, WatchedRepository } from "../core/notice-store.ts";
import type { Database, Queries } from "../database/database.ts";
import type { WatchedRepositoryTable } from "../database/tables.ts";

/** Watched repositories and the issues of their notices, in the database. */
export function createNoticeStore({ run }: Database): NoticeStore {
  return {
    watchedRepository: (repositoryId) => run((queries) => readWatched(queries, repositoryId)),
    watchedRepositories: (installationId) => run((queries) => readWatchedOf(queries, installationId)),
    saveWatchedRepository: (repository) => run((queries) => saveWatched(queries, repository)),
    changeWatchedRepository: (repositoryId, change) => run((queries) => changeWatched(queries, repositoryId, change)),
    noticeIssues: (repositoryId) => run((queries) => readIssues(queries, repositoryId)),
    saveNoticeIssue: (repositoryId, issue) => run((queries) => saveIssue(queries, repositoryId, issue)),
    forgetNoticeIssue: (repositoryId, gate, notice) =>
      run((queries) => forgetIssue(queries, repositoryId, gate, notice)),
  };
}

async function readWatched(queries: Queries, repositoryId: number): Promise<WatchedRepository | undefined> {
  const row = await queries
    .selectFrom("watched_repository")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .executeTakeFirst();
  return row === undefined ? undefined : watchedOf(row);
}

async function readWatchedOf(queries: Queries, installationId: number): Promise<readonly WatchedRepository[]> {
  const rows = await queries
    .selectFrom("watched_repository")
    .selectAll()
    .where("installation_id", "=", installationId)
    .orderBy("repository_id")
    .execute();
  return rows.map(watchedOf);
}

function watchedOf(row: WatchedRepositoryTable): WatchedRepository {
  return {
    installationId: row.installation_id,
    repositoryId: row.repository_id,
    defaultBranch: row.default_branch,
    wishedAt: row.wished_at,
    listed: row.listed === 1,
    refusal: row.refusal,
  };
}

async function saveWatched(queries: Queries, { repositoryId, ...watched }: WatchedRepository): Promise<void> {
  const row = {
    installation_id: watched.installationId,
    default_branch: watched.defaultBranch,
    wished_at: watched.wishedAt,
    listed: watched.listed ? 1 : 0,
    refusal: watched.refusal,
  };
  await queries
    .insertInto("watched_repository")
    .values({ repository_id: repositoryId, ...row })
    .onConflict((conflict) => conflict.column("repository_id").doUpdateSet(row))
    .execute();
}

async function changeWatched(queries: Queries, repositoryId: number, change: WatchedChange): Promise<void> {
  // Kysely leaves columns out whose value is undefined.
  const row = {
    installation_id: change.installationId,
    default_branch: change.defaultBranch,
    wished_at: change.wishedAt,
    listed: change.listed === undefined ? undefined : Number(change.listed),
    refusal: change.refusal,
  };
  await queries.updateTable("watched_repository").set(row).where("repository_id", "=", repositoryId).execute();
}

/** GitHub's numbers begin at 1. */
const unknownIssue = 0;

async function readIssues(queries: Queries, repositoryId: number): Promise<readonly NoticeIssue[]> {
  const rows = await queries
    .selectFrom("notice_issue")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .orderBy("gate")
    .orderBy("notice")
    .execute();
  return rows.map(({ gate, notice, issue, digest, open }) => ({
    gate,
    notice,
    issue: issue === unknownIssue ? undefined : issue,
    digest,
    open: open === 1,
  }));
}

async function saveIssue(queries: Queries, repositoryId: number, saved: NoticeIssue): Promise<void> {
  const { gate, notice, issue, digest, open } = saved;
  const row = { issue: issue ?? unknownIssue, digest, open: open ? 1 : 0 };
  await queries
    .insertInto("notice_issue")
    .values({ repository_id: repositoryId, gate, notice, ...row })
    .onConflict((conflict) => conflict.columns(["repository_id", "gate", "notice"]).doUpdateSet(row))
    .execute();
}

async function forgetIssue(queries: Queries, repositoryId: number, gate: string, notice: string): Promise<void> {
  await queries
    .deleteFrom("notice_issue")
    .where("repository_id", "=", repositoryId)
    .where("gate", "=", gate)
    .where("notice", "=", notice)
    .execute();
}
