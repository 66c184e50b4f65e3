import type { Selectable } from "kysely";
import type { KnownPullRequest } from "../core/store.ts";
import type { Queries } from "../database/database.ts";
import type { PullRequestTable } from "../database/tables.ts";

export async function savePullRequest(queries: Queries, pullRequest: KnownPullRequest): Promise<void> {
  const row = {
    installation_id: pullRequest.installationId,
    head_sha: pullRequest.headSha,
    base_ref: pullRequest.baseRef,
    open: pullRequest.open ? 1 : 0,
  };
  await queries
    .insertInto("pull_request")
    .values({ ...row, repository_id: pullRequest.repositoryId, number: pullRequest.number })
    .onConflict((conflict) => conflict.columns(["repository_id", "number"]).doUpdateSet(row))
    .execute();
}

export async function readPullRequest(
  queries: Queries,
  repositoryId: number,
  number: number,
): Promise<KnownPullRequest | undefined> {
  const row = await queries
    .selectFrom("pull_request")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .where("number", "=", number)
    .executeTakeFirst();
  return row === undefined ? undefined : knownPullRequestOf(row);
}

export async function readOpenPullRequests(
  queries: Queries,
  repositoryId: number,
  headSha?: string,
): Promise<readonly KnownPullRequest[]> {
  const rows = await queries
    .selectFrom("pull_request")
    .selectAll()
    .where("repository_id", "=", repositoryId)
    .$if(headSha !== undefined, (query) => query.where("head_sha", "=", headSha ?? ""))
    .where("open", "=", 1)
    .orderBy("number")
    .execute();
  return rows.map(knownPullRequestOf);
}

function knownPullRequestOf(row: Selectable<PullRequestTable>): KnownPullRequest {
  return {
    installationId: row.installation_id,
    repositoryId: row.repository_id,
    number: row.number,
    headSha: row.head_sha,
    baseRef: row.base_ref,
    open: row.open === 1,
  };
}
